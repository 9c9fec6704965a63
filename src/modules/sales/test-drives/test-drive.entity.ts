import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const TEST_DRIVE_STATES = ['BOOKED', 'OUT', 'COMPLETED', 'CANCELLED', 'NO_SHOW'] as const;
export type TestDriveState = (typeof TEST_DRIVE_STATES)[number];
export const testDriveLifecycle = lifecycle({
  name: 'TestDrive',
  states: TEST_DRIVE_STATES,
  initial: 'BOOKED',
  moves: {
    start: { from: ['BOOKED'], to: ['OUT'] },
    complete: { from: ['OUT'], to: ['COMPLETED'] },
    cancel: { from: ['BOOKED'], to: ['CANCELLED'] },
    miss: { from: ['BOOKED'], to: ['NO_SHOW'], system: true },
  },
});

/** Chinese driving-licence classes (驾证). */
export const LICENCE_CLASSES = ['A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'M', 'N', 'P'] as const;

@Entity({ schema: 'sales', name: 'test_drive' })
export class TestDrive extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: TestDriveState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') vin: string;
  @Column('timestamptz', { name: 'starts_at' }) startsAt: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt: Date;
  /** What car and consultant are taken for, half-open: the drive and the turnaround; an early start moves it (T-2). */
  @Column('timestamptz', { name: 'taken_from' }) takenFrom: Date;
  @Column('timestamptz', { name: 'taken_until' }) takenUntil: Date;
  @Column('timestamptz', { name: 'no_show_at' }) noShowAt: Date;
  @Column('text', { name: 'licence_number_sealed' }) licenceNumberSealed: string;
  @Column('text', { name: 'licence_class' }) licenceClass: string;
  @Column('date', { name: 'licence_expires_on' }) licenceExpiresOn: string;
  @Column('date', { name: 'licence_first_issued_on', nullable: true }) licenceFirstIssuedOn: string | null;
  @Column('boolean') expressway: boolean;
  /** Since when whoever goes along has held a licence. */
  @Column('date', { name: 'companion_licensed_on', nullable: true }) companionLicensedOn: string | null;
  @Column('text', { array: true }) warnings: string[];
  /** The route as it was when the drive was booked. */
  @Column('text', { name: 'route_code', nullable: true }) routeCode: string | null;
  @Column('text', { name: 'route_name', nullable: true }) routeName: string | null;
  @Column('int', { name: 'route_km', nullable: true }) routeKm: number | null;
  @Column('timestamptz', { name: 'agreement_signed_at', nullable: true }) agreementSignedAt: Date | null;
  @Column('text', { name: 'agreement_signed_by_sealed', nullable: true }) agreementSignedBySealed: string | null;
  @Column('text', { name: 'agreement_sha256', nullable: true }) agreementSha256: string | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'completed_at', nullable: true }) completedAt: Date | null;
  @Column('int', { name: 'odometer_out_km', nullable: true }) odometerOutKm: number | null;
  @Column('int', { name: 'odometer_in_km', nullable: true }) odometerInKm: number | null;
  /** It went further than its route, or than usual, by more than is allowed for. */
  @Column('boolean', { name: 'distance_exception' }) distanceException: boolean;
  @Column('text', { name: 'distance_reason', nullable: true }) distanceReason: string | null;
  @Column('text', { nullable: true }) feedback: string | null;
  /** How the customer liked the car, 1 to 5. */
  @Column('int', { nullable: true }) rating: number | null;
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason: string | null;

  /** A drive that starts early takes its car from now, for as long as it was booked. */
  takeFrom(now: Date): void {
    if (now >= this.takenFrom) return;
    const taken = this.takenUntil.getTime() - this.takenFrom.getTime();
    this.takenFrom = now;
    this.takenUntil = new Date(now.getTime() + taken);
  }
}

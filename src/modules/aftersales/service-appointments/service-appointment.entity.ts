import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { Skill } from '../aftersales.contract.js';

export type ServiceAppointmentState = 'BOOKED' | 'ARRIVED' | 'CONVERTED' | 'NO_SHOW' | 'CANCELLED';

export const serviceAppointmentLifecycle = lifecycle({
  name: 'ServiceAppointment',
  states: ['BOOKED', 'ARRIVED', 'CONVERTED', 'NO_SHOW', 'CANCELLED'],
  initial: 'BOOKED',
  moves: {
    arrive: { from: ['BOOKED'], to: ['ARRIVED'] },
    /** Its repair order was opened. */
    convert: { from: ['ARRIVED'], to: ['CONVERTED'], system: true },
    /** Nobody came within the time after its start. */
    miss: { from: ['BOOKED'], to: ['NO_SHOW'], system: true },
    cancel: { from: ['BOOKED', 'ARRIVED'], to: ['CANCELLED'] },
  },
});

/** A planned visit to the workshop: it holds a bay for its period (exclusion constraint) and hours of the day's capacity. */
@Entity({ schema: 'aftersales', name: 'service_appointment' })
export class ServiceAppointment extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id', nullable: true }) ownerEmployeeId: string | null;
  @Column('text') number: string;
  @Column('text') readonly state: ServiceAppointmentState;
  @Column('uuid', { name: 'customer_vehicle_id' }) customerVehicleId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('date', { name: 'service_date' }) serviceDate: string;
  @Column('timestamptz', { name: 'starts_at' }) startsAt: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt: Date;
  @Column('uuid', { name: 'bay_id' }) bayId: string;
  @Column('text', { name: 'operation_codes', array: true }) operationCodes: string[];
  @Column('jsonb') hours: Partial<Record<Skill, number>>;
  @Column('text', { nullable: true }) concern: string | null;
  @Column('timestamptz', { name: 'no_show_at' }) noShowAt: Date;
  @Column('timestamptz', { name: 'arrived_at', nullable: true }) arrivedAt: Date | null;
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason: string | null;
}

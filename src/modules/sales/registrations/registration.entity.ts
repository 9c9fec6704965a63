import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Database } from '../../../kernel/database/database.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const REGISTRATION_STATES = ['IN_PROGRESS', 'COMPLETED', 'WITHDRAWN'] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];
export const registrationLifecycle = lifecycle({
  name: 'Registration',
  states: REGISTRATION_STATES,
  initial: 'IN_PROGRESS',
  moves: {
    'issue-temporary-plate': { from: ['IN_PROGRESS'], to: ['IN_PROGRESS'] },
    complete: { from: ['IN_PROGRESS'], to: ['COMPLETED'] },
    withdraw: { from: ['IN_PROGRESS'], to: ['WITHDRAWN'], system: true },
  },
});

/** First registration of a sold car (上牌, RG-1). */
@Entity({ schema: 'sales', name: 'registration' })
export class Registration extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: RegistrationState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  /** The car that got the plates; null until then. */
  @Column('text', { nullable: true }) vin: string | null;
  @Column('text', { name: 'plate_number_sealed', nullable: true }) plateNumberSealed: string | null;
  @Column('date', { name: 'registered_on', nullable: true }) registeredOn: string | null;
  /** How many temporary plates it has had (RG-2). */
  @Column('int', { name: 'temporary_plates' }) temporaryPlates: number;
  @Column('bigint', { name: 'tax_amount', nullable: true }) taxAmount: number | null;
  @Column('date', { name: 'tax_paid_on', nullable: true }) taxPaidOn: string | null;
  @Column('text', { name: 'tax_certificate_number', nullable: true }) taxCertificateNumber: string | null;
  /** The car had an accident before its plates: it is inspected first (登记 11). */
  @Column('boolean', { name: 'after_accident' }) afterAccident: boolean;
  @Column('text', { name: 'vessel_tax_proof', nullable: true }) vesselTaxProof: string | null;
  @Column('text', { name: 'safety_inspection_proof', nullable: true }) safetyInspectionProof: string | null;
}

/** The order came to its end: nobody waits for its plates. */
export async function withdrawRegistrations(db: Database, salesOrderId: string): Promise<void> {
  for (const registration of await db.lockAll(Registration, { salesOrderId, state: 'IN_PROGRESS' })) {
    registrationLifecycle.move(registration, 'withdraw');
    await db.save(registration, 'withdraw');
  }
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { InsuranceKind } from '../insurance-policies/insurance-policy.entity.js';

export const insuranceRenewalLifecycle = lifecycle({
  name: 'InsuranceRenewal',
  states: ['OPEN', 'RENEWED', 'LOST', 'VOID'],
  initial: 'OPEN',
  moves: {
    renew: { from: ['OPEN', 'LOST'], to: ['RENEWED'] },
    lose: { from: ['OPEN'], to: ['LOST'] },
    void: { from: ['OPEN'], to: ['VOID'], system: true },
  },
});
export const INSURANCE_RENEWAL_STATES = insuranceRenewalLifecycle.states;

/** That a policy runs out and should go on with us (续保, IN-1): one for each policy. */
@Entity({ schema: 'sales', name: 'insurance_renewal' })
export class InsuranceRenewal extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof INSURANCE_RENEWAL_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('uuid', { name: 'insurance_policy_id' }) insurancePolicyId: string;
  @Column('text') vin: string;
  @Column('text') kind: InsuranceKind;
  @Column('text') insurer: string;
  @Column('date', { name: 'ends_on' }) endsOn: string;
  @Column('timestamptz', { name: 'next_reminder_at', nullable: true }) nextReminderAt: Date | null;
  @Column('int') reminders: number;
  @Column('uuid', { name: 'renewed_policy_id', nullable: true }) renewedPolicyId: string | null;
  /** Days without cover between the two policies. */
  @Column('int', { name: 'gap_days', nullable: true }) gapDays: number | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text', { name: 'close_reason', nullable: true }) closeReason: string | null;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { REPAYMENT_METHODS, SubsidyPayer } from '../lender-products/lender-product.entity.js';

export const FINANCE_APPLICATION_STATES = ['DRAFT', 'SUBMITTED', 'APPROVED', 'CONDITIONAL', 'REJECTED', 'DISBURSED', 'WITHDRAWN'] as const;
export type FinanceApplicationState = (typeof FINANCE_APPLICATION_STATES)[number];
/** Not over: nothing was paid out yet, and nobody said no. */
export const LIVE_APPLICATION_STATES = ['DRAFT', 'SUBMITTED', 'APPROVED', 'CONDITIONAL'] as const satisfies FinanceApplicationState[];

export const financeApplicationLifecycle = lifecycle({
  name: 'FinanceApplication',
  states: FINANCE_APPLICATION_STATES,
  initial: 'DRAFT',
  moves: {
    submit: { from: ['DRAFT'], to: ['SUBMITTED'] },
    approve: { from: ['SUBMITTED', 'CONDITIONAL'], to: ['APPROVED'] },
    'approve-conditionally': { from: ['SUBMITTED'], to: ['CONDITIONAL'] },
    reject: { from: ['SUBMITTED', 'CONDITIONAL'], to: ['REJECTED'] },
    disburse: { from: ['APPROVED'], to: ['DISBURSED'] },
    withdraw: { from: LIVE_APPLICATION_STATES, to: ['WITHDRAWN'] },
    lapse: { from: ['APPROVED', 'CONDITIONAL'], to: ['WITHDRAWN'], system: true },
  },
});

/** An application for a loan to pay an order with: terms and price are those of the day it was made. */
@Entity({ schema: 'sales', name: 'finance_application' })
export class FinanceApplication extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: FinanceApplicationState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('uuid', { name: 'lender_product_id' }) lenderProductId: string;
  @Column('text', { name: 'product_code' }) productCode: string;
  @Column('text') lender: string;
  @Column('text') method: (typeof REPAYMENT_METHODS)[number];
  @Column('int') months: number;
  @Column('numeric', { name: 'annual_rate_percent' }) annualRatePercent: number;
  @Column('numeric', { name: 'lender_rate_percent' }) lenderRatePercent: number;
  @Column('text', { name: 'subsidy_payer', nullable: true }) subsidyPayer: SubsidyPayer | null;
  /** What the loan is measured by: the order without what is collected for others. */
  @Column('bigint') price: number;
  @Column('bigint', { name: 'requested_amount' }) requestedAmount: number;
  @Column('bigint', { name: 'approved_amount', nullable: true }) approvedAmount: number | null;
  @Column('bigint', { name: 'total_interest' }) totalInterest: number;
  @Column('bigint', { name: 'subsidy_amount' }) subsidyAmount: number;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_reference', nullable: true }) decisionReference: string | null;
  /** Last day of the decision. */
  @Column('date', { name: 'decision_valid_until', nullable: true }) decisionValidUntil: string | null;
  @Column('timestamptz', { name: 'decision_expires_at', nullable: true }) decisionExpiresAt: Date | null;
  @Column('jsonb') conditions: string[];
  @Column('text', { name: 'commitment_letter', nullable: true }) commitmentLetter: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  @Column('timestamptz', { name: 'disbursed_at', nullable: true }) disbursedAt: Date | null;
  @Column('text', { name: 'disbursement_reference', nullable: true }) disbursementReference: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('text', { name: 'withdraw_reason', nullable: true }) withdrawReason: string | null;

  get amount(): number {
    return this.approvedAmount ?? this.requestedAmount;
  }
}

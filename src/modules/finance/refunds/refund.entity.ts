import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { PaymentMethod } from '../receipts/receipt.entity.js';

export const refundLifecycle = lifecycle({
  name: 'Refund',
  states: ['REQUESTED', 'APPROVED', 'REJECTED', 'PAID'],
  // A small one needs no approval.
  initial: ['REQUESTED', 'APPROVED'],
  moves: {
    approve: { from: ['REQUESTED'], to: ['APPROVED'] },
    reject: { from: ['REQUESTED'], to: ['REJECTED'] },
    resubmit: { from: ['REJECTED'], to: ['REQUESTED'] },
    pay: { from: ['APPROVED'], to: ['PAID'] },
  },
});
export const REFUND_STATES = refundLifecycle.states;
export type RefundState = (typeof REFUND_STATES)[number];
export const REFUND_REASONS = ['CANCELLATION', 'AMENDMENT', 'RETURN', 'TRADE_IN', 'LOAN', 'LOAN_SURPLUS', 'REBATE', 'SUBSIDY'] as const;
export const REFUND_PAYEES = ['CUSTOMER', 'LENDER', 'MAKER'] as const;
export type RefundPayee = (typeof REFUND_PAYEES)[number];
export type RefundReason = (typeof REFUND_REASONS)[number];
export const REFUND_LEVELS = ['NONE', 'FINANCE_MANAGER', 'GENERAL_MANAGER'] as const;
export type RefundLevel = (typeof REFUND_LEVELS)[number];

/** Money that goes back, to the customer as a rule: follows from an ended or amended order, agreed to by who may for the amount, paid once (D-6). */
@Entity({ schema: 'finance', name: 'refund' })
export class Refund extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: RefundState;
  @Column('text') reason: RefundReason;
  /** The order, amendment or return it follows from: each has one refund a payee. */
  @Column('uuid', { name: 'source_id' }) sourceId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('text', { name: 'subject_number' }) subjectNumber: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  /** Who gets it: a loan goes back to its lender, a rebate to the maker. */
  @Column('text') payee: RefundPayee;
  @Column('text', { name: 'payee_name', nullable: true }) payeeName: string | null;
  @Column('bigint') amount: number;
  @Column('text') currency: string;
  /** Of the amount: what is paid on top of what came in (D-5). */
  @Column('bigint') compensation: number;
  /** What the customer paid and does not get back. */
  @Column('bigint') retained: number;
  @Column('text') explanation: string;
  @Column('text', { name: 'approval_level' }) approvalLevel: RefundLevel;
  /** Who asked last. */
  @Column('uuid', { name: 'requested_by' }) requestedBy: string;
  /** Everybody who ever asked for it: none of them may approve it. */
  @Column('uuid', { array: true }) requesters: string[];
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  @Column('text', { nullable: true }) method: PaymentMethod | null;
  @Column('uuid', { name: 'paid_by', nullable: true }) paidBy: string | null;
  @Column('timestamptz', { name: 'paid_at', nullable: true }) paidAt: Date | null;
}

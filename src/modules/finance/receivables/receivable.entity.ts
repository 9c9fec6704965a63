import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { addDays, dateOf, instantOf, plus } from '../../../kernel/time/clock.js';
import type { ReceivableKind } from '../finance.contract.js';

export const RECEIVABLE_KINDS = ['DEPOSIT', 'BALANCE', 'REPAIR', 'OTHER'] as const satisfies readonly ReceivableKind[];

/** Every move follows from something else: a receipt, the calendar, an amended or cancelled order. */
export const receivableLifecycle = lifecycle({
  name: 'Receivable',
  states: ['OPEN', 'PARTIAL', 'PAID', 'OVERDUE', 'CANCELLED'],
  // Nothing to pay is paid from the start, so that who waits for it does not wait for ever.
  initial: ['OPEN', 'PAID'],
  moves: {
    pay: { from: ['OPEN', 'PARTIAL', 'OVERDUE'], to: ['PARTIAL', 'PAID', 'OVERDUE'], system: true },
    lapse: { from: ['OPEN', 'PARTIAL'], to: ['OVERDUE'], system: true },
    amend: { from: ['OPEN', 'PARTIAL', 'PAID', 'OVERDUE'], to: ['OPEN', 'PARTIAL', 'PAID', 'OVERDUE'], system: true },
    cancel: { from: ['OPEN', 'PARTIAL', 'OVERDUE'], to: ['CANCELLED'], system: true },
  },
});
export const RECEIVABLE_STATES = receivableLifecycle.states;
export type ReceivableState = (typeof RECEIVABLE_STATES)[number];

@Entity({ schema: 'finance', name: 'receivable' })
export class Receivable extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: ReceivableState;
  @Column('text') kind: ReceivableKind;
  /** Who pays: CUSTOMER for cars, the payer of the bill for repair orders. */
  @Column('text') payer: string;
  @Column('bigint') amount: number;
  @Column('bigint') paid: number;
  @Column('text') currency: string;
  @Column('date', { name: 'due_on' }) dueOn: string;
  /** From here on it is overdue: the beginning of the day after `dueOn`. */
  @Column('timestamptz', { name: 'overdue_at' }) overdueAt: Date;
  @Column('timestamptz', { name: 'paid_at', nullable: true }) paidAt: Date | null;
  @Column('uuid', { name: 'sales_order_id', nullable: true }) salesOrderId: string | null;
  @Column('uuid', { name: 'repair_order_id', nullable: true }) repairOrderId: string | null;
  /** Number of the order or repair order. */
  @Column('text', { name: 'subject_number' }) subjectNumber: string;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  /** The loan whose interest it pays (F-4); a loan has one such receivable. */
  @Column('uuid', { name: 'finance_application_id', nullable: true }) financeApplicationId: string | null;

  get outstanding(): number {
    return this.amount - this.paid;
  }

  /** Due so long after an instant, by the store's date. */
  dueWithin(from: Date, duration: string): void {
    this.dueOn = dateOf(plus(from, duration));
    this.overdueAt = instantOf(addDays(this.dueOn, 1));
  }
}

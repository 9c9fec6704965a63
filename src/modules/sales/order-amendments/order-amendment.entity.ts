import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Database } from '../../../kernel/database/database.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { ApprovalLevel, PriceLine } from '../quotations/pricing.js';

export const ORDER_AMENDMENT_STATES = ['REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED'] as const;
export type OrderAmendmentState = (typeof ORDER_AMENDMENT_STATES)[number];
export const orderAmendmentLifecycle = lifecycle({
  name: 'OrderAmendment',
  states: ORDER_AMENDMENT_STATES,
  initial: 'REQUESTED',
  moves: {
    approve: { from: ['REQUESTED'], to: ['APPROVED'] },
    reject: { from: ['REQUESTED'], to: ['REJECTED'] },
    cancel: { from: ['REQUESTED'], to: ['CANCELLED'] },
    withdraw: { from: ['REQUESTED'], to: ['CANCELLED'], system: true },
  },
});

/** What an order is for, and at what price. */
export interface OrderContent {
  modelId: string;
  modelName: string;
  colour: string;
  lines: PriceLine[];
  total: number;
  passThroughTotal: number;
}

/** A change of car, colour, price or accessories of a confirmed order: nothing of it holds before somebody else has agreed (D-1, Q-3). */
@Entity({ schema: 'sales', name: 'order_amendment' })
export class OrderAmendment extends Aggregate implements OrderContent {
  @Column('text') number: string;
  @Column('text') readonly state: OrderAmendmentState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('text') reason: string;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text', { name: 'model_name' }) modelName: string;
  @Column('text') colour: string;
  @Column('jsonb') lines: PriceLine[];
  @Column('bigint') total: number;
  @Column('bigint', { name: 'pass_through_total' }) passThroughTotal: number;
  @Column('text', { name: 'approval_level' }) approvalLevel: ApprovalLevel;
  /** The car that was chosen; null: the oldest matching one. */
  @Column('uuid', { name: 'stock_vehicle_id', nullable: true }) stockVehicleId: string | null;
  /** The order as it was. */
  @Column('jsonb') before: OrderContent;
  @Column('bigint') difference: number;
  @Column('uuid', { name: 'requested_by' }) requestedBy: string;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}

/** The order came to its end: what still waits for a decision needs none. */
export async function withdrawAmendments(db: Database, salesOrderId: string): Promise<void> {
  for (const amendment of await db.lockAll(OrderAmendment, { salesOrderId, state: 'REQUESTED' })) {
    orderAmendmentLifecycle.move(amendment, 'withdraw');
    await db.save(amendment, 'withdraw');
  }
}

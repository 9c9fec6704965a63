import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { ReturnReason } from './return-terms.js';

export const ORDER_RETURN_STATES = ['REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED'] as const;
export type OrderReturnState = (typeof ORDER_RETURN_STATES)[number];
export const orderReturnLifecycle = lifecycle({
  name: 'OrderReturn',
  states: ORDER_RETURN_STATES,
  initial: 'REQUESTED',
  moves: {
    approve: { from: ['REQUESTED'], to: ['APPROVED'] },
    reject: { from: ['REQUESTED'], to: ['REJECTED'] },
    cancel: { from: ['REQUESTED'], to: ['CANCELLED'] },
  },
});

/** A delivered car that is to come back (退车): under the law or by agreement, once the general manager has agreed. */
@Entity({ schema: 'sales', name: 'order_return' })
export class OrderReturn extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: OrderReturnState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') vin: string;
  @Column('text') reason: ReturnReason;
  /** What happened, with what proves it. */
  @Column('text') account: string;
  @Column('int', { name: 'odometer_km' }) odometerKm: number;
  @Column('date', { name: 'delivered_on' }) deliveredOn: string;
  @Column('date', { name: 'last_day' }) lastDay: string;
  @Column('int', { name: 'most_km', nullable: true }) mostKm: number | null;
  /** Price of the car without what is passed through. */
  @Column('bigint') price: number;
  @Column('bigint', { name: 'use_fee' }) useFee: number;
  @Column('bigint') deduction: number;
  @Column('boolean') disclosure: boolean;
  /** What the tax office gives back of the purchase tax, once the return is approved; null when none is recorded. */
  @Column('bigint', { name: 'purchase_tax_refund', nullable: true }) purchaseTaxRefund: number | null;
  @Column('uuid', { name: 'requested_by' }) requestedBy: string;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}

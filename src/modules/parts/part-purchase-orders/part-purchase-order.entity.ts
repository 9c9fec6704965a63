import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { PurchaseApproverIsRequester } from '../parts.contract.js';

/** P-10. */
export const partPurchaseOrderLifecycle = lifecycle({
  name: 'PartPurchaseOrder',
  states: ['DRAFT', 'APPROVED', 'SENT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CLOSED', 'CANCELLED'],
  initial: 'DRAFT',
  moves: {
    approve: { from: ['DRAFT'], to: ['APPROVED'] },
    send: { from: ['APPROVED'], to: ['SENT'] },
    receive: { from: ['SENT', 'PARTIALLY_RECEIVED'], to: ['PARTIALLY_RECEIVED', 'RECEIVED'], system: true },
    close: { from: ['PARTIALLY_RECEIVED', 'RECEIVED'], to: ['CLOSED'] },
    cancel: { from: ['DRAFT', 'APPROVED', 'SENT'], to: ['CANCELLED'] },
  },
});
export type PartPurchaseOrderState = (typeof partPurchaseOrderLifecycle)['states'][number];

/** Why parts are bought: for the shelf, in a hurry, for one customer, or for lines that wait (P-10). */
export const PURCHASE_TYPES = ['STOCK', 'RUSH', 'SPECIAL', 'BACKORDER'] as const;
export type PurchaseType = (typeof PURCHASE_TYPES)[number];

@Entity({ schema: 'parts', name: 'part_purchase_order' })
export class PartPurchaseOrder extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: PartPurchaseOrderState;
  @Column('uuid', { name: 'supplier_id' }) supplierId: string;
  @Column('text') type: PurchaseType;
  @Column('uuid', { name: 'requested_by' }) requestedBy: string;
  @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('text', { nullable: true }) reason: string | null;

  approve(employeeId: string): void {
    partPurchaseOrderLifecycle.check(this, 'approve');
    if (employeeId === this.requestedBy) throw PurchaseApproverIsRequester();
    partPurchaseOrderLifecycle.move(this, 'approve');
    this.approvedBy = employeeId;
  }
}

@Entity({ schema: 'parts', name: 'part_purchase_order_line' })
export class PartPurchaseOrderLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'part_purchase_order_id' }) partPurchaseOrderId: string;
  @Column('uuid', { name: 'part_id' }) partId: string;
  @Column('numeric', { precision: 13, scale: 3 }) quantity: number;
  /** Fen a unit. */
  @Column('bigint', { name: 'unit_cost' }) unitCost: number;
  @Column('numeric', { precision: 13, scale: 3 }) received: number;
}

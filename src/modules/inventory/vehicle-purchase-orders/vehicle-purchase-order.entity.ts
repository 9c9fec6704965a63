import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const VEHICLE_PURCHASE_ORDER_STATES = ['DRAFT', 'APPROVED', 'SENT', 'CONFIRMED', 'CLOSED', 'CANCELLED'] as const;
/** One of a plan is approved with it. */
export const vehiclePurchaseOrderLifecycle = lifecycle({
  name: 'VehiclePurchaseOrder',
  states: VEHICLE_PURCHASE_ORDER_STATES,
  initial: ['DRAFT', 'APPROVED'],
  moves: {
    approve: { from: ['DRAFT'], to: ['APPROVED'] },
    send: { from: ['APPROVED'], to: ['SENT'] },
    // The maker may think again.
    confirm: { from: ['SENT', 'CONFIRMED'], to: ['CONFIRMED'] },
    complete: { from: ['CONFIRMED'], to: ['CLOSED'], system: true },
    close: { from: ['CONFIRMED'], to: ['CLOSED'] },
    cancel: { from: ['DRAFT', 'APPROVED', 'SENT'], to: ['CANCELLED'] },
  },
});

/** An order to the maker; its cars get their VINs with the shipment notice. */
@Entity({ schema: 'inventory', name: 'vehicle_purchase_order' })
export class VehiclePurchaseOrder extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof VEHICLE_PURCHASE_ORDER_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') maker: string;
  @Column('uuid', { name: 'purchase_plan_id', nullable: true }) purchasePlanId: string | null;
  @Column('uuid', { name: 'requested_by' }) requestedBy: string;
  @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  /** The maker's own number. */
  @Column('text', { name: 'maker_reference', nullable: true }) makerReference: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
  @Column('text', { nullable: true }) reason: string | null;
}

/** So many cars of a model and colour: ordered, confirmed by the maker, sent. */
@Entity({ schema: 'inventory', name: 'vehicle_purchase_order_line' })
export class VehiclePurchaseOrderLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'vehicle_purchase_order_id' }) vehiclePurchaseOrderId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('int', { name: 'line_number' }) lineNumber: number;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text') colour: string;
  @Column('int') quantity: number;
  @Column('int') confirmed: number;
  @Column('int') shipped: number;
  @Column('bigint', { name: 'unit_cost' }) unitCost: number;
}

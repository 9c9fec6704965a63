import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { OrderedAccessory } from '../../sales/sales.contract.js';

export const internalRepairLifecycle = lifecycle({
  name: 'InternalRepair',
  states: ['PLANNED', 'IN_PROGRESS', 'QUALITY_CHECK', 'CLOSED', 'CANCELLED'],
  initial: 'PLANNED',
  moves: {
    start: { from: ['PLANNED'], to: ['IN_PROGRESS'] },
    finish: { from: ['IN_PROGRESS'], to: ['QUALITY_CHECK'] },
    pass: { from: ['QUALITY_CHECK'], to: ['CLOSED'] },
    rework: { from: ['QUALITY_CHECK'], to: ['IN_PROGRESS'] },
    /** The order was cancelled, or wants nothing fitted any more. */
    cancel: { from: ['PLANNED', 'IN_PROGRESS', 'QUALITY_CHECK'], to: ['CANCELLED'], system: true },
  },
});
export const INTERNAL_REPAIR_STATES = internalRepairLifecycle.states;
export type InternalRepairState = (typeof INTERNAL_REPAIR_STATES)[number];
export const LIVE_INTERNAL_REPAIRS = internalRepairLifecycle.sources('cancel');

/** Work of ours on a car that is still ours (内部工单): the accessories of an order are fitted (精品加装). Nobody is billed for it. */
@Entity({ schema: 'aftersales', name: 'internal_repair' })
export class InternalRepair extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: InternalRepairState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('text', { name: 'order_number' }) orderNumber: string;
  /** The car that the order has now. */
  @Column('uuid', { name: 'stock_vehicle_id', nullable: true }) stockVehicleId: string | null;
  @Column('text', { nullable: true }) vin: string | null;
  /** The deposit is paid and the car is there: the work may begin. */
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt: Date | null;
  @Column('uuid', { name: 'technician_employee_id', nullable: true }) technicianEmployeeId: string | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  @Column('uuid', { name: 'inspector_id', nullable: true }) inspectorId: string | null;
  @Column('text', { name: 'rework_reason', nullable: true }) reworkReason: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason: string | null;
}

/** An order as it was last heard of: what is wanted, on which car, and whether the work may begin. */
@Entity({ schema: 'aftersales', name: 'fitting_order' })
export class FittingOrder {
  @PrimaryColumn('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text', { name: 'order_number' }) orderNumber: string;
  @Column('jsonb') accessories: OrderedAccessory[];
  @Column('uuid', { name: 'stock_vehicle_id', nullable: true }) stockVehicleId: string | null;
  @Column('text', { nullable: true }) vin: string | null;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt: Date | null;
  /** Why it is no more. */
  @Column('text', { name: 'end_reason', nullable: true }) endReason: string | null;
}

/** An accessory to be fitted; a part of our catalogue has the item code as its number. */
@Entity({ schema: 'aftersales', name: 'internal_repair_line' })
export class InternalRepairLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'internal_repair_id' }) internalRepairId: string;
  @Column('text', { name: 'item_code' }) itemCode: string;
  @Column('text') description: string;
  /** Null: not in the parts catalogue, nothing is reserved for it. */
  @Column('uuid', { name: 'part_id', nullable: true }) partId: string | null;
  @Column('numeric', { precision: 14, scale: 3 }) quantity: number;
  @Column('numeric', { name: 'issued_quantity', precision: 14, scale: 3 }) issuedQuantity: number;
  /** What the issued parts cost us, fen. */
  @Column('bigint') cost: number;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { Payer } from '../aftersales.contract.js';

export type RepairOrderState =
  'RECEIVED' | 'ESTIMATED' | 'APPROVED' | 'DISPATCHED' | 'IN_PROGRESS' | 'QUALITY_CHECK' | 'SETTLEMENT' | 'READY' | 'CLOSED' | 'CANCELLED';

export const repairOrderLifecycle = lifecycle({
  name: 'RepairOrder',
  states: ['RECEIVED', 'ESTIMATED', 'APPROVED', 'DISPATCHED', 'IN_PROGRESS', 'QUALITY_CHECK', 'SETTLEMENT', 'READY', 'CLOSED', 'CANCELLED'],
  initial: 'RECEIVED',
  moves: {
    /** A new version replaces the one before and voids its approval. */
    estimate: { from: ['RECEIVED', 'ESTIMATED', 'APPROVED'], to: ['ESTIMATED'] },
    approve: { from: ['ESTIMATED'], to: ['APPROVED'] },
    /** Again from DISPATCHED: the work is given to others before it began. */
    dispatch: { from: ['APPROVED', 'DISPATCHED'], to: ['DISPATCHED'] },
    start: { from: ['DISPATCHED'], to: ['IN_PROGRESS'] },
    /** Stays IN_PROGRESS while others are still at work. */
    finish: { from: ['IN_PROGRESS'], to: ['QUALITY_CHECK', 'IN_PROGRESS'] },
    pass: { from: ['QUALITY_CHECK'], to: ['SETTLEMENT'] },
    rework: { from: ['QUALITY_CHECK'], to: ['IN_PROGRESS'] },
    settle: { from: ['SETTLEMENT'], to: ['READY'] },
    'hand-over': { from: ['READY'], to: ['CLOSED'] },
    cancel: { from: ['RECEIVED', 'ESTIMATED', 'APPROVED', 'DISPATCHED'], to: ['CANCELLED'] },
  },
});

export interface Bill {
  payer: Payer;
  /** Fen. */
  amount: number;
}
export interface Estimate {
  version: number;
  total: number;
  byPayer: Bill[];
  estimatedAt: string;
}
export interface Approval {
  estimateVersion: number;
  channel: string;
  reference: string;
  approvedAt: string;
}
export interface QualityCheck {
  passed: boolean;
  items: { code: string; result: string; note: string | null }[];
  reason: string | null;
  inspectorId: string;
  checkedAt: string;
}
/** What a coupon took off the customer's bill. */
export interface CouponTaken {
  couponId: string;
  code: string;
  name: string;
  /** Fen. */
  discount: number;
}
export interface Settlement {
  bills: Bill[];
  coupon: CouponTaken | null;
  total: number;
  labourTotal: number;
  partsTotal: number;
  subletTotal: number;
  soldHours: number;
  settledAt: string;
}
export interface WalkAroundItem {
  code: string;
  note: string;
}

/** A car in the workshop: what the customer said, what was agreed, done, checked and billed. */
@Entity({ schema: 'aftersales', name: 'repair_order' })
export class RepairOrder extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('text') number: string;
  @Column('text') readonly state: RepairOrderState;
  @Column('uuid', { name: 'customer_vehicle_id' }) customerVehicleId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') vin: string;
  @Column('uuid', { name: 'appointment_id', nullable: true }) appointmentId: string | null;
  @Column('int', { name: 'odometer_km' }) odometerKm: number;
  @Column('int', { name: 'fuel_level_percent' }) fuelLevelPercent: number;
  @Column('text') concern: string;
  @Column('jsonb', { name: 'walk_around' }) walkAround: WalkAroundItem[];
  @Column('text', { name: 'signed_by' }) signedBy: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('jsonb', { nullable: true }) estimate: Estimate | null;
  @Column('int', { name: 'estimate_version' }) estimateVersion: number;
  /** Lines were added since: the customer has not seen the present price. */
  @Column('boolean', { name: 'estimate_stale' }) estimateStale: boolean;
  @Column('jsonb', { nullable: true }) approval: Approval | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  @Column('jsonb', { name: 'quality_checks' }) qualityChecks: QualityCheck[];
  @Column('jsonb', { nullable: true }) settlement: Settlement | null;
  @Column('text', { name: 'handed_over_to', nullable: true }) handedOverTo: string | null;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason: string | null;
}

/** What every event of a repair order says. */
export const jobOf = (order: RepairOrder) => ({
  storeId: order.storeId,
  customerId: order.customerId,
  customerVehicleId: order.customerVehicleId,
  repairOrderId: order.id,
  number: order.number,
  vin: order.vin,
  ownerEmployeeId: order.ownerEmployeeId,
});

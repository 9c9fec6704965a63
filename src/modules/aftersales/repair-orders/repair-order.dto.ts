import { ApiProperty } from '@nestjs/swagger';
import {
  Amount,
  Code,
  Id,
  ListOf,
  Nested,
  Note,
  Odometer,
  OneOf,
  Optional,
  Quantity,
  Repeated,
  Text,
  Whole,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { APPROVAL_CHANNELS, PAYERS, type Payer } from '../aftersales.contract.js';
import { LINE_TYPES, type LineType } from './repair-order-line.entity.js';
import { repairOrderLifecycle } from './repair-order.entity.js';

const STATES = repairOrderLifecycle.states;
const MOVES = repairOrderLifecycle.moves;
const RESULTS = ['PASS', 'FAIL'] as const;

export class WalkAroundItemInput {
  @Code('BODY') code: string;
  @Text(500, '无划痕') note: string;
}
export class WalkAroundInput {
  /** What was looked at together with the customer. */
  @ListOf(() => WalkAroundItemInput, 1, 100) items: WalkAroundItemInput[];
}
export class CreateRepairOrder {
  /** The appointment it converts; left out for a walk-in. */
  @Optional()
  @Id()
  appointmentId?: string;
  @Id() customerVehicleId: string;
  /** Km; below the last reading only with a reason. */
  @Odometer(4_980) odometerKm: number;
  @Optional()
  @Text(500, '更换仪表')
  odometerReason?: string;
  /** Fuel or charge, percent. */
  @Whole(0, 100, 60) fuelLevelPercent: number;
  /** In the customer's words. */
  @Note('首保') concern: string;
  @Nested(() => WalkAroundInput) walkAround: WalkAroundInput;
  /** Who signed the reception. */
  @Text(50, '王小明') signedBy: string;
  /** Left out by a caller with one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class AddRepairOrderLine {
  @OneOf(LINE_TYPES) type: LineType;
  @OneOf(PAYERS) payer: Payer;
  /** With LABOUR. */
  @Optional()
  @Code('MNT-REGULAR')
  operationCode?: string;
  /** With PART. */
  @Optional()
  @Id()
  partId?: string;
  /** With PART; 1 if left out. Labour is sold with its standard hours. */
  @Optional()
  @Quantity(1)
  quantity?: number;
  /** With SUBLET: what the customer pays, fen. */
  @Optional()
  @Amount(50_000)
  amount?: number;
  /** The operation's or part's name if left out; needed with SUBLET. */
  @Optional()
  @Text(200, '外协喷漆')
  description?: string;
}
export class ApproveRepairOrder {
  /** The version that the customer saw. */
  @Whole(1, 1_000) estimateVersion: number;
  @OneOf(APPROVAL_CHANNELS) channel: string;
  /** The proof: who signed, the message, the recording. */
  @Optional()
  @Text(200, '王小明')
  reference?: string;
}
export class AssignmentInput {
  @Id() lineId: string;
  @Id() technicianId: string;
  @Id() bayId: string;
}
export class DispatchRepairOrder {
  /** One for every labour line. */
  @ListOf(() => AssignmentInput, 1, 100) assignments: AssignmentInput[];
}
export class QualityItemInput {
  @Code('ROAD_TEST') code: string;
  @OneOf(RESULTS) result: string;
  @Optional()
  @Text(500, '正常')
  note?: string;
}
export class PassRepairOrder {
  @ListOf(() => QualityItemInput, 1, 100) items: QualityItemInput[];
}
export class ReworkRepairOrder {
  /** What is not right. */
  @Note('异响未消除') reason: string;
  @Optional()
  @ListOf(() => QualityItemInput, 0, 100)
  items?: QualityItemInput[];
}
export class SettleRepairOrder {
  /** A coupon of the customer; it lowers their own bill. */
  @Optional()
  @Code('7K2M-9QVA-PD4R')
  couponCode?: string;
}
export class HandOverRepairOrder {
  /** Who took the car. */
  @Text(50, '王小明') signedBy: string;
}
export class CancelRepairOrder {
  @Text(500, '客户放弃维修') reason: string;
}
export class ListRepairOrders extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Repeated(STATES) state?: string[];
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  customerVehicleId?: string;
  @Optional()
  @Text(17, 'LFV2A21K0P1234567')
  vin?: string;
}

export class BillView {
  @ApiProperty({ enum: PAYERS, example: 'CUSTOMER' }) payer: string;
  /** Fen. @example 58000 */
  amount: number;
}
export class EstimateView {
  /** @example 1 */
  version: number;
  /** Fen. @example 58000 */
  total: number;
  byPayer: BillView[];
  /** @example '2026-11-24T10:00:00.000Z' */
  estimatedAt: string;
  /** Lines were added since: a new estimate is needed. @example false */
  stale: boolean;
}
export class ApprovalView {
  /** @example 1 */
  estimateVersion: number;
  @ApiProperty({ enum: APPROVAL_CHANNELS, example: 'SIGNATURE' }) channel: string;
  /** @example '王小明' */
  reference: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  approvedAt: string;
}
export class WalkAroundItemView {
  /** @example 'BODY' */
  code: string;
  /** @example '无划痕' */
  note: string;
}
export class QualityItemView {
  /** @example 'ROAD_TEST' */
  code: string;
  @ApiProperty({ enum: RESULTS, example: 'PASS' }) result: string;
  /** @example '正常' */
  note: string | null;
}
export class QualityCheckView {
  /** @example true */
  passed: boolean;
  items: QualityItemView[];
  /** Why it went back. @example '异响未消除' */
  reason: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  inspectorId: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  checkedAt: string;
}
export class CouponTakenView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  couponId: string;
  /** @example '7K2M-9QVA-PD4R' */
  code: string;
  /** @example '春季保养券' */
  name: string;
  /** What it took off the customer’s bill, fen. @example 2000 */
  discount: number;
}
export class SettlementView {
  bills: BillView[];
  coupon: CouponTakenView | null;
  /** Fen; the bills together: labour, parts and sublet work less the coupon. @example 58000 */
  total: number;
  /** Fen. @example 24000 */
  labourTotal: number;
  /** Fen. @example 34000 */
  partsTotal: number;
  /** Fen. @example 0 */
  subletTotal: number;
  /** @example 1.2 */
  soldHours: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  settledAt: string;
}
/** Labour, a part or work of another company, with the one who pays for it. */
export class RepairOrderLineView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 1 */
  position: number;
  @ApiProperty({ enum: LINE_TYPES, example: 'LABOUR' }) type: string;
  @ApiProperty({ enum: PAYERS, example: 'CUSTOMER' }) payer: string;
  /** @example '定期保养' */
  description: string;
  /** @example 'MNT-REGULAR' */
  operationCode: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  partId: string | null;
  /** @example 'OIL-FILTER' */
  partNumber: string | null;
  /** Hours, pieces, or 1 for sublet work. @example 1.2 */
  quantity: number;
  /** Fen. @example 20000 */
  unitPrice: number;
  /** Fen. @example 24000 */
  amount: number;
  /** Pieces issued by the parts store. @example 0 */
  issuedQuantity: number;
  /** Cost of the issued parts, fen; null for those who do not see costs. @example 11000 */
  cost: number | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  technicianId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  bayId: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  startedAt: Date | null;
  /** @example '2026-11-24T11:00:00.000Z' */
  doneAt: Date | null;
}
/** A car in the workshop. */
export class RepairOrderView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'RO-S01-2026-000123' */
  number: string;
  @ApiProperty({ enum: STATES, example: 'RECEIVED' }) state: string;
  @ApiProperty({ enum: MOVES, isArray: true, maxItems: 20, example: ['estimate', 'cancel'] }) allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** The advisor. @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerVehicleId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  appointmentId: string | null;
  /** @example 4980 */
  odometerKm: number;
  /** @example 60 */
  fuelLevelPercent: number;
  /** @example '首保' */
  concern: string;
  walkAround: WalkAroundItemView[];
  /** @example '王小明' */
  signedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  receivedAt: Date;
  lines: RepairOrderLineView[];
  /** All lines, fen. @example 58000 */
  total: number;
  estimate: EstimateView | null;
  approval: ApprovalView | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  startedAt: Date | null;
  /** @example '2026-11-24T11:00:00.000Z' */
  finishedAt: Date | null;
  /** Every check, rework included, oldest first. */
  qualityChecks: QualityCheckView[];
  settlement: SettlementView | null;
  /** @example '王小明' */
  handedOverTo: string | null;
  /** The store's date. @example '2026-11-24' */
  closedOn: string | null;
  /** @example '2026-11-24T12:00:00.000Z' */
  closedAt: Date | null;
  /** @example '客户放弃维修' */
  cancelReason: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
/** One condition of the hand-over. */
export class RepairOrderGateView {
  /** @example 'BALANCE' */
  code: string;
  /** @example false */
  passed: boolean;
  /** @example 'A-2' */
  rule: string;
  /** What is missing; null when it is passed. @example '尚有 ¥580.00 未结清' */
  reason: string | null;
}
/** What still stands between the repair order and the hand-over. */
export class RepairOrderReadinessView {
  /** @example false */
  ready: boolean;
  gates: RepairOrderGateView[];
}

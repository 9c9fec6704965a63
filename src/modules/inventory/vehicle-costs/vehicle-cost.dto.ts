import { ApiProperty } from '@nestjs/swagger';
import { DateOnly, OneOf, Optional, PositiveAmount, Text } from '../../../kernel/http/fields.js';
import { VEHICLE_COST_KINDS, type VehicleCostKind } from './vehicle-cost.entity.js';

export class AddVehicleCost {
  @OneOf(VEHICLE_COST_KINDS) kind: VehicleCostKind;
  /** Fen. */
  @PositiveAmount(120_000) amount: number;
  /** Today when left out; never in the future. */
  @Optional()
  @DateOnly('2026-11-24')
  incurredOn?: string;
  /** Invoice, repair order or the like that proves it. */
  @Optional()
  @Text(60, 'YS-2026-0815')
  document?: string;
  @Text(500, '长春至上海板车运输') note: string;
}
export class ReverseVehicleCost {
  @Text(500, '录错车辆') reason: string;
}

/** A line of what a car has cost: it stays as it is for ever. */
export class VehicleCostView {
  /** Null: the purchase itself. @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string | null;
  /** PURCHASE, TRANSPORT, ACCESSORY, PDI, REPAIR, RECONDITIONING, INSURANCE, TAX or OTHER. @example 'TRANSPORT' */
  kind: string;
  /** Fen; negative where it reverses another line. @example 120000 */
  amount: number;
  /** @example '2026-11-24' */
  incurredOn: string;
  /** @example 'YS-2026-0815' */
  document: string | null;
  /** @example '长春至上海板车运输' */
  note: string | null;
  /** The line that it takes back. @example null */
  reversesId: string | null;
  /** Another line has taken it back. @example false */
  reversed: boolean;
  /** Null: with the car. @example '01938b4e-7c00-7000-8000-000000000001' */
  recordedBy: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  recordedAt: Date;
}
export class CarryingCostView {
  /** Days whose floor-plan interest is accrued, over all its plans. @example 7 */
  interestDays: number;
  /** Sum of the accruals, fen. @example 16800 */
  interest: number;
  /** Days in stock of the group until today or until it left (V-4). @example 37 */
  storageDays: number;
  /** What a day in stock costs besides (†), fen. @example 1000 */
  storagePerDay: number;
  /** @example 37000 */
  storage: number;
  /** Interest and storage (V-5), fen. @example 53800 */
  total: number;
}
/** What a car has cost so far and what its keeping costs (V-5). Amounts in fen. */
export class VehicleCostsView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  @ApiProperty({ type: () => VehicleCostView, isArray: true })
  lines: VehicleCostView[];
  /** What the maker was paid, or the trade-in allowance. @example 16272000 */
  purchaseCost: number;
  /** The purchase and every line. @example 16392000 */
  totalCost: number;
  carryingCost: CarryingCostView;
  /** Total cost and carrying cost: below it the sale loses money. @example 16445800 */
  fullCost: number;
}

import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, Matches } from 'class-validator';
import {
  Amount,
  Clearable,
  Code,
  DateOnly,
  Flag,
  Id,
  Instant,
  ListOf,
  Nested,
  Odometer,
  OneOf,
  Optional,
  QueryFlag,
  Repeated,
  Text,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { HOLD_KINDS, type HoldKind, STOCK_VEHICLE_STATES, VEHICLE_DOCUMENTS } from './stock-vehicle.entity.js';

/** Codes of the papers and things that are there. */
const Documents = (): PropertyDecorator => (target, property) => {
  IsArray()(target, property as string);
  ArrayMaxSize(VEHICLE_DOCUMENTS.length)(target, property as string);
  ArrayUnique()(target, property as string);
  IsIn(VEHICLE_DOCUMENTS, { each: true })(target, property as string);
  ApiProperty({
    type: 'array',
    items: { type: 'string', enum: [...VEHICLE_DOCUMENTS] },
    maxItems: VEHICLE_DOCUMENTS.length,
    example: ['CERTIFICATE', 'CONSISTENCY', 'KEYS'],
  })(target, property as string);
};

export class CreateStockVehicle {
  /** 17 characters with a right check digit (ID-1); blanks around it and small letters are put right. */
  @Text(40, 'LFV2A21K2P1234567') vin: string;
  @Id() modelId: string;
  /** One of the model's colours. */
  @Text(40, '珍珠白') colour: string;
  /** What we pay the maker, fen. */
  @Amount(16_272_000) purchaseCost: number;
  /** 生产日期, as on the certificate (RG-1). */
  @Optional()
  @DateOnly('2026-09-30')
  producedOn?: string;
  /** 合格证号. */
  @Optional()
  @Code('HGZ00000001')
  certificateNumber?: string;
  @Optional()
  @Code('EN00000001')
  engineNumber?: string;
  /** Left out by those who work for one store only. */
  @Optional()
  @Id()
  storeId?: string;
}
export class EditStockVehicle {
  /** Where the car stands: the place in the yard. */
  @Optional()
  @Text(40, 'A-01')
  location?: string;
  /** The yard or hall the place is in; null: the store's own. */
  @Clearable()
  @Text(40, '一号停车场')
  yard?: string | null;
  /** It stands in the showroom (展车, V-1). */
  @Optional()
  @Flag()
  onDisplay?: boolean;
  /** 生产日期, as on the certificate (RG-1). */
  @Optional()
  @DateOnly('2026-09-30')
  producedOn?: string;
  /** 合格证号. */
  @Optional()
  @Code('HGZ00000001')
  certificateNumber?: string;
  @Optional()
  @Code('EN00000001')
  engineNumber?: string;
  /** All papers and things that are there now (D-7). */
  @Optional()
  @Documents()
  documents?: string[];
  /** Last day of the insurance, of a demo car (T-3). */
  @Optional()
  @DateOnly('2027-11-24')
  insuredUntil?: string;
}
export class ShipStockVehicle {
  /** When it should arrive; the projected stock counts with it (V-7). */
  @DateOnly('2026-11-27') expectedOn: string;
}
export class CancelOrderStockVehicle {
  @Text(500, '厂家取消排产') reason: string;
}
export class DamageSeen {
  @Text(60, '左前门') place: string;
  @Text(500, '划痕 3 cm') note: string;
}
export class ArriveStockVehicle {
  @Odometer() odometerKm: number;
  /** The VIN as scanned on the car: must be the one that was ordered (V-3). */
  @Optional()
  @Text(40, 'LFV2A21K2P1234567')
  scannedVin?: string;
  /** Damage seen at unloading: the claim against the carrier rests on it (V-3). */
  @Optional()
  @ListOf(() => DamageSeen, 0, 50)
  damages?: DamageSeen[];
}
export class ArrivalInspection {
  /** A car that fails is put on hold and comes back to ARRIVED. */
  @Flag() passed: boolean;
  /** Papers and things that came with it: 合格证, 一致性证书, keys and so on (V-3). */
  @Documents() documents: string[];
  @Optional()
  @Text(500, '外观完好')
  note?: string;
}
export class AcceptStockVehicle {
  /** Where the car stands from now on. */
  @Text(40, 'A-01') location: string;
  @Nested(() => ArrivalInspection) inspection: ArrivalInspection;
}
export class ReserveStockVehicle {
  /** When the hold runs out; 48 h † from now when left out (D-4). */
  @Optional()
  @Instant('2026-11-26T10:00:00+08:00')
  holdUntil?: string;
  /** For whom. An order gets its car by being accepted, not by a hold. */
  @Optional()
  @Id()
  customerId?: string;
  @Text(500, '客户已约看车') reason: string;
}
export class ReleaseStockVehicle {
  @Text(500, '客户放弃') reason: string;
}
export class AssignDemoStockVehicle {
  /** Last day of its insurance, today or later (T-3). */
  @DateOnly('2027-11-24') insuredUntil: string;
}
export class EndDemoStockVehicle {
  @Odometer(5_230) odometerKm: number;
  /** Where the car stands from now on. */
  @Text(40, 'A-01') location: string;
}
export class AssignLoanerStockVehicle {
  /** Last day of its insurance, today or later. */
  @DateOnly('2027-11-24') insuredUntil: string;
}
export class EndLoanerStockVehicle {
  @Odometer(8_400) odometerKm: number;
  /** Where the car stands from now on. */
  @Text(40, 'A-01') location: string;
}
export class ReportDamageStockVehicle {
  @ListOf(() => DamageSeen, 1, 50) damages: DamageSeen[];
}
export class RepairStockVehicle {
  /** What was done; with the damage it stays on the car's record, to be disclosed when it is sold (三包 32). */
  @Text(500, '左前门钣金喷漆') repair: string;
  /** Where the car stands from now on. */
  @Text(40, 'A-01') location: string;
}
export class ReceiveReturnStockVehicle {
  @Odometer(1_260) odometerKm: number;
  /** Where the car stands until it is inspected. */
  @Text(40, 'Q-01') location: string;
}
export class HoldStockVehicle {
  /** OTHER if left out. */
  @Optional()
  @OneOf(HOLD_KINDS)
  kind?: HoldKind;
  @Text(500, '质量待查') reason: string;
}
export class ReleaseHoldStockVehicle {
  @Text(500, '复检合格') reason: string;
}

export class ListStockVehicles extends ListQuery {
  @Repeated(STOCK_VEHICLE_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @Text(40, '珍珠白')
  colour?: string;
  @Optional()
  @OneOf(['NEW', 'USED'])
  condition?: string;
  /** In stock of the group since this day or longer: what a figure of the ageing is made of. */
  @Optional()
  @DateOnly('2026-08-26')
  stockInUntil?: string;
  /** True: new cars in stock made 20 months † ago or longer, to be sold before they must be inspected (RG-1). */
  @QueryFlag()
  registrationInspectionNear?: boolean;
  /** Standing in the showroom, or not. */
  @QueryFlag()
  onDisplay?: boolean;
  /** The whole VIN. */
  @Optional()
  @Code('LFV2A21K2P1234567')
  vin?: string;
  /** The end of the VIN, 4 characters or more. */
  @Optional()
  @ApiProperty({ pattern: '^[A-Za-z0-9]{4,17}$', minLength: 4, maxLength: 17, example: '4567' })
  @Matches(/^[A-Za-z0-9]{4,17}$/)
  q?: string;
}
export class ListVehicleMovements extends ListQuery {}

export class DamageView {
  /** @example '左前门' */
  place: string;
  /** @example '划痕 3 cm' */
  note: string;
  /** Left out where it was seen at unloading (V-3). @example '2026-12-01' */
  reportedOn?: string;
  /** @example '2026-12-05' */
  repairedOn?: string;
  /** What was done. @example '左前门钣金喷漆' */
  repair?: string;
}
export class PdiView {
  /** The latest pre-delivery inspection passed (D-9). @example false */
  passed: boolean;
  /** @example null */
  at: Date | null;
}
export class ReservationSummaryView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** Null: held by hand. @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string | null;
  /** Null: the deposit is paid, it does not run out. @example '2026-11-26T10:00:00.000Z' */
  expiresAt: Date | null;
}
/** A car that is ours to sell (库存车). Amounts in fen, distances in km. */
export class StockVehicleView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'SV-S01-2026-000123' */
  number: string;
  /** ORDERED, IN_TRANSIT, ARRIVED, IN_STOCK, RESERVED, PREPARING, READY, DELIVERED, DEMO, HOLD, TRANSFERRING, LOANER, DAMAGED, RETURNED, WHOLESALE, SCRAPPED or CANCELLED (V-1). @example 'IN_STOCK' */
  state: string;
  /** What the caller may do now. @example ['reserve', 'hold'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** NEW, or USED for a car that was traded, returned, or a demo or loaner before. @example 'NEW' */
  condition: string;
  /** The trade-in it came with (TI-1). @example null */
  tradeInId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** ICE, BEV or PHEV. @example 'ICE' */
  powertrain: string;
  /** @example '珍珠白' */
  colour: string;
  /** @example 'A-01' */
  location: string | null;
  /** Null: the store's own. @example null */
  yard: string | null;
  /** It stands in the showroom (展车, V-1). @example false */
  onDisplay: boolean;
  /** @example 12 */
  odometerKm: number | null;
  /** @example '2026-11-27' */
  expectedOn: string | null;
  /** @example '2026-11-27' */
  arrivedOn: string | null;
  /** Seen at unloading (V-3) or reported later; a repaired one stays, its buyer is told (三包 32). */
  damages: DamageView[];
  /** Papers and things that are there. @example ['CERTIFICATE', 'CONSISTENCY', 'KEYS'] */
  documents: string[];
  /** First day in stock of the group (V-4). @example '2026-11-28' */
  stockInDate: string | null;
  /** 库龄: days since then, until today or the delivery (V-4). @example 31 */
  stockAgeDays: number | null;
  /** First day in stock of its store; a transfer begins it anew (V-4, V-8). @example '2026-11-28' */
  storeSince: string | null;
  /** Days in its store since then, until today or the delivery (V-4). @example 31 */
  storeAgeDays: number | null;
  /** Days since it became a demo car, while it is one (V-4). @example null */
  demoAgeDays: number | null;
  /** Null for roles that do not see cost. @example 16272000 */
  purchaseCost: number | null;
  /** 生产日期, as on the certificate (RG-1). @example '2026-09-30' */
  producedOn: string | null;
  /** 合格证号. @example 'HGZ00000001' */
  certificateNumber: string | null;
  /** @example 'EN00000001' */
  engineNumber: string | null;
  /** Last day of a demo or loaner car's insurance (T-3). @example '2027-11-24' */
  insuredUntil: string | null;
  /** @example '2026-11-28' */
  demoSince: string | null;
  /** @example null */
  loanerSince: string | null;
  pdi: PdiView;
  /** Null: nobody holds it. */
  @ApiProperty({ type: () => ReservationSummaryView, nullable: true })
  reservation: ReservationSummaryView | null;
  /** What it is on hold for: QUALITY, RECALL or OTHER. @example null */
  holdKind: string | null;
  /** Why it is on hold. @example null */
  holdReason: string | null;
  /** It may be neither sold nor driven (W-8). @example false */
  openRecall: boolean;
  /** It is in our workshop. @example null */
  openRepairOrderId: string | null;
  /** When it left: delivered, sold to the trade or scrapped. @example null */
  deliveredOn: string | null;
  /** When it was taken back from its owner. @example null */
  returnedOn: string | null;
  /** What a later buyer must be told: THREE_GUARANTEES_RETURN (it was taken back under the 三包 rules, 三包 33), RETURNED, FORMER_DEMO or FORMER_LOANER (消法 55). @example null */
  disclosure: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
/** A move of a car as it was made. */
export class VehicleMovementView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** `order` begins the history; then the moves of the car, and `relocate` where it was put elsewhere. @example 'accept' */
  move: string;
  /** @example 'ARRIVED' */
  fromState: string | null;
  /** @example 'IN_STOCK' */
  toState: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** Who made it; all zeros: the system. @example '01938b4e-7c00-7000-8000-000000000001' */
  actorId: string;
  /** @example 'A-01' */
  location: string | null;
  /** @example 12 */
  odometerKm: number | null;
  /** @example null */
  reason: string | null;
  /** @example null */
  salesOrderId: string | null;
  /** The transfer that it is part of (V-8). @example null */
  stockTransferId: string | null;
  /** Between two stores: the one that gives. @example null */
  fromStoreId: string | null;
  /** Between two stores: the one that receives. @example null */
  toStoreId: string | null;
}
/** When a car is expected to go out (V-9). */
export class ExpectedOutView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** Null: nothing is known to tell it by. @example '2026-12-20' */
  date: string | null;
  /** LEFT (it is gone), AGREED_DELIVERY (with whom it is reserved for), MEDIAN_DAYS_TO_SELL (of its model and colour) or UNKNOWN. @example 'MEDIAN_DAYS_TO_SELL' */
  basis: string;
  /** Cars of the same model and colour delivered within the window (†). @example 14 */
  soldCars: number;
  /** Half of them stood for so many days or fewer. @example 26 */
  medianDays: number | null;
}

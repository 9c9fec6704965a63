import { Amount, DateOnly, Flag, Id, Ids, ListOf, Note, Odometer, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { DamageSeen } from '../stock-vehicles/stock-vehicle.dto.js';
import { DIFFERENCE_RESOLUTIONS, type DifferenceResolution, STOCK_TRANSFER_STATES } from './stock-transfer.entity.js';

export class TransferCar {
  /** A car in stock of the giving store. */
  @Id() stockVehicleId: string;
  /** What the stores settle between them, fen. */
  @Optional()
  @Amount(15_800_000)
  transferPrice?: number;
}
export class CreateStockTransfer {
  /** The store that gives. */
  @Id() fromStoreId: string;
  /** The store that receives. */
  @Id('01938b4e-7c00-7000-8000-000000000002') toStoreId: string;
  @Note('客户指定车型') reason: string;
  @Optional()
  @DateOnly('2026-12-01')
  neededBy?: string;
  @ListOf(() => TransferCar, 1, 50) cars: TransferCar[];
}
export class DecideStockTransfer {
  @Optional()
  @Text(500, '同意调拨')
  note?: string;
}
export class RejectStockTransfer {
  @Text(500, '本店库存不足') reason: string;
}
export class WithdrawCarStockTransfer {
  @Id() stockVehicleId: string;
  @Text(500, '已被客户订购') reason: string;
}
export class ShipStockTransfer {
  @Text(100, '示范物流') carrier: string;
  /** Of the truck. */
  @Text(12, '沪A12345') carrierPlate: string;
  @Optional()
  @Text(60, '张师傅')
  driverName?: string;
  @DateOnly('2026-11-26') expectedOn: string;
  /** What the carriage costs, fen. */
  @Amount(120_000) transportCost: number;
}
export class ReceivedCar {
  @Id() stockVehicleId: string;
  /** False: it did not come. */
  @Flag() arrived: boolean;
  /** Of a car that came. */
  @Optional()
  @Odometer(14)
  odometerKm?: number;
  /** Where a car that came stands from now on. */
  @Optional()
  @Text(40, 'A-01')
  location?: string;
  /** Seen at unloading: a damaged car is put on hold. */
  @Optional()
  @ListOf(() => DamageSeen, 0, 50)
  damages?: DamageSeen[];
}
export class ReceiveStockTransfer {
  /** Every car that was sent. */
  @ListOf(() => ReceivedCar, 1, 50) cars: ReceivedCar[];
}
export class ResolveStockTransfer {
  @Id() differenceId: string;
  /** MISSING ends as ARRIVED_LATE (it came after all), RETURNED (it is with the giver) or LOST; DAMAGE as CARRIER_CLAIM, REPAIR or ACCEPTED; ODOMETER as CARRIER_CLAIM or ACCEPTED. */
  @OneOf(DIFFERENCE_RESOLUTIONS, 'ACCEPTED') resolution: DifferenceResolution;
  @Text(500, '承运商已赔付') note: string;
  /** Of a car that arrived late or is back. */
  @Optional()
  @Text(40, 'A-01')
  location?: string;
  /** Of a car that arrived late. */
  @Optional()
  @Odometer(14)
  odometerKm?: number;
  /** Of a car that arrived late, seen at unloading: it is put on hold, and its damage is another difference. */
  @Optional()
  @ListOf(() => DamageSeen, 0, 50)
  damages?: DamageSeen[];
}
export class FailStockTransfer {
  @Text(500, '运输途中事故') reason: string;
  /** Cars that are put on hold as they come back; the others are in stock again. */
  @Optional()
  @Ids(50)
  heldVehicleIds?: string[];
}
export class CancelStockTransfer {
  @Text(500, '客户取消') reason: string;
}
export class ListStockTransfers extends ListQuery {
  @Repeated(STOCK_TRANSFER_STATES)
  state?: string[];
  /** Given or received by this store. */
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  fromStoreId?: string;
  @Optional()
  @Id()
  toStoreId?: string;
  @Optional()
  @Id()
  stockVehicleId?: string;
}
export class ListTransferableVehicles extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @Text(40, '珍珠白')
  colour?: string;
}

export class TransferCarView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** Fen; null for roles that do not see cost. @example 15800000 */
  transferPrice: number | null;
  /** RECEIVED, DAMAGED (received and on hold), MISSING, RETURNED (back with the giver), LOST or WITHDRAWN; null: on its way or waiting. @example null */
  outcome: string | null;
  /** As it left. @example 12 */
  odometerOutKm: number | null;
  /** As it came. @example null */
  odometerInKm: number | null;
}
export class TransferDifferenceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** MISSING, DAMAGE or ODOMETER. @example 'DAMAGE' */
  kind: string;
  /** @example '左前门:划痕' */
  note: string;
  /** Null: not resolved. @example null */
  resolution: string | null;
  /** @example null */
  resolutionNote: string | null;
  /** @example null */
  resolvedBy: string | null;
  /** @example null */
  resolvedAt: Date | null;
}
/** Cars that go from one store to another (调拨, V-8); `storeId` is the store that gives. Amounts in fen. */
export class StockTransferView extends StoreResourceView {
  /** The store that receives. @example '01938b4e-7c00-7000-8000-000000000002' */
  toStoreId: string;
  /** Which of the two asked; the other decides. @example '01938b4e-7c00-7000-8000-000000000002' */
  askingStoreId: string;
  /** @example '客户指定车型' */
  reason: string;
  /** @example '2026-12-01' */
  neededBy: string | null;
  cars: TransferCarView[];
  differences: TransferDifferenceView[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  requestedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  requestedAt: Date | null;
  /** Who approved or rejected it. @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** @example null */
  decisionNote: string | null;
  /** @example '示范物流' */
  carrier: string | null;
  /** @example '沪A12345' */
  carrierPlate: string | null;
  /** @example '张师傅' */
  driverName: string | null;
  /** @example '2026-11-26' */
  expectedOn: string | null;
  /** Fen; null for roles that do not see cost. @example 120000 */
  transportCost: number | null;
  /** @example null */
  shippedBy: string | null;
  /** @example null */
  shippedAt: Date | null;
  /** @example null */
  receivedBy: string | null;
  /** @example null */
  receivedAt: Date | null;
  /** @example null */
  closedAt: Date | null;
  /** Why it was cancelled or failed. @example null */
  endReason: string | null;
}
/** A car in stock that a store could ask another for: no cost, no customer. */
export class TransferableVehicleView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** The store that has it. @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** NEW or USED. @example 'NEW' */
  condition: string;
  /** @example 12 */
  odometerKm: number | null;
  /** First day in stock of the group (V-4). @example '2026-11-28' */
  stockInDate: string | null;
}

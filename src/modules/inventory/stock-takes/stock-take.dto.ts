import { Id, ListOf, Note, OneOf, Optional, QueryFlag, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { SCAN_FLAGS, STOCK_DIFFERENCES, STOCK_TAKE_STATES } from './stock-take.entity.js';

export class CreateStockTake {
  /** Left out by those who work for one store only. */
  @Optional()
  @Id()
  storeId?: string;
  /** Only cars whose place is this yard or begins with it and a dash: `A` counts. Left out: the whole store. */
  @Optional()
  @Text(20, 'A')
  yard?: string;
  @Optional()
  @Note('月末盘点')
  note?: string;
}
export class ScannedVin {
  /** As scanned: blanks around it and small letters are put right, and a VIN that nobody knows is recorded too. */
  @Text(40, 'LFV2A21K2P1234567') vin: string;
  /** Where the car was found. */
  @Optional()
  @Text(40, 'A-01')
  location?: string;
}
export class ScanStockTake {
  /** A VIN that was scanned before is not counted twice; the place of the last scan holds. */
  @ListOf(() => ScannedVin, 1, 500) scans: ScannedVin[];
}
export class RecountStockTake {
  @Text(500, '差异过大,复盘') reason: string;
}
export class ApproveStockTake {
  @Optional()
  @Note('已核实')
  note?: string;
}
export class CancelStockTake {
  @Text(500, '改期') reason: string;
}
export class ListStockTakes extends ListQuery {
  @Repeated(STOCK_TAKE_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
}
export class ListStockTakeScans extends ListQuery {
  @Optional()
  @OneOf(SCAN_FLAGS)
  flag?: string;
  /** True: only those that are flagged. */
  @QueryFlag()
  flagged?: boolean;
}
export class ListStockTakeDifferences extends ListQuery {
  @Optional()
  @OneOf(STOCK_DIFFERENCES)
  kind?: string;
}

export class StockTakeScanView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** Null: no car of the group. @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string | null;
  /** UNKNOWN_VIN, OTHER_STORE or NOT_IN_STOCK as it was when scanned; null: a car of the store. @example null */
  flag: string | null;
  /** Where it was found. @example 'A-01' */
  location: string | null;
  /** Where it stood by the books then. @example 'A-02' */
  recordedLocation: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  scannedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  scannedAt: Date;
}
export class StockTakeDifferenceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string | null;
  /** MISSING, SURPLUS or WRONG_PLACE. @example 'WRONG_PLACE' */
  kind: string;
  /** Why it is surplus: UNKNOWN_VIN, OTHER_STORE or NOT_IN_STOCK. @example null */
  flag: string | null;
  /** By the books, when the count was closed; null for a car of another store. @example 'IN_STOCK' */
  recordedState: string | null;
  /** @example 'A-02' */
  recordedLocation: string | null;
  /** @example 'A-01' */
  foundLocation: string | null;
  /** What was booked: HELD (missing, on hold), LOCATION_CORRECTED, NOTED (surplus, or missing and damaged already), LEFT_RESERVED (missing, but an order has it) or MOVED_MEANWHILE (nothing: it moved after the count). Null until it is approved. @example null */
  outcome: string | null;
}
/** A count of the cars of a store or yard by scanning (盘点). */
export class StockTakeView extends StoreResourceView {
  /** Null: the whole store. @example 'A' */
  yard: string | null;
  /** @example '月末盘点' */
  note: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  openedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  openedAt: Date;
  /** Cars that stood there by the books when it was opened. @example 20 */
  expected: number;
  /** VINs scanned. @example 19 */
  scanned: number;
  /** Differences, once it is closed. @example 1 */
  missing: number;
  /** @example 0 */
  surplus: number;
  /** @example 0 */
  wrongPlace: number;
  /** @example null */
  closedBy: string | null;
  /** @example null */
  closedAt: Date | null;
  /** Who approved it, sent it back or cancelled it. @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** @example null */
  decisionNote: string | null;
}

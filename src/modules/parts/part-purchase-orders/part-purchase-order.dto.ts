import { Amount, Id, ListOf, Note, OneOf, Optional, Quantity, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { partPurchaseOrderLifecycle, PURCHASE_TYPES, type PurchaseType } from './part-purchase-order.entity.js';

export class PurchaseLine {
  @Id() partId: string;
  /** In the part's unit. */
  @Quantity(10) quantity: number;
  /** Agreed cost of one unit, fen. */
  @Amount(1_000) unitCost: number;
}
export class CreatePartPurchaseOrder {
  @Id() supplierId: string;
  /** STOCK for the shelf, RUSH in a hurry, SPECIAL for one customer, BACKORDER for lines that wait (P-10). */
  @OneOf(PURCHASE_TYPES) type: PurchaseType;
  /** Each part once. */
  @ListOf(() => PurchaseLine, 1, 200)
  lines: PurchaseLine[];
  /** Which store buys; may be left out by somebody of one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class CancelPartPurchaseOrder {
  /** Why it is not wanted any more. */
  @Note('供应商停产')
  reason: string;
}
export class ListPartPurchaseOrders extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  supplierId?: string;
  @Repeated(partPurchaseOrderLifecycle.states)
  state?: string[];
  @Repeated(PURCHASE_TYPES)
  type?: string[];
}

export class PurchaseLineView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  partId: string;
  /** @example '04152-YZZA6' */
  partNumber: string;
  /** @example '机油滤清器' */
  partName: string;
  /** @example 10 */
  quantity: number;
  /** Fen a unit; null for those who may not see cost. @example 1000 */
  unitCost: number | null;
  /** What came in of it. @example 0 */
  received: number;
}
/** An order of parts from a supplier (P-10). */
export class PartPurchaseOrderView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'PP-S01-2026-000001' */
  number: string;
  /** DRAFT, APPROVED, SENT, PARTIALLY_RECEIVED, RECEIVED, CLOSED or CANCELLED. @example 'DRAFT' */
  state: string;
  /** What the caller may do now. @example ['approve'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  supplierId: string;
  /** @example '示范配件供应商' */
  supplierName: string;
  /** STOCK, RUSH, SPECIAL or BACKORDER. @example 'STOCK' */
  type: string;
  lines: PurchaseLineView[];
  /** Sum of the lines, fen; null for those who may not see cost. @example 10000 */
  total: number | null;
  /** @example 'CNY' */
  currency: string;
  /** Who asked for it. @example '01938b4e-7c00-7000-8000-000000000001' */
  requestedBy: string;
  /** Who approved it, never who asked for it. @example null */
  approvedBy: string | null;
  /** @example null */
  sentAt: Date | null;
  /** Why it was cancelled. @example null */
  reason: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

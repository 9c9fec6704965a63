import { Amount, Id, ListOf, Optional, Quantity } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class ReceiptLine {
  /** A part of the purchase order. */
  @Id() partId: string;
  /** In the part's unit; not more than is still to come (P-10). */
  @Quantity(10) quantity: number;
  /** What one unit really costs, fen: it enters the moving average (P-2). */
  @Amount(1_000) unitCost: number;
}
export class CreateGoodsReceipt {
  /** A purchase order that was sent. */
  @Id() partPurchaseOrderId: string;
  /** Each part once. */
  @ListOf(() => ReceiptLine, 1, 200)
  lines: ReceiptLine[];
}
export class ListGoodsReceipts extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  partPurchaseOrderId?: string;
}

export class ReceiptLineView {
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
  /** Posted to stock, fen; null for those who may not see cost. @example 10000 */
  value: number | null;
}
/** Parts that came in. */
export class GoodsReceiptView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'GR-S01-2026-000001' */
  number: string;
  /** POSTED: what came in is available. @example 'POSTED' */
  state: string;
  /** @example [] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  partPurchaseOrderId: string;
  lines: ReceiptLineView[];
  /** @example 'CNY' */
  currency: string;
  /** Who counted it in. @example '01938b4e-7c00-7000-8000-000000000001' */
  receivedBy: string;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

import { Id, Optional } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class ListPartStocks extends ListQuery {
  @Optional()
  @Id()
  partId?: string;
  @Optional()
  @Id()
  storeId?: string;
}

/** What a store has of a part. */
export class PartStockView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  partId: string;
  /** @example '04152-YZZA6' */
  partNumber: string;
  /** @example '机油滤清器' */
  partName: string;
  /** Unit of the quantities. @example 'PCS' */
  unit: string;
  /** On the shelf: the sum of the ledger (P-1). @example 20 */
  onHand: number;
  /** Held for repair order lines (P-3). @example 5 */
  reserved: number;
  /** What is neither issued nor held: onHand − reserved (P-1). @example 15 */
  available: number;
  /** Moving weighted average cost of one unit, fen with 6 places (P-2); null for those who may not see cost. @example 1100 */
  averageCost: number | null;
  /** Stock at cost as posted, fen; null for those who may not see cost. @example 22000 */
  value: number | null;
  /** @example 'CNY' */
  currency: string;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** When anything of it last moved. @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

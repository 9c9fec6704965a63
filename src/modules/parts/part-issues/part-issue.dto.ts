import { Id, Optional, Quantity } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class CreatePartIssue {
  @Id() repairOrderId: string;
  /** A part line of that repair order. */
  @Id() lineId: string;
  /** In the part's unit; not more than the line still needs. */
  @Quantity(5) quantity: number;
}
export class ListPartIssues extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  repairOrderId?: string;
  @Optional()
  @Id()
  lineId?: string;
  @Optional()
  @Id()
  partId?: string;
}

/** Parts that left the store for a repair order line. */
export class PartIssueView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'PI-S01-2026-000001' */
  number: string;
  /** @example 'ISSUED' */
  state: string;
  /** @example [] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  repairOrderId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  lineId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  partId: string;
  /** @example 5 */
  quantity: number;
  /** Average cost of one unit at that moment, fen with 6 places (P-2); null for those who may not see cost. @example 1100 */
  unitCost: number | null;
  /** Posted from stock, fen; null for those who may not see cost. @example 5500 */
  cost: number | null;
  /** @example 'CNY' */
  currency: string;
  /** Who handed them out. @example '01938b4e-7c00-7000-8000-000000000001' */
  issuedBy: string;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

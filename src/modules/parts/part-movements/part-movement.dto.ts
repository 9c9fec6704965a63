import { Id, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { MOVEMENT_TYPES } from './part-movement.entity.js';

export class ListPartMovements extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  partId?: string;
  /** The receipt or issue that made it. */
  @Optional()
  @Id()
  documentId?: string;
  @Repeated(MOVEMENT_TYPES)
  type?: string[];
}

/** A line of the append-only stock ledger (P-1): stock on hand is the sum of its quantities. */
export class PartMovementView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  partId: string;
  /** RECEIPT or ISSUE_RO. @example 'RECEIPT' */
  type: string;
  /** In is positive, out negative. @example 10 */
  quantity: number;
  /** Fen a unit, 6 places; null for those who may not see cost. @example 1000 */
  unitCost: number | null;
  /** What it adds to the value of the stock, fen; null for those who may not see cost. @example 10000 */
  value: number | null;
  /** @example 'CNY' */
  currency: string;
  /** GoodsReceipt or PartIssue. @example 'GoodsReceipt' */
  documentType: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  documentId: string;
  /** @example null */
  reason: string | null;
  /** Who moved it. @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string;
}

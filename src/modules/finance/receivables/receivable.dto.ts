import { Id, OneOf, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { RECEIVABLE_KINDS, RECEIVABLE_STATES } from './receivable.entity.js';

export class ListReceivables extends ListQuery {
  /** Of this sales order. */
  @Optional()
  @Id()
  salesOrderId?: string;
  /** Of this repair order. */
  @Optional()
  @Id()
  repairOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @OneOf(RECEIVABLE_KINDS)
  kind?: string;
  @Repeated(RECEIVABLE_STATES)
  state?: string[];
}

/** Money due to us: the deposit and the balance of a sales order, or one payer's bill of a repair order. */
export class ReceivableView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'AR-S01-2026-000001' */
  number: string;
  /** OPEN, PARTIAL (part of it came in), PAID, OVERDUE (not paid in full by its due date) or CANCELLED. @example 'OPEN' */
  state: string;
  /** Always empty: receipts, the calendar and cancelled orders move a receivable. */
  allowedMoves: string[];
  /** DEPOSIT, BALANCE, REPAIR or OTHER. @example 'DEPOSIT' */
  kind: string;
  /** Who pays: CUSTOMER, WARRANTY, INTERNAL, INSURANCE, SERVICE_CONTRACT or GOODWILL; MAKER or LENDER for a subsidy (F-4). @example 'CUSTOMER' */
  payer: string;
  /** Fen. @example 500000 */
  amount: number;
  /** Fen that came in so far. @example 0 */
  paid: number;
  /** Fen still to come: amount − paid. @example 500000 */
  outstanding: number;
  /** @example 'CNY' */
  currency: string;
  /** Last day on which it is not overdue. @example '2026-11-26' */
  dueOn: string;
  /** When it was paid in full. @example null */
  paidAt: Date | null;
  /** @example '01938b4e-7c00-7000-8000-000000000002' */
  salesOrderId: string | null;
  /** @example null */
  repairOrderId: string | null;
  /** Number of the order, repair order or finance application. @example 'SO-S01-2026-000001' */
  subjectNumber: string;
  /** @example '01938b4e-7c00-7000-8000-000000000003' */
  customerId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000004' */
  storeId: string;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

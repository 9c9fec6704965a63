import { Code, Id, Optional } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class ListJournalEntries extends ListQuery {
  /** Account code. */
  @Optional()
  @Code('1122', 10)
  account?: string;
  /** The receivable, receipt, invoice, refund or ended order that was posted. */
  @Optional()
  @Id()
  sourceId?: string;
  @Optional()
  @Id()
  postingId?: string;
}

/** One line of a posting; the debits of a posting equal its credits. */
export class JournalEntryView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** Lines of one posting share it. @example '01938b4e-7c00-7000-8000-000000000002' */
  postingId: string;
  /** 1001 cash, 1002 bank, 1012 payment providers, 1122 receivables, 2203 advances, 2221 output tax, 2241 refunds payable, 6001 revenue, 6301 forfeits, 6711 compensation. @example '1122' */
  account: string;
  /** Fen. @example 0 */
  debit: number;
  /** Fen. @example 500000 */
  credit: number;
  /** RECEIVABLE, RECEIVABLE_AMENDED, RECEIVABLE_CANCELLED, RECEIPT, INVOICE, INVOICE_RED_FLUSHED, ORDER_SETTLED or REFUND. @example 'RECEIPT' */
  sourceType: string;
  /** @example '01938b4e-7c00-7000-8000-000000000003' */
  sourceId: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  postedAt: Date;
  /** @example '01938b4e-7c00-7000-8000-000000000004' */
  storeId: string;
}

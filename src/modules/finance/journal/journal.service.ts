import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { sum } from '../../../kernel/money.js';
import { Clock } from '../../../kernel/time/clock.js';
import { JournalEntry } from './journal-entry.entity.js';
import type { JournalEntryView, ListJournalEntries } from './journal.dto.js';

/** Codes of the national chart of accounts (企业会计准则 应用指南). */
const ACCOUNTS = {
  CASH: '1001',
  BANK: '1002',
  PAYMENT_PROVIDERS: '1012',
  RECEIVABLES: '1122',
  MERCHANDISE: '1405',
  ADVANCES: '2203',
  OUTPUT_TAX: '2221',
  REFUNDS_PAYABLE: '2241',
  REVENUE: '6001',
  FORFEITS: '6301',
  COMPENSATION: '6711',
} as const;
export type Account = keyof typeof ACCOUNTS;
export type Line = { account: Account; debit: number } | { account: Account; credit: number };
/** What the posting records, for drill-through. */
export interface PostingSource {
  type:
    | 'RECEIVABLE'
    | 'RECEIVABLE_AMENDED'
    | 'RECEIVABLE_CANCELLED'
    | 'RECEIPT'
    | 'LOAN_SURPLUS'
    | 'TRADE_IN_SURPLUS'
    | 'INVOICE'
    | 'INVOICE_RED_FLUSHED'
    | 'ORDER_SETTLED'
    | 'REFUND';
  id: string;
}

const ENTRIES: ListDefinition = {
  select:
    'j.id, j.posting_id AS "postingId", j.account, j.debit, j.credit, j.source_type AS "sourceType", j.source_id AS "sourceId", j.posted_at AS "postedAt", j.store_id AS "storeId"',
  from: 'finance.journal_entry j',
  id: 'j.id',
  sorts: { postedAt: { by: 'j.posted_at', type: 'timestamptz' } },
  defaultSort: '-postedAt',
  filters: { account: 'j.account = ?', sourceId: 'j.source_id = ?::uuid', postingId: 'j.posting_id = ?::uuid' },
  scope: { store: 'j.store_id' },
};

/** Double-entry book of what Finance does: written once, never changed; a mistake is posted back. */
@Injectable()
export class Journal {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  /** Posts lines whose debits equal their credits; lines of 0 are left out. */
  async post(of: { storeId: string }, source: PostingSource, lines: Line[]): Promise<void> {
    const sides = lines
      .map((line) => ({
        account: ACCOUNTS[line.account],
        debit: 'debit' in line ? line.debit : 0,
        credit: 'credit' in line ? line.credit : 0,
      }))
      .filter((l) => l.debit + l.credit !== 0);
    if (sum(sides.map((l) => l.debit)) !== sum(sides.map((l) => l.credit)))
      throw new Error(`The posting of ${source.type} ${source.id} does not balance`);
    const posting = { postingId: newId(), storeId: of.storeId, postedAt: this.clock.now(), sourceType: source.type, sourceId: source.id };
    await this.db.insertAll(
      JournalEntry,
      sides.map((side) => Object.assign(new JournalEntry(), { id: newId(), ...posting, ...side })),
    );
  }

  list(query: ListJournalEntries): Promise<Page<JournalEntryView>> {
    return this.lists.page<JournalEntryView>(ENTRIES, query);
  }
}

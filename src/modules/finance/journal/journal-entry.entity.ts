import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of a posting: an amount on one side of one account. Append-only. */
@Entity({ schema: 'finance', name: 'journal_entry' })
export class JournalEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'posting_id' }) postingId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('timestamptz', { name: 'posted_at' }) postedAt: Date;
  @Column('text', { name: 'source_type' }) sourceType: string;
  @Column('uuid', { name: 'source_id' }) sourceId: string;
  @Column('text') account: string;
  @Column('bigint') debit: number;
  @Column('bigint') credit: number;
}

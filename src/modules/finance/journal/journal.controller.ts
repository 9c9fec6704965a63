import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { JournalEntryView, ListJournalEntries } from './journal.dto.js';
import { Journal } from './journal.service.js';

@Resource('journal-entries', 'finance')
export class JournalController {
  constructor(private readonly journal: Journal) {}

  @List('listJournalEntries', JournalEntryView, { summary: 'List the lines of the double-entry journal' })
  list(@Query() query: ListJournalEntries): Promise<Page<JournalEntryView>> {
    return this.journal.list(query);
  }
}

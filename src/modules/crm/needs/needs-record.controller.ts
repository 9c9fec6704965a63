import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { OpportunityClosed } from '../opportunities/opportunity.rules.js';
import { ListNeedsRecords, NeedsRecordView, RecordNeeds } from './needs-record.dto.js';
import { BudgetInvalid } from './needs-record.rules.js';
import { NeedsService } from './needs-record.service.js';

@Resource('opportunities/:id/needs', 'crm')
export class NeedsController {
  constructor(private readonly needs: NeedsService) {}

  @Read('getNeeds', NeedsRecordView, {
    path: '',
    summary: 'Read what the customer needs',
    description: 'The newest record; an empty one of version 0 while nothing is recorded.',
  })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<NeedsRecordView> {
    return this.needs.of(id);
  }
  @List('listNeedsRecords', NeedsRecordView, {
    path: 'history',
    summary: 'List what was recorded of the customer’s needs, the newest first',
    refusals: [NotFound],
  })
  history(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListNeedsRecords): Promise<Page<NeedsRecordView>> {
    return this.needs.history(id, query);
  }
  @Edit('recordNeeds', NeedsRecordView, {
    path: '',
    summary: 'Record what the customer needs',
    description: 'The whole record as it is now known; the one before stays in the history. The opportunity is at NEEDS then (O-1).',
    refusals: [OpportunityClosed, BudgetInvalid],
  })
  record(@Param('id', ParseUUIDPipe) id: string, @Body() body: RecordNeeds, @IfMatch() expected: number | '*'): Promise<NeedsRecordView> {
    return this.needs.record(id, body, expected);
  }
}

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { CustomerMerged, RecipientRequired } from '../crm.contract.js';
import { ConsentView, ListConsents, RecordConsent } from './consent.dto.js';
import { ConsentService } from './consent.service.js';

@Resource('customers', 'crm')
export class ConsentController {
  constructor(private readonly consents: ConsentService) {}

  @Create('recordConsent', ConsentView, {
    path: ':id/consents',
    summary: 'Record that a consent was given or withdrawn',
    description: 'A line of an append-only ledger; the newest of a purpose and channel holds (PR-3).',
    refusals: [NotFound, CustomerMerged, RecipientRequired],
  })
  record(@Param('id', ParseUUIDPipe) id: string, @Body() body: RecordConsent): Promise<ConsentView> {
    return this.consents.record(id, body);
  }
  @List('listConsents', ConsentView, { path: ':id/consents', summary: 'List a customer’s consents, newest first', refusals: [NotFound] })
  list(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListConsents): Promise<Page<ConsentView>> {
    return this.consents.list(id, query);
  }
}

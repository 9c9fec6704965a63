import { Body, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Resource } from '../../../kernel/http/operation.js';
import { NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CustomerMerged } from '../crm.contract.js';
import { OpportunityClosed, OpportunityOfAnother } from '../opportunities/opportunity.rules.js';
import { InteractionView, ListInteractions, RecordInteraction } from './interaction.dto.js';
import { AgreedInPast, InteractionInFuture } from './interaction.rules.js';
import { InteractionService } from './interaction.service.js';

@Resource('interactions', 'crm')
export class InteractionController {
  constructor(private readonly interactions: InteractionService) {}

  @Create('createInteraction', InteractionView, {
    summary: 'Record a contact with a customer',
    description:
      'Sets the next follow-up of the opportunity: the contact plus the interval of its intent level, or sooner if so agreed (G-2). The first outbound one after a delivery brings it to FOLLOW_UP (O-1).',
    refusals: [NotFound, CustomerMerged, StoreRequired, OpportunityOfAnother, OpportunityClosed, InteractionInFuture, AgreedInPast],
  })
  create(@Body() body: RecordInteraction): Promise<InteractionView> {
    return this.interactions.record(body);
  }
  @List('listInteractions', InteractionView, { summary: 'List contacts, newest first' })
  list(@Query() query: ListInteractions): Promise<Page<InteractionView>> {
    return this.interactions.list(query);
  }
}

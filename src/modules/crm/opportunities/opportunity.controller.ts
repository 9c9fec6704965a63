import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { IntentLevelUnknown, OpportunityContracted } from '../crm.contract.js';
import { GradeOpportunity, ListOpportunities, LoseOpportunity, OpportunityView } from './opportunity.dto.js';
import { OpportunityReads } from './opportunity.queries.js';
import { OpportunityService } from './opportunity.service.js';

@Resource('opportunities', 'crm')
export class OpportunityController {
  constructor(
    private readonly opportunities: OpportunityService,
    private readonly reads: OpportunityReads,
  ) {}

  @List('listOpportunities', OpportunityView, { summary: 'List opportunities' })
  list(@Query() query: ListOpportunities): Promise<Page<OpportunityView>> {
    return this.reads.list(query);
  }
  @Read('getOpportunity', OpportunityView, { summary: 'Read an opportunity with the stages it went through' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<OpportunityView> {
    return this.reads.one(id);
  }
  @Move('gradeOpportunity', 'grade', OpportunityView, {
    summary: 'Change the intent level',
    description: 'With a reason. A warmer level takes the earlier of the old and the new follow-up date (G-2).',
    refusals: [IllegalMove, IntentLevelUnknown],
  })
  grade(@Param('id', ParseUUIDPipe) id: string, @Body() body: GradeOpportunity): Promise<OpportunityView> {
    return this.opportunities.grade(id, body);
  }
  @Move('loseOpportunity', 'lose', OpportunityView, {
    summary: 'Record that it came to nothing',
    description: 'With a reason, at any stage before CONTRACT (O-1).',
    refusals: [IllegalMove, OpportunityContracted],
  })
  lose(@Param('id', ParseUUIDPipe) id: string, @Body() body: LoseOpportunity): Promise<OpportunityView> {
    return this.opportunities.lose(id, body);
  }
}

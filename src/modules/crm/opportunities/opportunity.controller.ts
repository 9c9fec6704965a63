import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, InvalidInput } from '../../../kernel/problems.js';
import { IntentLevelUnknown } from '../intent-levels/intent-level.rules.js';
import { AskForecast, ForecastView } from './forecast.dto.js';
import { Forecast } from './forecast.queries.js';
import {
  AdvanceOpportunity,
  GradeOpportunity,
  HandOverOpportunity,
  ListOpportunities,
  LoseOpportunity,
  OpportunityView,
  ReviewOpportunity,
} from './opportunity.dto.js';
import { OpportunityReads } from './opportunity.queries.js';
import { LossReviewOwn } from '../leads/lead.rules.js';
import {
  LossReviewed,
  OpportunityContracted,
  OpportunityOwnerUnfit,
  StageCriteriaUnmet,
  StageNotForward,
  StageOfSales,
  WinBackPast,
} from './opportunity.rules.js';
import { OpportunityLoss } from './opportunity-loss.js';
import { OpportunityProgress } from './opportunity-progress.js';
import { OpportunityService } from './opportunity.service.js';

@Resource('opportunities', 'crm')
export class OpportunityController {
  constructor(
    private readonly opportunities: OpportunityService,
    private readonly progress: OpportunityProgress,
    private readonly loss: OpportunityLoss,
    private readonly reads: OpportunityReads,
    private readonly forecasts: Forecast,
  ) {}

  @List('listOpportunities', OpportunityView, { summary: 'List opportunities' })
  list(@Query() query: ListOpportunities): Promise<Page<OpportunityView>> {
    return this.reads.list(query);
  }
  @Read('getForecast', ForecastView, {
    path: 'forecast',
    summary: 'What the open opportunities are worth (O-2)',
    refusals: [InvalidInput],
    description:
      'Amount × probability by month of the expected purchase, stage and consultant, in fen. An open opportunity whose date has passed is expected today; won ones count in the month they were won, with 100 %; lost ones with 0. `from` and `to` are store dates, both inclusive.',
  })
  forecast(@Query() query: AskForecast): Promise<ForecastView> {
    return this.forecasts.of(query);
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
  async grade(@Param('id', ParseUUIDPipe) id: string, @Body() body: GradeOpportunity): Promise<OpportunityView> {
    return this.reads.full(await this.opportunities.grade(id, body));
  }
  @Move('advanceOpportunity', 'advance', OpportunityView, {
    summary: 'Bring it to a later stage by hand',
    description:
      'Stages before CONTRACT; those that follow are reached by what happens in Sales. What the stage that is left and the one that is entered ask for must be there, else `unmet` names what is missing (O-1).',
    refusals: [IllegalMove, StageNotForward, StageOfSales, StageCriteriaUnmet],
  })
  async advance(@Param('id', ParseUUIDPipe) id: string, @Body() body: AdvanceOpportunity): Promise<OpportunityView> {
    return this.reads.full(await this.progress.advance(id, body));
  }
  @Move('handOverOpportunity', 'hand-over', OpportunityView, {
    summary: 'Give it to another consultant',
    refusals: [IllegalMove, OpportunityOwnerUnfit],
  })
  async handOver(@Param('id', ParseUUIDPipe) id: string, @Body() body: HandOverOpportunity): Promise<OpportunityView> {
    return this.reads.full(await this.opportunities.handOver(id, body));
  }
  @Move('loseOpportunity', 'lose', OpportunityView, {
    summary: 'Record that it came to nothing',
    description: 'With a reason, at any stage before CONTRACT (O-1); a manager reviews it.',
    refusals: [IllegalMove, OpportunityContracted, WinBackPast],
  })
  async lose(@Param('id', ParseUUIDPipe) id: string, @Body() body: LoseOpportunity): Promise<OpportunityView> {
    return this.reads.full(await this.loss.lose(id, body));
  }
  @Move('reviewOpportunity', 'review', OpportunityView, {
    summary: 'Agree that it is lost, or give it back',
    description: 'By somebody else than who gave it up (L-2). REJECTED opens it again in the stage it was in, its clocks start anew.',
    refusals: [IllegalMove, LossReviewed, LossReviewOwn],
  })
  async review(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReviewOpportunity): Promise<OpportunityView> {
    return this.reads.full(await this.loss.review(id, body));
  }
}

import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput } from '../../../kernel/problems.js';
import { AskRecommendations, RecommendationsView } from './recommendation.dto.js';
import { Recommendations } from './recommendation.service.js';

@Resource('opportunities/:id', 'crm')
export class RecommendationController {
  constructor(private readonly recommendations: Recommendations) {}

  @Read('getRecommendations', RecommendationsView, {
    path: 'recommendations',
    summary: 'Models and cars in stock that fit what the customer needs',
    refusals: [InvalidInput],
    description:
      'By the needs record: models asked for, budget, powertrain, colour, what is in stock here and in the group, each with its reasons and what they weigh. Prices are list prices, the same for everybody; nothing of the person is used (PR-10).',
  })
  recommend(@Param('id', ParseUUIDPipe) id: string, @Query() query: AskRecommendations): Promise<RecommendationsView> {
    return this.recommendations.of(id, query);
  }
}

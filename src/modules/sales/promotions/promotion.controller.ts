import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, StoreRequired } from '../../../kernel/problems.js';
import { CreatePromotion, ListPromotions, PromotionView } from './promotion.dto.js';
import { PromotionInvalid, PromotionOwn } from './promotion.rules.js';
import { PromotionService } from './promotion.service.js';

@Resource('promotions', 'sales')
export class PromotionController {
  constructor(private readonly promotions: PromotionService) {}

  @Create('createPromotion', PromotionView, {
    summary: 'Write a promotion',
    description: 'It never changes once written: it holds when somebody else has approved it.',
    refusals: [PromotionInvalid, StoreRequired],
  })
  create(@Body() body: CreatePromotion): Promise<PromotionView> {
    return this.promotions.write(body);
  }
  @List('listPromotions', PromotionView, {
    summary: 'List promotions',
    description: 'Those of the caller’s stores and those of the whole group, newest first.',
  })
  list(@Query() query: ListPromotions): Promise<Page<PromotionView>> {
    return this.promotions.list(query);
  }
  @Read('getPromotion', PromotionView, { summary: 'Read a promotion' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PromotionView> {
    return this.promotions.one(id);
  }
  @Move('approvePromotion', 'approve', PromotionView, {
    summary: 'Approve a promotion somebody else wrote (PR-10)',
    refusals: [IllegalMove, PromotionOwn],
  })
  approve(@Param('id', ParseUUIDPipe) id: string): Promise<PromotionView> {
    return this.promotions.approve(id);
  }
  @Move('endPromotion', 'end', PromotionView, {
    summary: 'End a promotion before its time',
    description: 'No quotation gets it any more; one that was sent keeps it until it expires.',
    refusals: [IllegalMove],
  })
  end(@Param('id', ParseUUIDPipe) id: string): Promise<PromotionView> {
    return this.promotions.end(id);
  }
}

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CouponDefinitionView, CreateCouponDefinition, ListCouponDefinitions } from './coupon-definition.dto.js';
import { CouponDefinitionService } from './coupon-definition.service.js';
import { CouponDefinitionCodeTaken, CouponDefinitionInvalid, CouponDefinitionOfGroup, CouponDefinitionOwn } from './coupon.rules.js';

@Resource('coupon-definitions', 'crm')
export class CouponDefinitionController {
  constructor(private readonly definitions: CouponDefinitionService) {}

  @Create('createCouponDefinition', CouponDefinitionView, {
    summary: 'Write the rules of a kind of coupon',
    description: 'Of a store, or by who keeps the group’s of all stores.',
    refusals: [StoreRequired, NotFound, CouponDefinitionInvalid, CouponDefinitionCodeTaken],
  })
  create(@Body() body: CreateCouponDefinition): Promise<CouponDefinitionView> {
    return this.definitions.write(body);
  }
  @List('listCouponDefinitions', CouponDefinitionView, { summary: 'List kinds of coupon by code' })
  list(@Query() query: ListCouponDefinitions): Promise<Page<CouponDefinitionView>> {
    return this.definitions.list(query);
  }
  @Read('getCouponDefinition', CouponDefinitionView, { summary: 'Read a kind of coupon' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<CouponDefinitionView> {
    return this.definitions.one(id);
  }
  @Move('approveCouponDefinition', 'approve', CouponDefinitionView, {
    summary: 'Approve a kind of coupon: it can be issued',
    description: 'By somebody else than its author: a price that some get and others do not needs an approved rule (PR-10).',
    refusals: [IllegalMove, CouponDefinitionOwn, CouponDefinitionOfGroup],
  })
  approve(@Param('id', ParseUUIDPipe) id: string): Promise<CouponDefinitionView> {
    return this.definitions.approve(id);
  }
  @Move('closeCouponDefinition', 'close', CouponDefinitionView, {
    summary: 'Issue no more coupons of this kind',
    description: 'Those that were issued keep their worth.',
    refusals: [IllegalMove, CouponDefinitionOfGroup],
  })
  close(@Param('id', ParseUUIDPipe) id: string): Promise<CouponDefinitionView> {
    return this.definitions.close(id);
  }
}

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CustomerMerged } from '../crm.contract.js';
import { CouponView, IssueCoupon, ListCoupons, RevokeCoupon } from './coupon.dto.js';
import { CouponReads } from './coupon.queries.js';
import { CouponDefinitionClosed, CouponLimitReached, CouponsExhausted } from './coupon.rules.js';
import { CouponService } from './coupon.service.js';

@Resource('coupons', 'crm')
export class CouponController {
  constructor(
    private readonly coupons: CouponService,
    private readonly reads: CouponReads,
  ) {}

  @Create('createCoupon', CouponView, {
    summary: 'Issue a coupon to a customer',
    refusals: [NotFound, StoreRequired, CustomerMerged, CouponDefinitionClosed, CouponsExhausted, CouponLimitReached],
  })
  create(@Body() body: IssueCoupon): Promise<CouponView> {
    return this.coupons.issueOne(body);
  }
  @List('listCoupons', CouponView, { summary: 'List coupons, newest first' })
  list(@Query() query: ListCoupons): Promise<Page<CouponView>> {
    return this.reads.list(query);
  }
  @Read('getCoupon', CouponView, { summary: 'Read a coupon' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<CouponView> {
    return this.reads.one(id);
  }
  @Move('revokeCoupon', 'revoke', CouponView, { summary: 'Take a coupon back', refusals: [IllegalMove] })
  revoke(@Param('id', ParseUUIDPipe) id: string, @Body() body: RevokeCoupon): Promise<CouponView> {
    return this.coupons.revoke(id, body);
  }
}

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { Rendered } from '../../../kernel/http/answers.interceptor.js';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, InvalidInput, NotFound } from '../../../kernel/problems.js';
import { CouponExpired, CouponNotApplicable, CouponNotYours, CouponRedeemed, CouponUnknown } from '../../crm/crm.contract.js';
import { ReliefWindowsInvalid } from '../../finance/finance.contract.js';
import { TradeInDocumentNotTheirs } from '../trade-ins/trade-in.rules.js';
import { PromotionExhausted, PromotionNotApplicable } from '../promotions/promotion.rules.js';
import {
  ApprovalLevelTooLow,
  ApproverIsRequester,
  ColourNotOffered,
  FeeAbovePublished,
  OpportunityNotOpen,
  OrderExists,
  QuotationAlreadyActive,
  QuotationChanged,
  QuotationExpired,
  QuotationFixed,
  QuotationLinesInvalid,
  VehiclePriceNotList,
} from '../deals.rules.js';
import { QuotationDocument } from './quotation-document.js';
import {
  AcceptQuotation,
  ApproveQuotation,
  CreateQuotation,
  EditQuotation,
  ListQuotations,
  QuotationView,
  RejectQuotation,
} from './quotation.dto.js';
import { CompareQuotation, QuotationComparisonView } from './comparison.dto.js';
import { QuotationReads } from './quotation.queries.js';
import {
  AccessoryPriceNotList,
  FinanceAlternativeInvalid,
  FinanceAlternativeUnknown,
  PriceItemUnknown,
  QuotationsNotComparable,
  QuotationTradeInChanged,
  TradeInNotOffered,
} from './quotation.rules.js';
import { QuotationService } from './quotation.service.js';
import { DistanceExclusionInvalid } from './sale-channel.js';

const COUPONS = [CouponUnknown, CouponNotYours, CouponExpired, CouponRedeemed, CouponNotApplicable];
const PRICING = [
  ColourNotOffered,
  QuotationLinesInvalid,
  VehiclePriceNotList,
  FeeAbovePublished,
  PriceItemUnknown,
  AccessoryPriceNotList,
  PromotionNotApplicable,
  PromotionExhausted,
  FinanceAlternativeInvalid,
  ReliefWindowsInvalid,
  DistanceExclusionInvalid,
  TradeInNotOffered,
  TradeInDocumentNotTheirs,
  ...COUPONS,
];

@Resource('quotations', 'sales')
export class QuotationController {
  constructor(
    private readonly quotations: QuotationService,
    private readonly reads: QuotationReads,
    private readonly documents: QuotationDocument,
  ) {}

  @Create('createQuotation', QuotationView, {
    summary: 'Draw up a quotation',
    description:
      'Priced by the server on the terms of the store today: list prices, the promotions that everybody gets, a coupon, estimates of tax and insurance, ways of paying side by side (Q-2, F-1, F-2). A total is never taken from the caller.',
    refusals: [NotFound, OpportunityNotOpen, ...PRICING],
  })
  create(@Body() body: CreateQuotation): Promise<QuotationView> {
    return this.quotations.draw(body);
  }
  @List('listQuotations', QuotationView, { summary: 'List quotations' })
  list(@Query() query: ListQuotations): Promise<Page<QuotationView>> {
    return this.reads.list(query);
  }
  @Read('getQuotation', QuotationView, { summary: 'Read a quotation' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<QuotationView> {
    return this.reads.one(id);
  }
  @Read('compareQuotations', QuotationComparisonView, {
    path: ':id/comparison',
    summary: 'Compare two versions of a quotation',
    description: 'Line by line what was added, removed or changed, the earlier version first.',
    refusals: [InvalidInput, QuotationsNotComparable],
  })
  compare(@Param('id', ParseUUIDPipe) id: string, @Query() query: CompareQuotation): Promise<QuotationComparisonView> {
    return this.reads.comparison(id, query.with);
  }
  @Read('printQuotation', null, {
    path: ':id/document',
    gives: { types: ['application/pdf'], maxBytes: 5_000_000, example: '%PDF-1.3' },
    summary: 'Print a quotation',
    description:
      'As PDF on A4, in the language of the request: lines, what is collected for others, the ways of paying side by side. What the customer has not been sent is marked as a draft; names are masked.',
  })
  async print(@Param('id', ParseUUIDPipe) id: string): Promise<Rendered> {
    return new Rendered('application/pdf', await this.documents.print(id));
  }
  @Edit('updateQuotation', QuotationView, { summary: 'Change a draft', refusals: [QuotationFixed, ...PRICING] })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditQuotation, @IfMatch() expected: number | '*'): Promise<QuotationView> {
    return this.quotations.change(id, body, expected);
  }
  @Move('submitQuotation', 'submit', QuotationView, {
    summary: 'Submit for approval',
    description:
      'APPROVED at once when a consultant may give this price, else PENDING_APPROVAL (Q-3). Discounts and subsidies count in percent of the list price; a front gross below the floor raises the level, a price below the floor price is the general manager’s.',
    refusals: [IllegalMove, QuotationExpired, ...PRICING],
  })
  submit(@Param('id', ParseUUIDPipe) id: string): Promise<QuotationView> {
    return this.quotations.submit(id);
  }
  @Move('approveQuotation', 'approve', QuotationView, {
    summary: 'Approve the price',
    refusals: [IllegalMove, ApproverIsRequester, ApprovalLevelTooLow, QuotationExpired, QuotationChanged],
  })
  approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveQuotation): Promise<QuotationView> {
    return this.quotations.approve(id, body);
  }
  @Move('rejectQuotation', 'reject', QuotationView, { summary: 'Reject the price', refusals: [IllegalMove] })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: RejectQuotation): Promise<QuotationView> {
    return this.quotations.reject(id, body);
  }
  @Move('sendQuotation', 'send', QuotationView, {
    summary: 'Send it to the customer',
    refusals: [IllegalMove, QuotationExpired, QuotationChanged, QuotationAlreadyActive],
  })
  send(@Param('id', ParseUUIDPipe) id: string): Promise<QuotationView> {
    return this.quotations.send(id);
  }
  @Move('acceptQuotation', 'accept', QuotationView, {
    summary: 'The customer accepts: the order is made',
    description:
      'One transaction: the sales order, the stock check and the reservation of the oldest matching car (D-3), the coupon and the promotions used up, the other quotations of the opportunity superseded.',
    refusals: [
      IllegalMove,
      QuotationExpired,
      QuotationChanged,
      OpportunityNotOpen,
      OrderExists,
      QuotationAlreadyActive,
      PromotionExhausted,
      PromotionNotApplicable,
      QuotationTradeInChanged,
      FinanceAlternativeUnknown,
      ...COUPONS,
    ],
    keyed: true,
  })
  accept(@Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptQuotation): Promise<QuotationView> {
    return this.quotations.accept(id, body);
  }
  @Move('reviseQuotation', 'revise', QuotationView, {
    summary: 'Make a new version',
    description: 'Answers with the new version, a DRAFT of the same series; this one becomes SUPERSEDED (Q-1).',
    refusals: [IllegalMove],
  })
  revise(@Param('id', ParseUUIDPipe) id: string): Promise<QuotationView> {
    return this.quotations.revise(id);
  }
}

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { OpportunityNotOpen, PlateInvalid } from '../deals.rules.js';
import {
  AcceptTradeIn,
  ApproveNegativeEquityTradeIn,
  CreateTradeIn,
  EndTradeIn,
  ListTradeIns,
  OfferTradeIn,
  ReappraiseTradeIn,
  ReleaseLienTradeIn,
  TakeInTradeIn,
  TradeInView,
  TransferTradeIn,
} from './trade-in.dto.js';
import { TradeInReads } from './trade-in.queries.js';
import {
  NegativeEquityNeedsApproval,
  NegativeEquityOwn,
  TradeInDateInvalid,
  TradeInDocumentNotLive,
  TradeInDocumentNotTheirs,
  TradeInExpired,
  TradeInLienOpen,
  TradeInOdometerBackwards,
  TradeInOfferInvalid,
  TradeInPapersMissing,
  TradeInVinInStock,
  TradeInVinInvalid,
  TradeInVinOpen,
  TradeInWithoutOrder,
} from './trade-in.rules.js';
import { TradeInService } from './trade-in.service.js';

@Resource('trade-ins', 'sales')
export class TradeInController {
  constructor(
    private readonly tradeIns: TradeInService,
    private readonly reads: TradeInReads,
  ) {}

  @Create('createTradeIn', TradeInView, {
    summary: 'Appraise a customer’s car',
    refusals: [NotFound, OpportunityNotOpen, TradeInVinInvalid, TradeInVinInStock, TradeInVinOpen, PlateInvalid, TradeInDateInvalid],
  })
  create(@Body() body: CreateTradeIn): Promise<TradeInView> {
    return this.tradeIns.appraise(body);
  }
  @List('listTradeIns', TradeInView, { summary: 'List trade-ins' })
  list(@Query() query: ListTradeIns): Promise<Page<TradeInView>> {
    return this.reads.list(query);
  }
  @Read('getTradeIn', TradeInView, { summary: 'Read a trade-in' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<TradeInView> {
    return this.reads.one(id);
  }
  @Move('reappraiseTradeIn', 'reappraise', TradeInView, {
    summary: 'Appraise the car again',
    description: 'An offer falls with the appraisal it rested on.',
    refusals: [IllegalMove, TradeInDateInvalid, TradeInOdometerBackwards, TradeInVinOpen],
  })
  reappraise(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReappraiseTradeIn): Promise<TradeInView> {
    return this.tradeIns.reappraise(id, body);
  }
  @Move('offerTradeIn', 'offer', TradeInView, {
    summary: 'Say what the car counts for',
    description: 'Below what the customer still owes on the car a manager must have approved it (TI-1).',
    refusals: [IllegalMove, TradeInExpired, TradeInOfferInvalid, NegativeEquityNeedsApproval],
  })
  offer(@Param('id', ParseUUIDPipe) id: string, @Body() body: OfferTradeIn): Promise<TradeInView> {
    return this.tradeIns.offer(id, body);
  }
  @Move('approveNegativeEquityTradeIn', 'approve-negative-equity', TradeInView, {
    summary: 'Let the allowance fall short of what is owed on the car',
    description: 'Holds until the car is appraised again (TI-1). Not by who appraised the car or sells.',
    refusals: [IllegalMove, NegativeEquityOwn],
  })
  approveNegativeEquity(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveNegativeEquityTradeIn): Promise<TradeInView> {
    return this.tradeIns.approveNegativeEquity(id, body);
  }
  @Move('releaseLienTradeIn', 'release-lien', TradeInView, {
    summary: 'The car is pledged no more',
    refusals: [IllegalMove, TradeInDateInvalid],
  })
  releaseLien(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReleaseLienTradeIn): Promise<TradeInView> {
    return this.tradeIns.releaseLien(id, body);
  }
  @Move('acceptTradeIn', 'accept', TradeInView, {
    summary: 'The customer accepts the offer',
    description: 'It becomes part of a quotation or an order of the same deal; with the quotation’s acceptance it is the order’s.',
    refusals: [
      IllegalMove,
      TradeInExpired,
      TradeInLienOpen,
      TradeInVinInStock,
      TradeInDocumentNotTheirs,
      TradeInDocumentNotLive,
      TradeInWithoutOrder,
    ],
  })
  accept(@Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptTradeIn): Promise<TradeInView> {
    return this.tradeIns.accept(id, body);
  }
  @Move('takeInTradeIn', 'take-in', TradeInView, {
    summary: 'The transfer papers are signed: the car is ours',
    description: 'It enters stock as a used car that has arrived, at its allowance and the estimated reconditioning (TI-1).',
    keyed: true,
    refusals: [IllegalMove, TradeInWithoutOrder, TradeInDocumentNotLive, TradeInVinInStock, TradeInPapersMissing, TradeInOdometerBackwards],
  })
  takeIn(@Param('id', ParseUUIDPipe) id: string, @Body() body: TakeInTradeIn): Promise<TradeInView> {
    return this.tradeIns.takeIn(id, body);
  }
  @Move('transferTradeIn', 'transfer', TradeInView, {
    summary: 'The car is registered anew',
    refusals: [IllegalMove, TradeInDateInvalid],
  })
  transfer(@Param('id', ParseUUIDPipe) id: string, @Body() body: TransferTradeIn): Promise<TradeInView> {
    return this.tradeIns.transfer(id, body);
  }
  @Move('declineTradeIn', 'decline', TradeInView, { summary: 'The customer keeps the car', refusals: [IllegalMove] })
  decline(@Param('id', ParseUUIDPipe) id: string, @Body() body: EndTradeIn): Promise<TradeInView> {
    return this.tradeIns.decline(id, body);
  }
  @Move('cancelTradeIn', 'cancel', TradeInView, { summary: 'Call an accepted trade-in off', refusals: [IllegalMove] })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: EndTradeIn): Promise<TradeInView> {
    return this.tradeIns.cancel(id, body);
  }
}

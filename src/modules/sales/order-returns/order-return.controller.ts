import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { ApproveOrderReturn, CreateOrderReturn, ListOrderReturns, OrderReturnView, RejectOrderReturn } from './order-return.dto.js';
import { OrderReturnReads } from './order-return.queries.js';
import {
  OrderNotDelivered,
  ReturnApproverIsRequester,
  ReturnDeductionNotAllowed,
  ReturnOdometerBackwards,
  ReturnPending,
  ReturnNotDistanceSale,
  ReturnWindowOver,
} from './order-return.rules.js';
import { OrderReturnService } from './order-return.service.js';

@Resource('order-returns', 'sales')
export class OrderReturnController {
  constructor(
    private readonly returns: OrderReturnService,
    private readonly reads: OrderReturnReads,
  ) {}

  @Create('createOrderReturn', OrderReturnView, {
    summary: 'Ask to take a delivered car back',
    description:
      'Under the 三包 rules, the seven days of a distance sale, or by agreement; each reason has its time and kilometres from the delivery on (W-2, W-3, D-11). A return under art 24 costs the use fee (W-5).',
    refusals: [
      NotFound,
      OrderNotDelivered,
      ReturnPending,
      ReturnWindowOver,
      ReturnNotDistanceSale,
      ReturnOdometerBackwards,
      ReturnDeductionNotAllowed,
    ],
  })
  create(@Body() body: CreateOrderReturn): Promise<OrderReturnView> {
    return this.returns.request(body);
  }
  @List('listOrderReturns', OrderReturnView, { summary: 'List returns of delivered cars' })
  list(@Query() query: ListOrderReturns): Promise<Page<OrderReturnView>> {
    return this.reads.list(query);
  }
  @Read('getOrderReturn', OrderReturnView, { summary: 'Read a return' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<OrderReturnView> {
    return this.reads.one(id);
  }
  @Move('approveOrderReturn', 'approve', OrderReturnView, {
    summary: 'Agree to take the car back',
    description:
      'The order is RETURNED; by event the car comes back to stock, with the flag that it must be disclosed as 三包换退车 where the law says so (三包 33), and what was paid, less the use fee and what was agreed, goes back as a refund.',
    refusals: [IllegalMove, ReturnApproverIsRequester],
    keyed: true,
  })
  approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveOrderReturn): Promise<OrderReturnView> {
    return this.returns.approve(id, body);
  }
  @Move('rejectOrderReturn', 'reject', OrderReturnView, { summary: 'Refuse to take the car back', refusals: [IllegalMove] })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: RejectOrderReturn): Promise<OrderReturnView> {
    return this.returns.reject(id, body);
  }
  @Move('cancelOrderReturn', 'cancel', OrderReturnView, { summary: 'The customer keeps the car', refusals: [IllegalMove] })
  cancel(@Param('id', ParseUUIDPipe) id: string): Promise<OrderReturnView> {
    return this.returns.cancel(id);
  }
}

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { VehicleNotAvailable, VehicleUnderRecall } from '../../inventory/inventory.contract.js';
import {
  CarAlreadyRegistered,
  CarDiffersFromOrder,
  ContractBinds,
  DepositNotPaid,
  OrderInvoiced,
} from '../sales-orders/sales-order.rules.js';
import { PromotionExhausted } from '../promotions/promotion.rules.js';
import { AccessoryPriceNotList, PriceItemUnknown } from '../quotations/quotation.rules.js';
import {
  ApprovalLevelTooLow,
  ColourNotOffered,
  FeeAbovePublished,
  OrderNotLive,
  QuotationLinesInvalid,
  VehiclePriceNotList,
} from '../deals.rules.js';
import {
  ApproveOrderAmendment,
  CreateOrderAmendment,
  ListOrderAmendments,
  OrderAmendmentView,
  RejectOrderAmendment,
} from './order-amendment.dto.js';
import { OrderAmendmentReads } from './order-amendment.queries.js';
import { AmendmentApproverIsRequester, AmendmentChangesNothing, AmendmentPending } from './order-amendment.rules.js';
import { OrderAmendmentService } from './order-amendment.service.js';

@Resource('order-amendments', 'sales')
export class OrderAmendmentController {
  constructor(
    private readonly amendments: OrderAmendmentService,
    private readonly reads: OrderAmendmentReads,
  ) {}

  @Create('createOrderAmendment', OrderAmendmentView, {
    summary: 'Ask for a change of a confirmed order',
    description:
      'Another model, colour, car, price or accessories. It is priced like a quotation (Q-2, Q-3); nothing changes before somebody else has agreed. One at a time.',
    refusals: [
      NotFound,
      OrderNotLive,
      AmendmentPending,
      AmendmentChangesNothing,
      CarDiffersFromOrder,
      ColourNotOffered,
      QuotationLinesInvalid,
      VehiclePriceNotList,
      FeeAbovePublished,
      AccessoryPriceNotList,
      PriceItemUnknown,
    ],
  })
  create(@Body() body: CreateOrderAmendment): Promise<OrderAmendmentView> {
    return this.amendments.request(body);
  }
  @List('listOrderAmendments', OrderAmendmentView, { summary: 'List amendments of orders' })
  list(@Query() query: ListOrderAmendments): Promise<Page<OrderAmendmentView>> {
    return this.reads.list(query);
  }
  @Read('getOrderAmendment', OrderAmendmentView, { summary: 'Read an amendment' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<OrderAmendmentView> {
    return this.reads.one(id);
  }
  @Move('approveOrderAmendment', 'approve', OrderAmendmentView, {
    summary: 'Agree to an amendment',
    description:
      'Order, reservation and contract follow in the same transaction: the oldest matching car, or the chosen one, or a place in the queue. The receivables follow by event, to the fen; what was paid beyond the new price goes back. Never by whoever asked for it.',
    refusals: [
      IllegalMove,
      AmendmentApproverIsRequester,
      ApprovalLevelTooLow,
      OrderNotLive,
      ContractBinds,
      OrderInvoiced,
      CarAlreadyRegistered,
      CarDiffersFromOrder,
      VehicleNotAvailable,
      VehicleUnderRecall,
      DepositNotPaid,
      PromotionExhausted,
    ],
    keyed: true,
  })
  approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveOrderAmendment): Promise<OrderAmendmentView> {
    return this.amendments.approve(id, body);
  }
  @Move('rejectOrderAmendment', 'reject', OrderAmendmentView, { summary: 'Refuse an amendment', refusals: [IllegalMove] })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: RejectOrderAmendment): Promise<OrderAmendmentView> {
    return this.amendments.reject(id, body);
  }
  @Move('cancelOrderAmendment', 'cancel', OrderAmendmentView, { summary: 'Take an amendment back', refusals: [IllegalMove] })
  cancel(@Param('id', ParseUUIDPipe) id: string): Promise<OrderAmendmentView> {
    return this.amendments.cancel(id);
  }
}

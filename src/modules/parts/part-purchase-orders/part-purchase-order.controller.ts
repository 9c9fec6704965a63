import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, ReferenceUnknown, StoreRequired } from '../../../kernel/problems.js';
import { PartListedTwice, PurchaseApproverIsRequester } from '../parts.contract.js';
import {
  CancelPartPurchaseOrder,
  CreatePartPurchaseOrder,
  ListPartPurchaseOrders,
  PartPurchaseOrderView,
} from './part-purchase-order.dto.js';
import { PartPurchaseOrderService } from './part-purchase-order.service.js';

@Resource('part-purchase-orders', 'parts')
export class PartPurchaseOrderController {
  constructor(private readonly orders: PartPurchaseOrderService) {}

  @Create('createPartPurchaseOrder', PartPurchaseOrderView, {
    summary: 'Draft an order of parts',
    refusals: [PartListedTwice, ReferenceUnknown, StoreRequired],
  })
  create(@Body() body: CreatePartPurchaseOrder): Promise<PartPurchaseOrderView> {
    return this.orders.draft(body);
  }
  @List('listPartPurchaseOrders', PartPurchaseOrderView, { summary: 'List orders of parts' })
  list(@Query() query: ListPartPurchaseOrders): Promise<Page<PartPurchaseOrderView>> {
    return this.orders.list(query);
  }
  @Read('getPartPurchaseOrder', PartPurchaseOrderView, { summary: 'Read an order of parts' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PartPurchaseOrderView> {
    return this.orders.order(id);
  }
  @Move('approvePartPurchaseOrder', 'approve', PartPurchaseOrderView, {
    summary: 'Approve an order of parts',
    description: 'By a manager who did not ask for it (P-10).',
    refusals: [IllegalMove, PurchaseApproverIsRequester],
  })
  approve(@Param('id', ParseUUIDPipe) id: string): Promise<PartPurchaseOrderView> {
    return this.orders.approve(id);
  }
  @Move('sendPartPurchaseOrder', 'send', PartPurchaseOrderView, { summary: 'Send an order to the supplier', refusals: [IllegalMove] })
  send(@Param('id', ParseUUIDPipe) id: string): Promise<PartPurchaseOrderView> {
    return this.orders.send(id);
  }
  @Move('closePartPurchaseOrder', 'close', PartPurchaseOrderView, {
    summary: 'Close an order: nothing more comes',
    refusals: [IllegalMove],
  })
  close(@Param('id', ParseUUIDPipe) id: string): Promise<PartPurchaseOrderView> {
    return this.orders.close(id);
  }
  @Move('cancelPartPurchaseOrder', 'cancel', PartPurchaseOrderView, {
    summary: 'Cancel an order of which nothing came',
    refusals: [IllegalMove],
  })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelPartPurchaseOrder): Promise<PartPurchaseOrderView> {
    return this.orders.cancel(id, body);
  }
}

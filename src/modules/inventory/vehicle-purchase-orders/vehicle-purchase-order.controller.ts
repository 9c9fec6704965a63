import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, ReferenceUnknown, StoreRequired } from '../../../kernel/problems.js';
import { ColourNotOfModel } from '../inventory.contract.js';
import {
  ConfirmVehiclePurchaseOrder,
  CreateVehiclePurchaseOrder,
  EndVehiclePurchaseOrder,
  ListVehiclePurchaseOrders,
  VehiclePurchaseOrderView,
} from './vehicle-purchase-order.dto.js';
import { VehiclePurchaseOrderReads } from './vehicle-purchase-order.queries.js';
import {
  PurchaseOrderApproverIsRequester,
  PurchaseOrderConfirmationWrong,
  PurchaseOrderLineTwice,
  PurchaseOrderLineUnknown,
} from './vehicle-purchase-order.rules.js';
import { VehiclePurchaseOrderService } from './vehicle-purchase-order.service.js';

@Resource('vehicle-purchase-orders', 'inventory')
export class VehiclePurchaseOrderController {
  constructor(
    private readonly orders: VehiclePurchaseOrderService,
    private readonly reads: VehiclePurchaseOrderReads,
  ) {}

  @Create('createVehiclePurchaseOrder', VehiclePurchaseOrderView, {
    summary: 'Write an order to the maker by hand',
    description: 'Approved by somebody else. One of an approved plan is made by the plan’s `order`.',
    refusals: [NotFound, StoreRequired, ReferenceUnknown, ColourNotOfModel, PurchaseOrderLineTwice],
    keyed: true,
  })
  async create(@Body() body: CreateVehiclePurchaseOrder): Promise<VehiclePurchaseOrderView> {
    return this.reads.one(await this.orders.write(body));
  }
  @List('listVehiclePurchaseOrders', VehiclePurchaseOrderView, { summary: 'List orders to the maker, the newest first' })
  list(@Query() query: ListVehiclePurchaseOrders): Promise<Page<VehiclePurchaseOrderView>> {
    return this.reads.list(query);
  }
  @Read('getVehiclePurchaseOrder', VehiclePurchaseOrderView, { summary: 'Read an order to the maker' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehiclePurchaseOrderView> {
    return this.reads.one(id);
  }
  @Move('approveVehiclePurchaseOrder', 'approve', VehiclePurchaseOrderView, {
    summary: 'Agree to an order',
    refusals: [IllegalMove, PurchaseOrderApproverIsRequester],
  })
  async approve(@Param('id', ParseUUIDPipe) id: string): Promise<VehiclePurchaseOrderView> {
    await this.orders.approve(id);
    return this.reads.one(id);
  }
  @Move('sendVehiclePurchaseOrder', 'send', VehiclePurchaseOrderView, {
    summary: 'It went to the maker',
    refusals: [IllegalMove],
    keyed: true,
  })
  async send(@Param('id', ParseUUIDPipe) id: string): Promise<VehiclePurchaseOrderView> {
    await this.orders.send(id);
    return this.reads.one(id);
  }
  @Move('confirmVehiclePurchaseOrder', 'confirm', VehiclePurchaseOrderView, {
    summary: 'Record what the maker confirms (V-7)',
    description: 'From now on it counts in the projected stock, less what was sent. The maker may confirm anew.',
    refusals: [IllegalMove, PurchaseOrderLineUnknown, PurchaseOrderConfirmationWrong],
    keyed: true,
  })
  async confirm(@Param('id', ParseUUIDPipe) id: string, @Body() body: ConfirmVehiclePurchaseOrder): Promise<VehiclePurchaseOrderView> {
    await this.orders.confirm(id, body);
    return this.reads.one(id);
  }
  @Move('closeVehiclePurchaseOrder', 'close', VehiclePurchaseOrderView, {
    summary: 'The maker sends no more of it',
    description: 'An order all of whose cars were sent closes by itself.',
    refusals: [IllegalMove],
    keyed: true,
  })
  async close(@Param('id', ParseUUIDPipe) id: string, @Body() body: EndVehiclePurchaseOrder): Promise<VehiclePurchaseOrderView> {
    await this.orders.close(id, body.reason);
    return this.reads.one(id);
  }
  @Move('cancelVehiclePurchaseOrder', 'cancel', VehiclePurchaseOrderView, {
    summary: 'Take an order back that is not confirmed',
    refusals: [IllegalMove],
    keyed: true,
  })
  async cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: EndVehiclePurchaseOrder): Promise<VehiclePurchaseOrderView> {
    await this.orders.cancel(id, body.reason);
    return this.reads.one(id);
  }
}

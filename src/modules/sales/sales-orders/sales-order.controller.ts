import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { OdometerBackwards } from '../../inventory/inventory.contract.js';
import { DeliverSalesOrder, DeliveryReadinessView } from '../deliveries/delivery.dto.js';
import { DeliveryService } from '../deliveries/delivery.service.js';
import { DeliveryChecklistIncomplete, DeliveryGatesOpen, OrderAlreadyRegistered } from '../sales.contract.js';
import { CancelSalesOrder, ListSalesOrders, SalesOrderView } from './sales-order.dto.js';
import { SalesOrderReads } from './sales-order.queries.js';
import { SalesOrderService } from './sales-order.service.js';

@Resource('sales-orders', 'sales')
export class SalesOrderController {
  constructor(
    private readonly orders: SalesOrderService,
    private readonly deliveries: DeliveryService,
    private readonly reads: SalesOrderReads,
  ) {}

  @List('listSalesOrders', SalesOrderView, { summary: 'List sales orders' })
  list(@Query() query: ListSalesOrders): Promise<Page<SalesOrderView>> {
    return this.reads.list(query);
  }
  @Read('getSalesOrder', SalesOrderView, { summary: 'Read a sales order' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<SalesOrderView> {
    return this.reads.one(id);
  }
  @Read('getDeliveryReadiness', DeliveryReadinessView, {
    path: ':id/delivery-readiness',
    summary: 'What still stands between the order and the keys',
    description: 'Every gate with its rule, passed or why not (D-7), and the checklist to be done at the hand-over (D-8).',
  })
  readiness(@Param('id', ParseUUIDPipe) id: string): Promise<DeliveryReadinessView> {
    return this.deliveries.readiness(id);
  }
  @Move('deliverSalesOrder', 'deliver', SalesOrderView, {
    summary: 'Hand the keys over',
    description:
      'Refuses in this order: permission, state, gates (409 `delivery_gates_open`, the open ones in `gates`), checklist (422), odometer.',
    refusals: [IllegalMove, DeliveryGatesOpen, DeliveryChecklistIncomplete, OdometerBackwards],
    keyed: true,
  })
  deliver(@Param('id', ParseUUIDPipe) id: string, @Body() body: DeliverSalesOrder): Promise<SalesOrderView> {
    return this.deliveries.deliver(id, body);
  }
  @Move('cancelSalesOrder', 'cancel', SalesOrderView, {
    summary: 'Cancel the order',
    description: 'The car is free again at once (D-6).',
    refusals: [IllegalMove, OrderAlreadyRegistered],
    keyed: true,
  })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelSalesOrder): Promise<SalesOrderView> {
    return this.orders.cancel(id, body);
  }
}

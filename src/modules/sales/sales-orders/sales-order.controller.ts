import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { OdometerBackwards, VehicleNotAvailable, VehicleUnderRecall } from '../../inventory/inventory.contract.js';
import { DeliverSalesOrder, DeliveryReadinessView, WaiveGate } from '../deliveries/delivery.dto.js';
import { DeliveryService } from '../deliveries/delivery.service.js';
import { GateAlreadyOpen, GateNotWaivable, WaiverApproverIsSeller, WaiverRoleTooLow } from '../deliveries/gate-waiver.rules.js';
import { GateWaiverService } from '../deliveries/gate-waiver.service.js';
import { DeliveryChecklistIncomplete, DeliveryGatesOpen, OrderAlreadyRegistered, OrderNotLive, OrderWithoutCar } from '../deals.rules.js';
import { OrderAllocation } from './order-allocation.js';
import {
  AllocateSalesOrder,
  HandOverCarOfSalesOrder,
  CancellationTermsView,
  CancelSalesOrder,
  ListSalesOrders,
  ReleaseCarOfSalesOrder,
  SalesOrderView,
} from './sales-order.dto.js';
import { SalesOrderReads } from './sales-order.queries.js';
import {
  CarAlreadyRegistered,
  CarDiffersFromOrder,
  ContractBinds,
  DepositNotPaid,
  HandOverToItself,
  OrderInvoiced,
} from './sales-order.rules.js';
import { SalesOrderService } from './sales-order.service.js';

const CHANGE_REFUSALS = [CarAlreadyRegistered, OrderInvoiced, ContractBinds];

@Resource('sales-orders', 'sales')
export class SalesOrderController {
  constructor(
    private readonly orders: SalesOrderService,
    private readonly allocation: OrderAllocation,
    private readonly deliveries: DeliveryService,
    private readonly waivers: GateWaiverService,
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
  @Move('allocateSalesOrder', 'allocate', SalesOrderView, {
    summary: 'Choose the car of an order',
    description:
      'This very car instead of the oldest matching one (D-3). The car it had goes to whoever waits for it, else back to stock. Without the deposit the car is held to the end of the first hold, not longer (D-4).',
    refusals: [IllegalMove, CarDiffersFromOrder, VehicleNotAvailable, VehicleUnderRecall, DepositNotPaid, ...CHANGE_REFUSALS],
    keyed: true,
  })
  allocate(@Param('id', ParseUUIDPipe) id: string, @Body() body: AllocateSalesOrder): Promise<SalesOrderView> {
    return this.allocation.allocate(id, body);
  }
  @Move('releaseCarSalesOrder', 'release-car', SalesOrderView, {
    summary: 'Take the car of an order away',
    description: 'The order waits for the next matching car, behind all that wait longer; only orders with a paid deposit are offered one.',
    refusals: [IllegalMove, OrderWithoutCar, ...CHANGE_REFUSALS],
    keyed: true,
  })
  releaseCar(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReleaseCarOfSalesOrder): Promise<SalesOrderView> {
    return this.allocation.releaseCar(id, body);
  }
  @Move('handOverCarSalesOrder', 'hand-over-car', SalesOrderView, {
    summary: 'Give the car of an order to another order',
    description:
      'In one step, so that nobody comes between (D-4). The order that gives waits for the next matching car, behind all that wait longer; a car that the other one had goes to whoever waits for it.',
    refusals: [
      ...[IllegalMove, HandOverToItself, OrderWithoutCar, CarDiffersFromOrder, VehicleNotAvailable, VehicleUnderRecall, DepositNotPaid],
      ...CHANGE_REFUSALS,
    ],
    keyed: true,
  })
  handOverCar(@Param('id', ParseUUIDPipe) id: string, @Body() body: HandOverCarOfSalesOrder): Promise<SalesOrderView> {
    return this.allocation.handOverCar(id, body);
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
  @Create('createGateWaiver', DeliveryReadinessView, {
    path: ':id/gate-waivers',
    summary: 'Waive a shut gate',
    description:
      'Which gates may be waived, and by whom, is data †; what the law fixes never is, and nobody waives a gate of an order of their own. Answers with the gates as they stand. A waiver falls with the car; one of PAYMENT covers what is outstanding now (D-7).',
    refusals: [NotFound, OrderNotLive, OrderWithoutCar, GateNotWaivable, GateAlreadyOpen, WaiverRoleTooLow, WaiverApproverIsSeller],
    keyed: true,
  })
  waive(@Param('id', ParseUUIDPipe) id: string, @Body() body: WaiveGate): Promise<DeliveryReadinessView> {
    return this.waivers.waive(id, body);
  }
  @Read('getCancellationTerms', CancellationTermsView, {
    path: ':id/cancellation-terms',
    summary: 'What cancelling would cost whom',
    description: 'What goes back, what is kept and what comes on top, for every cause, by the kind of the deposit (D-5, D-6).',
  })
  cancellationTerms(@Param('id', ParseUUIDPipe) id: string): Promise<CancellationTermsView> {
    return this.orders.cancellationTerms(id);
  }
  @Move('cancelSalesOrder', 'cancel', SalesOrderView, {
    summary: 'Cancel the order',
    description:
      'The car is free again at once; the refund follows by the kind of the deposit and the cause, as `cancellation-terms` says (D-5, D-6).',
    refusals: [IllegalMove, OrderAlreadyRegistered],
    keyed: true,
  })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelSalesOrder): Promise<SalesOrderView> {
    return this.orders.cancel(id, body);
  }
}

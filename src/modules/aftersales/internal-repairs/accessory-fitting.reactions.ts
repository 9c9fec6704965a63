import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { OrderAllocated, OrderAmended, OrderCancelled, OrderConfirmed, OrderPreparing } from '../../sales/sales.contract.js';
import { AccessoryFitting } from './accessory-fitting.js';

/** One listener, so that what becomes of an order is heard in the order in which it happened. */
const FIT = 'aftersales.fit-accessories';

/** The accessories of an order are fitted by the workshop (精品加装). */
@Injectable()
export class AccessoryFittingReactions extends Reactions {
  constructor(private readonly fitting: AccessoryFitting) {
    super();
  }

  override readonly listeners = [
    on(OrderConfirmed, FIT, ({ payload }) => this.fitting.want(payload, payload.car)),
    on(OrderAmended, FIT, ({ payload }) => this.fitting.want(payload)),
    on(OrderAllocated, FIT, ({ payload }) => this.fitting.changeCar(payload.salesOrderId, payload.car)),
    on(OrderPreparing, FIT, ({ payload }) => this.fitting.release(payload.salesOrderId)),
    on(OrderCancelled, FIT, ({ payload }) => this.fitting.end(payload.salesOrderId, payload.reason)),
  ];
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { dealOf, Deals } from '../deals.js';
import { Delivery } from '../deliveries/delivery.entity.js';
import { Registration, withdrawRegistrations } from '../registrations/registration.entity.js';
import { SalesOrder, salesOrderLifecycle } from '../sales-orders/sales-order.entity.js';
import { OrderReturned } from '../sales.contract.js';
import type { ApproveOrderReturn, CreateOrderReturn, OrderReturnView, RejectOrderReturn } from './order-return.dto.js';
import { OrderReturn, orderReturnLifecycle } from './order-return.entity.js';
import { viewOf } from './order-return.queries.js';
import {
  GoodwillReturnDays,
  OrderNotDelivered,
  ReturnApproverIsRequester,
  ReturnDeductionNotAllowed,
  ReturnNotDistanceSale,
  ReturnOdometerBackwards,
  ReturnWindowOver,
  UseFeePercent,
} from './order-return.rules.js';
import { mustBeDisclosed, returnWindow, useFee } from './return-terms.js';

/** Delivered cars that come back (D-1, W-2, W-3, W-5). The order is locked first, always. */
@Injectable()
export class OrderReturnService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly finance: FinanceApi,
  ) {}

  /** Asked for in time: the window is measured on this day, however long the decision takes. */
  request(body: CreateOrderReturn): Promise<OrderReturnView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, body.salesOrderId);
      const { deliveryId, stockVehicleId, vin } = order;
      if (!salesOrderLifecycle.allows(order.state, 'return') || deliveryId === null || stockVehicleId === null || vin === null)
        throw OrderNotDelivered();
      const delivery = await this.db.find(Delivery, deliveryId);
      const { reason, odometerKm, account, deduction = 0 } = body;
      if (odometerKm < delivery.odometerKm) throw ReturnOdometerBackwards({ errors: [at('/odometerKm', ReturnOdometerBackwards)] });
      if (reason === 'DISTANCE_SALE' && (order.saleChannel === 'IN_STORE' || order.distanceReturnExcluded))
        throw ReturnNotDistanceSale({ errors: [at('/reason', ReturnNotDistanceSale)] });
      const price = order.total - order.passThroughTotal;
      if (deduction > (reason === 'GOODWILL' ? price : 0))
        throw ReturnDeductionNotAllowed({ errors: [at('/deduction', ReturnDeductionNotAllowed)] });
      const window = returnWindow(reason, delivery.deliveredOn, await this.deals.setting(GoodwillReturnDays, order.storeId));
      this.#requireWithin(window, odometerKm);
      const orderReturn = Object.assign(new OrderReturn(), {
        id: newId(),
        number: await this.deals.number('OR', order.storeId),
        ...dealOf(order),
        salesOrderId: order.id,
        stockVehicleId,
        vin,
        reason,
        account,
        odometerKm,
        deliveredOn: delivery.deliveredOn,
        ...window,
        price,
        useFee: useFee(reason, price, odometerKm, await this.deals.setting(UseFeePercent, order.storeId)),
        deduction,
        disclosure: mustBeDisclosed(reason),
        purchaseTaxRefund: null,
        requestedBy: context.principal.id,
      });
      orderReturnLifecycle.begin(orderReturn);
      return viewOf(await this.db.save(orderReturn, 'request'));
    });
  }

  /** The order is RETURNED; the car comes back to stock and the money goes back by event. */
  approve(id: string, { note }: ApproveOrderReturn): Promise<OrderReturnView> {
    return this.#decide(id, 'approve', note ?? null, async (order, orderReturn) => {
      if (orderReturn.requestedBy === context.principal.id) throw ReturnApproverIsRequester();
      orderReturnLifecycle.check(orderReturn, 'approve');
      orderReturn.purchaseTaxRefund = await this.#taxRefund(orderReturn);
      salesOrderLifecycle.move(order, 'return');
      order.returnedAt = this.clock.now();
      await withdrawRegistrations(this.db, order.id);
      if (order.registration === 'IN_PROGRESS') order.registration = 'NONE';
      await this.db.save(order, 'return');
      this.#tell(order, orderReturn);
    });
  }
  reject(id: string, { reason }: RejectOrderReturn): Promise<OrderReturnView> {
    return this.#decide(id, 'reject', reason);
  }
  cancel(id: string): Promise<OrderReturnView> {
    return this.#decide(id, 'cancel', null);
  }

  #decide(
    id: string,
    move: 'approve' | 'reject' | 'cancel',
    decisionNote: string | null,
    follow?: (order: SalesOrder, orderReturn: OrderReturn) => Promise<void>,
  ): Promise<OrderReturnView> {
    return this.db.transaction(async () => {
      const { salesOrderId } = await this.db.find(OrderReturn, id);
      const order = await this.db.lock(SalesOrder, salesOrderId);
      const orderReturn = await this.db.lock(OrderReturn, id);
      await follow?.(order, orderReturn);
      orderReturnLifecycle.move(orderReturn, move);
      Object.assign(orderReturn, { decidedBy: context.principal.id, decidedAt: this.clock.now(), decisionNote });
      return viewOf(await this.db.save(orderReturn, move));
    });
  }

  /** The buyer asks the tax office for it; the store says how much (购税 15). */
  async #taxRefund({ salesOrderId, vin }: OrderReturn): Promise<number | null> {
    const { taxAmount: taxPaid = null, taxPaidOn: paidOn = null } =
      (await this.db.repo(Registration).findOneBy({ salesOrderId, vin, state: 'COMPLETED' })) ?? {};
    if (taxPaid === null || paidOn === null) return null;
    return this.finance.purchaseTaxRefund({ taxPaid, paidOn, returnedOn: this.clock.today() });
  }

  #tell(order: SalesOrder, { id, stockVehicleId, vin, reason, odometerKm, useFee, deduction, disclosure, requestedBy }: OrderReturn): void {
    this.outbox.publish(OrderReturned, order, {
      ...dealOf(order),
      salesOrderId: order.id,
      number: order.number,
      orderReturnId: id,
      stockVehicleId,
      vin,
      reason,
      odometerKm,
      deduction: useFee + deduction,
      disclosure,
      requestedBy,
      approvedBy: context.principal.id,
      returnedOn: this.clock.today(),
    });
  }

  #requireWithin({ lastDay, mostKm }: { lastDay: string; mostKm: number | null }, odometerKm: number): void {
    const limit =
      say(`期限至 ${lastDay}`, `It ran until ${lastDay}`) + (mostKm === null ? '' : say(`,${mostKm} km 以内`, `, up to ${mostKm} km`));
    if (this.clock.today() > lastDay || (mostKm !== null && odometerKm > mostKm)) throw ReturnWindowOver({ detail: limit });
  }
}

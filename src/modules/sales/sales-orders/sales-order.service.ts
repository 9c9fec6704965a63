import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { CURRENCY } from '../../../kernel/money.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { dealOf, Deals } from '../deals.js';
import { withdrawAmendments } from '../order-amendments/order-amendment.entity.js';
import { withdrawRegistrations } from '../registrations/registration.entity.js';
import { OrderAlreadyRegistered } from '../deals.rules.js';
import { OrderCancelled } from '../sales.contract.js';
import { OrderCars } from './order-cars.js';
import type { CancellationTermsView, CancelSalesOrder, SalesOrderView } from './sales-order.dto.js';
import { type Fitting, SalesOrder, salesOrderLifecycle } from './sales-order.entity.js';
import { viewOf } from './sales-order.queries.js';

/** What happens to an order between its confirmation and the keys (D-1…D-6). */
@Injectable()
export class SalesOrderService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly finance: FinanceApi,
    private readonly cars: OrderCars,
  ) {}

  /** What cancelling would mean now, cause by cause (D-5, D-6). */
  async cancellationTerms(id: string): Promise<CancellationTermsView> {
    const order = await this.db.find(SalesOrder, id);
    const obstacle = order.open ? (order.registration === 'COMPLETED' ? OrderAlreadyRegistered.code : null) : IllegalMove.code;
    return {
      cancellable: obstacle === null,
      obstacle,
      redFlushNeeded: (await this.finance.vehicleInvoiceOf(id))?.state === 'ISSUED',
      currency: CURRENCY,
      terms: await this.finance.refundTermsOf(id, order.storeId),
    };
  }

  /** D-6: the car is free again in the same transaction; refund and red invoice follow from the event. */
  cancel(id: string, body: CancelSalesOrder): Promise<SalesOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, id);
      salesOrderLifecycle.check(order, 'cancel');
      if (order.registration === 'COMPLETED') throw OrderAlreadyRegistered();
      salesOrderLifecycle.move(order, 'cancel');
      await this.#end(order, 'cancel', body.cause, body.reason);
      return viewOf(order, await this.finance.balanceOf({ salesOrderId: id }));
    });
  }

  /** Nothing was paid in time. Money that came in meanwhile puts the order off by a day, until its event is heard. */
  async lapse(id: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    const balance = await this.finance.balanceOf({ salesOrderId: id });
    if (balance && balance.paid > 0) {
      order.expiresAt = plus(this.clock.now(), { days: 1 });
      await this.db.save(order, 'put-off');
      return;
    }
    salesOrderLifecycle.move(order, 'lapse');
    await this.#end(order, 'lapse', 'UNPAID', 'no payment in time');
  }

  async complete(id: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    salesOrderLifecycle.move(order, 'complete');
    await this.db.save(order, 'complete');
  }

  /** With a car the order is prepared; without one it looks in stock once more and else waits (D-3). */
  async receiveDeposit(id: string, paidAt: Date): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (order.state !== 'PENDING_DEPOSIT') return;
    order.depositPaidAt = paidAt;
    await this.#hearPayment(order);
    const held = await this.inventory.reservationOf(id);
    if (held) await this.cars.give(order, held);
    else {
      if (order.stockVehicleId) await this.cars.giveUp(order);
      if (!(await this.cars.seek(order))) {
        salesOrderLifecycle.move(order, 'await-car');
        await this.db.save(order, 'await-car');
        return;
      }
    }
    await this.cars.prepare(order);
  }

  /** Inventory gave a waiting order its car. */
  async receiveCar(id: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    const held = await this.inventory.reservationOf(id);
    if (!held || held.reservationId === order.reservationId) return;
    if (!order.open) return this.inventory.releaseReservation(id, 'order is not open');
    await this.cars.give(order, held);
    if (order.state === 'PENDING_ALLOCATION') await this.cars.prepare(order);
    else await this.db.save(order, 'allocate');
  }

  /** Its hold was put off (D-4). */
  async keepHold(id: string, reservationId: string, expiresAt: Date): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (order.reservationId !== reservationId || order.reservationExpiresAt === null) return;
    order.reservationExpiresAt = expiresAt;
    await this.db.save(order, 'keep-hold');
  }

  /** The hold ran out (D-4), or its car was damaged: the order waits without a car, its contract names a car that is no longer its. */
  async loseCar(id: string, reservationId: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (order.reservationId !== reservationId || !order.open) return;
    await this.cars.giveUp(order);
    if (order.state === 'PREPARING') salesOrderLifecycle.move(order, 'lose-car');
    await this.db.save(order, 'lose-car');
    this.cars.tellLoss(order);
  }

  async hearPayment(id: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (await this.#hearPayment(order)) await this.db.save(order, 'hear-payment');
  }
  /** Issued and red-flushed may be heard in either order: finance knows how it stands. */
  async hearInvoice(id: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    const invoice = (await this.finance.vehicleInvoiceOf(id))?.state === 'ISSUED' ? 'ISSUED' : 'NONE';
    if (order.invoice === invoice) return;
    order.invoice = invoice;
    await this.db.save(order, 'hear-invoice');
  }
  /** The workshop fitted accessories to a car of the order. */
  async hearFitting(id: string, fitting: Fitting): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (order.fittings.some((f) => f.internalRepairId === fitting.internalRepairId)) return;
    order.fittings = [...order.fittings, fitting];
    await this.db.save(order, 'hear-fitting');
  }
  /** A due date passed with money missing, or that money came after all. */
  async hearDue(id: string, receivableId: string, overdue: boolean): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (order.overdueReceivables.includes(receivableId) === overdue) return;
    const others = order.overdueReceivables.filter((other) => other !== receivableId);
    order.overdueReceivables = overdue ? [...others, receivableId] : others;
    await this.db.save(order, 'hear-due');
  }
  async hearRefund(id: string, amount: number): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    order.refundedAmount += amount;
    await this.db.save(order, 'hear-refund');
  }
  async hearPdi(id: string, vin: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (order.vin !== vin || order.pdi === 'PASSED') return;
    order.pdi = 'PASSED';
    await this.db.save(order, 'hear-pdi');
  }

  async #end(order: SalesOrder, action: string, cause: string, reason: string): Promise<void> {
    await this.inventory.releaseReservation(order.id, reason);
    await this.deals.releaseCoupon(order.quotationId);
    await this.cars.giveUp(order);
    await withdrawRegistrations(this.db, order.id);
    await withdrawAmendments(this.db, order.id);
    Object.assign(order, { registration: 'NONE', cancelledAt: this.clock.now(), cancelCause: cause, cancelReason: reason });
    await this.db.save(order, action);
    this.outbox.publish(OrderCancelled, order, {
      ...dealOf(order),
      salesOrderId: order.id,
      number: order.number,
      reason,
      cause,
      cancelledBy: context.principal.id,
    });
  }

  async #hearPayment(order: SalesOrder): Promise<boolean> {
    const balance = await this.finance.balanceOf({ salesOrderId: order.id });
    if (!balance || balance.paid === order.paidAmount) return false;
    order.paidAmount = balance.paid;
    return true;
  }
}

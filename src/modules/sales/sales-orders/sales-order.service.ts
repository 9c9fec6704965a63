import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { ReservedVehicle } from '../../inventory/inventory.contract.js';
import { Contract, contractLifecycle } from '../contracts/contract.entity.js';
import { dealOf, Deals } from '../deals.js';
import { Registration, registrationLifecycle } from '../registrations/registration.entity.js';
import { DepositHold, OrderAllocated, OrderAlreadyRegistered, OrderCancelled, OrderPreparing } from '../sales.contract.js';
import { allocatedCar } from './order-confirmation.js';
import type { CancelSalesOrder, SalesOrderView } from './sales-order.dto.js';
import { SalesOrder, salesOrderLifecycle } from './sales-order.entity.js';
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
  ) {}

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
    if (held) await this.#giveCar(order, held);
    else {
      if (order.stockVehicleId) await this.#giveUpCar(order);
      if (!(await this.#seekCar(order))) {
        salesOrderLifecycle.move(order, 'await-car');
        await this.db.save(order, 'await-car');
        return;
      }
    }
    await this.#prepare(order);
  }

  /** Inventory gave a waiting order its car. */
  async receiveCar(id: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    const held = await this.inventory.reservationOf(id);
    if (!held || held.reservationId === order.reservationId) return;
    if (!order.open) return this.inventory.releaseReservation(id, 'order is not open');
    await this.#giveCar(order, held);
    if (order.state === 'PENDING_ALLOCATION') await this.#prepare(order);
    else await this.db.save(order, 'allocate');
  }

  /** The hold ran out (D-4): the order waits without a car, its contract names a car that is no longer its. */
  async loseCar(id: string, reservationId: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (order.reservationId !== reservationId || !order.open) return;
    await this.#giveUpCar(order);
    await this.db.save(order, 'lose-car');
    this.outbox.publish(OrderAllocated, order, { ...dealOf(order), salesOrderId: order.id, number: order.number, car: null });
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
  async hearPdi(id: string, vin: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, id);
    if (order.vin !== vin || order.pdi === 'PASSED') return;
    order.pdi = 'PASSED';
    await this.db.save(order, 'hear-pdi');
  }

  async #seekCar(order: SalesOrder): Promise<boolean> {
    const { id, storeId, modelId, colour } = order;
    const holdUntil = plus(this.clock.now(), await this.deals.setting(DepositHold, storeId));
    const found = await this.inventory.reserveForOrder({ salesOrderId: id, storeId, modelId, colour, holdUntil });
    if (!found) return false;
    await this.#giveCar(order, found);
    return true;
  }

  /** The car it was confirmed with is no news; any other is. */
  async #giveCar(order: SalesOrder, held: ReservedVehicle): Promise<void> {
    const known = order.reservationId === held.reservationId;
    order.takeCar(held);
    if (known) return;
    // The same car may come back with the policy that was recorded for it.
    const insured = await this.db.sql(
      `SELECT 1 FROM sales.insurance_policy WHERE sales_order_id = $1 AND vin = $2 AND kind = 'COMPULSORY' LIMIT 1`,
      [order.id, order.vin],
    );
    order.insurance = insured.length ? 'RECORDED' : 'NONE';
    this.outbox.publish(OrderAllocated, order, {
      ...dealOf(order),
      salesOrderId: order.id,
      number: order.number,
      car: allocatedCar(held.vehicle),
    });
  }

  async #prepare(order: SalesOrder): Promise<void> {
    await this.inventory.confirmReservation(order.id);
    order.reservationExpiresAt = null;
    salesOrderLifecycle.move(order, 'prepare');
    await this.db.save(order, 'prepare');
    this.outbox.publish(OrderPreparing, order, { ...dealOf(order), salesOrderId: order.id, number: order.number });
  }

  async #end(order: SalesOrder, action: string, cause: string, reason: string): Promise<void> {
    await this.inventory.releaseReservation(order.id, reason);
    await this.deals.releaseCoupon(order.quotationId);
    await this.#giveUpCar(order);
    for (const registration of await this.db.lockAll(Registration, { salesOrderId: order.id, state: 'IN_PROGRESS' })) {
      registrationLifecycle.move(registration, 'withdraw');
      await this.db.save(registration, 'withdraw');
    }
    Object.assign(order, { registration: 'NONE', cancelledAt: this.clock.now(), cancelCause: cause, cancelReason: reason });
    await this.db.save(order, action);
    this.outbox.publish(OrderCancelled, order, { ...dealOf(order), salesOrderId: order.id, number: order.number, reason, cause });
  }

  async #giveUpCar(order: SalesOrder): Promise<void> {
    order.loseCar();
    for (const contract of await this.db.lockAll(Contract, { salesOrderId: order.id, state: In(['DRAFT', 'SIGNED']) })) {
      contractLifecycle.move(contract, 'void');
      await this.db.save(contract, 'void');
    }
  }

  async #hearPayment(order: SalesOrder): Promise<boolean> {
    const balance = await this.finance.balanceOf({ salesOrderId: order.id });
    if (!balance || balance.paid === order.paidAmount) return false;
    order.paidAmount = balance.paid;
    return true;
  }
}

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
import { DepositHold } from '../deals.rules.js';
import { OrderAllocated, OrderPreparing } from '../sales.contract.js';
import { allocatedCar } from './order-confirmation.js';
import { type SalesOrder, salesOrderLifecycle } from './sales-order.entity.js';
import { CarAlreadyRegistered, ContractBinds, DepositNotPaid, OrderInvoiced } from './sales-order.rules.js';

/** How an order that its caller holds gets a car, loses it and goes on to be prepared (D-3, D-4). */
@Injectable()
export class OrderCars {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly finance: FinanceApi,
  ) {}

  /** The oldest matching car; false, and a demand record, when there is none. */
  async seek(order: SalesOrder, holdEnd?: Date): Promise<boolean> {
    const { id, storeId, modelId, colour } = order;
    const holdUntil = holdEnd ?? plus(this.clock.now(), await this.deals.setting(DepositHold, storeId));
    const found = await this.inventory.reserveForOrder({ salesOrderId: id, storeId, modelId, colour, holdUntil });
    if (!found) return false;
    await this.give(order, found);
    return true;
  }

  /** The end of the first hold, which no later change prolongs (D-4). */
  async holdEnd({ confirmedAt, storeId }: SalesOrder): Promise<Date> {
    return plus(confirmedAt, await this.deals.setting(DepositHold, storeId));
  }
  /** Until when a chosen car is held: for ever with the deposit; else to the end of the first hold (D-4). */
  async holdOfChoice(order: SalesOrder): Promise<Date | null> {
    if (order.depositPaidAt !== null) return null;
    const holdUntil = await this.holdEnd(order);
    if (holdUntil <= this.clock.now()) throw DepositNotPaid();
    return holdUntil;
  }

  /** The car it was confirmed with is no news; any other is. */
  async give(order: SalesOrder, held: ReservedVehicle): Promise<void> {
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

  /** What named the car falls with it: its contract is void. */
  async giveUp(order: SalesOrder): Promise<void> {
    order.loseCar();
    await this.voidContracts(order);
  }
  async voidContracts(order: SalesOrder): Promise<void> {
    for (const contract of await this.db.lockAll(Contract, { salesOrderId: order.id, state: In(['DRAFT', 'SIGNED']) })) {
      contractLifecycle.move(contract, 'void');
      await this.db.save(contract, 'void');
    }
    order.contract = 'NONE';
  }
  tellLoss(order: SalesOrder): void {
    this.outbox.publish(OrderAllocated, order, { ...dealOf(order), salesOrderId: order.id, number: order.number, car: null });
  }

  async prepare(order: SalesOrder): Promise<void> {
    await this.secure(order);
    salesOrderLifecycle.move(order, 'prepare');
    await this.db.save(order, 'prepare');
    this.tellPreparing(order);
  }
  /** The deposit is there: the hold on its car no longer runs out. */
  async secure(order: SalesOrder): Promise<void> {
    await this.inventory.confirmReservation(order.id);
    order.reservationExpiresAt = null;
  }
  tellPreparing(order: SalesOrder): void {
    this.outbox.publish(OrderPreparing, order, { ...dealOf(order), salesOrderId: order.id, number: order.number });
  }

  /** Another car or another price: refused by plates, by an invoice, and by a signed contract that nobody says to void. */
  async requireChangeable(order: SalesOrder, voidContract: boolean): Promise<void> {
    if (order.registration === 'COMPLETED') throw CarAlreadyRegistered();
    if ((await this.finance.vehicleInvoiceOf(order.id))?.state === 'ISSUED') throw OrderInvoiced();
    if (order.contract === 'SIGNED' && !voidContract) throw ContractBinds();
  }
}

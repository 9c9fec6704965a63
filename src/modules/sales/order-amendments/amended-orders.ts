import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { Clock } from '../../../kernel/time/clock.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { dealOf } from '../deals.js';
import { accessoriesOf } from '../sales-orders/accessories.js';
import { OrderAllocation } from '../sales-orders/order-allocation.js';
import { OrderCars } from '../sales-orders/order-cars.js';
import { legalDeposit } from '../sales-orders/order-confirmation.js';
import { type SalesOrder, salesOrderLifecycle } from '../sales-orders/sales-order.entity.js';
import { OrderAmended } from '../sales.contract.js';
import type { OrderAmendment } from './order-amendment.entity.js';

/** How an order follows an amendment that was agreed to: content, car, contract, and by event its receivables. */
@Injectable()
export class AmendedOrders {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly inventory: InventoryApi,
    private readonly cars: OrderCars,
    private readonly allocation: OrderAllocation,
  ) {}

  requireCar(wanted: Pick<SalesOrder, 'modelId' | 'modelName' | 'colour' | 'storeId'>, stockVehicleId: string): Promise<void> {
    return this.allocation.requireOfOrder(wanted, stockVehicleId);
  }

  async follow(order: SalesOrder, amendment: OrderAmendment, voidContract: boolean): Promise<void> {
    await this.cars.requireChangeable(order, voidContract);
    const { modelId, modelName, colour, total, passThroughTotal, stockVehicleId } = amendment;
    const accessories = accessoriesOf(amendment.lines);
    const previousTotal = order.total;
    const otherKind = modelId !== order.modelId || colour !== order.colour;
    const waited = order.state === 'PENDING_ALLOCATION';
    Object.assign(order, { modelId, modelName, colour, total, passThroughTotal, accessories });
    if (order.depositPaidAt === null) order.depositAmount = legalDeposit(order.depositAmount, total);
    if (stockVehicleId !== null && stockVehicleId !== order.stockVehicleId) await this.#takeChosen(order, stockVehicleId);
    else if (otherKind) await this.#takeOldest(order);
    // Its contract names the price before.
    else await this.cars.voidContracts(order);
    // Whoever let the keys go unpaid agreed to less than is outstanding now.
    if (total > previousTotal) order.waivedGates = order.waivedGates.filter((gate) => gate !== 'PAYMENT');
    if (order.depositPaidAt !== null && order.stockVehicleId !== null) await this.cars.secure(order);
    salesOrderLifecycle.move(order, 'amend', stateOf(order));
    await this.db.save(order, 'amend');
    this.outbox.publish(OrderAmended, order, {
      ...dealOf(order),
      salesOrderId: order.id,
      number: order.number,
      orderAmendmentId: amendment.id,
      modelId,
      modelName,
      colour,
      total,
      passThroughTotal,
      depositAmount: order.depositAmount,
      accessories,
      previousTotal,
      difference: total - previousTotal,
      requestedBy: amendment.requestedBy,
      approvedBy: context.principal.id,
      amendedAt: this.clock.now().toISOString(),
    });
    if (waited && order.stockVehicleId !== null) this.cars.tellPreparing(order);
  }

  async #takeChosen(order: SalesOrder, stockVehicleId: string): Promise<void> {
    await this.requireCar(order, stockVehicleId);
    const holdUntil = await this.cars.holdOfChoice(order);
    const held = await this.inventory.assignToOrder({ salesOrderId: order.id, stockVehicleId, holdUntil });
    await this.cars.giveUp(order);
    await this.cars.give(order, held);
  }

  /** The oldest of the new kind, or a place in the queue; an order whose first hold is over waits until its deposit is paid (D-4). */
  async #takeOldest(order: SalesOrder): Promise<void> {
    const { id: salesOrderId, storeId, modelId, colour } = order;
    const had = order.stockVehicleId !== null;
    const reason = '订单变更车型或颜色';
    const holdEnd = order.depositPaidAt === null ? await this.cars.holdEnd(order) : undefined;
    const mayHold = holdEnd === undefined || holdEnd > this.clock.now();
    if (mayHold) await this.inventory.releaseReservation(salesOrderId, reason);
    else await this.inventory.waitInstead({ salesOrderId, storeId, modelId, colour }, reason);
    await this.cars.giveUp(order);
    const found = mayHold && (await this.cars.seek(order, holdEnd));
    if (had && !found) this.cars.tellLoss(order);
  }
}

const stateOf = (order: SalesOrder): 'PENDING_DEPOSIT' | 'PENDING_ALLOCATION' | 'PREPARING' => {
  if (order.depositPaidAt === null) return 'PENDING_DEPOSIT';
  return order.stockVehicleId === null ? 'PENDING_ALLOCATION' : 'PREPARING';
};

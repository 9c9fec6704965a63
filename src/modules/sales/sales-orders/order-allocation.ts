import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { at, say } from '../../../kernel/problems.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { ReservedVehicle } from '../../inventory/inventory.contract.js';
import { OrderWithoutCar } from '../deals.rules.js';
import { OrderCars } from './order-cars.js';
import type { AllocateSalesOrder, HandOverCarOfSalesOrder, ReleaseCarOfSalesOrder, SalesOrderView } from './sales-order.dto.js';
import { SalesOrder, salesOrderLifecycle } from './sales-order.entity.js';
import { viewOf } from './sales-order.queries.js';
import { CarDiffersFromOrder, HandOverToItself } from './sales-order.rules.js';

/** What a manager decides about the car of an order, beside first in, first out (D-3). */
@Injectable()
export class OrderAllocation {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryApi,
    private readonly finance: FinanceApi,
    private readonly cars: OrderCars,
  ) {}

  /** This very car; the one it had goes to whoever waits for it, else back to stock. */
  allocate(id: string, { stockVehicleId, voidContract = false }: AllocateSalesOrder): Promise<SalesOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, id);
      salesOrderLifecycle.check(order, 'allocate');
      if (order.stockVehicleId !== stockVehicleId) await this.#exchange(order, stockVehicleId, voidContract);
      return viewOf(order, await this.finance.balanceOf({ salesOrderId: id }));
    });
  }

  async #exchange(order: SalesOrder, stockVehicleId: string, voidContract: boolean): Promise<void> {
    await this.requireOfOrder(order, stockVehicleId);
    await this.cars.requireChangeable(order, voidContract);
    const holdUntil = await this.cars.holdOfChoice(order);
    await this.#take(order, await this.inventory.assignToOrder({ salesOrderId: order.id, stockVehicleId, holdUntil }));
  }

  /** What it had is gone; with its deposit paid it is prepared at once. */
  async #take(order: SalesOrder, held: ReservedVehicle): Promise<void> {
    await this.cars.giveUp(order);
    await this.cars.give(order, held);
    const begins = order.state === 'PENDING_ALLOCATION';
    if (order.depositPaidAt === null) salesOrderLifecycle.move(order, 'allocate', 'PENDING_DEPOSIT');
    else {
      await this.cars.secure(order);
      salesOrderLifecycle.move(order, 'allocate', 'PREPARING');
    }
    await this.db.save(order, 'allocate');
    if (begins) this.cars.tellPreparing(order);
  }

  /** The order waits again: it gets the next matching car once its deposit is paid, behind those that wait longer. */
  releaseCar(id: string, { reason, voidContract = false }: ReleaseCarOfSalesOrder): Promise<SalesOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, id);
      salesOrderLifecycle.check(order, 'release-car');
      if (!order.stockVehicleId) throw OrderWithoutCar();
      await this.cars.requireChangeable(order, voidContract);
      const { storeId, modelId, colour } = order;
      await this.inventory.waitInstead({ salesOrderId: id, storeId, modelId, colour }, reason);
      await this.cars.giveUp(order);
      salesOrderLifecycle.move(order, 'release-car', order.depositPaidAt === null ? 'PENDING_DEPOSIT' : 'PENDING_ALLOCATION');
      await this.db.save(order, 'release-car');
      this.cars.tellLoss(order);
      return viewOf(order, await this.finance.balanceOf({ salesOrderId: id }));
    });
  }

  /** The car of one order is the other's, in one step; both are locked in one order, so that two who cross do not deadlock (D-4). */
  handOverCar(id: string, { toSalesOrderId, reason, voidContract = false }: HandOverCarOfSalesOrder): Promise<SalesOrderView> {
    return this.db.transaction(async () => {
      const orders = new Map<string, SalesOrder>();
      for (const one of [...new Set([id, toSalesOrderId])].sort()) orders.set(one, await this.db.lock(SalesOrder, one));
      const from = orders.get(id) as SalesOrder;
      const to = orders.get(toSalesOrderId) as SalesOrder;
      salesOrderLifecycle.check(from, 'hand-over-car');
      if (from === to) throw HandOverToItself({ errors: [at('/toSalesOrderId', HandOverToItself)] });
      salesOrderLifecycle.check(to, 'allocate');
      if (!from.stockVehicleId) throw OrderWithoutCar();
      await this.requireOfOrder(to, from.stockVehicleId);
      for (const order of [from, to]) await this.cars.requireChangeable(order, voidContract);
      const { storeId, modelId, colour } = from;
      const holdUntil = await this.cars.holdOfChoice(to);
      const held = await this.inventory.handOver({ from: { salesOrderId: id, storeId, modelId, colour }, to: to.id, holdUntil, reason });
      await this.cars.giveUp(from);
      salesOrderLifecycle.move(from, 'hand-over-car', from.depositPaidAt === null ? 'PENDING_DEPOSIT' : 'PENDING_ALLOCATION');
      await this.db.save(from, 'hand-over-car');
      this.cars.tellLoss(from);
      await this.#take(to, held);
      return viewOf(from, await this.finance.balanceOf({ salesOrderId: id }));
    });
  }

  /** A car of another model, colour or store needs an amendment, or a transfer, first. */
  async requireOfOrder(
    { modelId, modelName, colour, storeId }: Pick<SalesOrder, 'modelId' | 'modelName' | 'colour' | 'storeId'>,
    stockVehicleId: string,
  ): Promise<void> {
    const car = await this.inventory.vehicle(stockVehicleId);
    if (car.modelId === modelId && car.colour === colour && car.storeId === storeId) return;
    throw CarDiffersFromOrder({
      detail: say(
        `订单为 ${modelName} ${colour},所选车辆为 ${car.modelName} ${car.colour}`,
        `The order is for ${modelName} ${colour}, the car is ${car.modelName} ${car.colour}`,
      ),
      errors: [at('/stockVehicleId', CarDiffersFromOrder)],
    });
  }
}

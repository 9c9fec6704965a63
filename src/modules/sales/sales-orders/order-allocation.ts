import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { at, say } from '../../../kernel/problems.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { OrderWithoutCar } from '../deals.rules.js';
import { OrderCars } from './order-cars.js';
import type { AllocateSalesOrder, ReleaseCarOfSalesOrder, SalesOrderView } from './sales-order.dto.js';
import { SalesOrder, salesOrderLifecycle } from './sales-order.entity.js';
import { viewOf } from './sales-order.queries.js';
import { CarDiffersFromOrder } from './sales-order.rules.js';

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
    const held = await this.inventory.assignToOrder({ salesOrderId: order.id, stockVehicleId, holdUntil });
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

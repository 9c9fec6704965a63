import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { VehiclePurchaseOrderService } from '../vehicle-purchase-orders/vehicle-purchase-order.service.js';
import { StockVehicle, stockVehicleLifecycle } from './stock-vehicle.entity.js';
import { VehicleMoves } from './vehicle-moves.js';

/** Cars that were ordered and never come (V-1). */
@Injectable()
export class CancelledOrders {
  constructor(
    private readonly db: Database,
    private readonly moves: VehicleMoves,
    private readonly orders: VehiclePurchaseOrderService,
  ) {}

  /** The order to the maker is locked before the car, as where its cars come in. */
  cancel(id: string, reason: string): Promise<void> {
    return this.db.transaction(async () => {
      const order = await this.orders.lockOf(id);
      const car = await this.db.lock(StockVehicle, id);
      stockVehicleLifecycle.check(car, 'cancel-order');
      await this.moves.move(car, 'cancel-order', { reason });
      if (order) await this.orders.notSent(order, id);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { FloorPlanService } from '../floor-plans/floor-plan.service.js';
import type { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VehicleCostService } from '../vehicle-costs/vehicle-cost.service.js';
import type { StockTransfer, StockTransferLine } from './stock-transfer.entity.js';
import { shareOf } from './transport-share.js';

/** What a car brings along to its new store beside itself: its financing, and what its carriage cost (V-5, V-8). */
@Injectable()
export class TransferredBooks {
  constructor(
    private readonly plans: FloorPlanService,
    private readonly costs: VehicleCostService,
  ) {}

  /** `sent` are all cars that left, in one order: they share the carriage, and the last one bears what is left over. */
  async follow(car: StockVehicle, { number, toStoreId, transportCost }: StockTransfer, sent: readonly StockTransferLine[]): Promise<void> {
    await this.plans.follow(car.id, toStoreId);
    const amount = shareOf(
      transportCost ?? 0,
      sent.findIndex((line) => line.stockVehicleId === car.id),
      sent.length,
    );
    if (amount > 0) await this.costs.add(car.id, { kind: 'TRANSPORT', amount, document: number, note: '门店间调拨运输' });
  }
}

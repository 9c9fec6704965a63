import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { sum } from '../../../kernel/money.js';
import { at, NotFound } from '../../../kernel/problems.js';
import { Clock, dateOf, daysBetween } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import type { AddVehicleCost, VehicleCostsView, VehicleCostView } from './vehicle-cost.dto.js';
import { VehicleCost } from './vehicle-cost.entity.js';
import { CostAlreadyReversed, CostInFuture, StorageCostPerDay } from './vehicle-cost.rules.js';

const LINES = `
SELECT c.id, c.kind, c.amount, c.incurred_on AS "incurredOn", c.document, c.note, c.reverses_id AS "reversesId",
  EXISTS (SELECT 1 FROM inventory.vehicle_cost r WHERE r.reverses_id = c.id) AS reversed, c.recorded_by AS "recordedBy", c.recorded_at AS "recordedAt"
FROM inventory.vehicle_cost c`;

/** What a car costs, line by line, from its purchase on. */
@Injectable()
export class VehicleCostService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
  ) {}

  add(stockVehicleId: string, body: AddVehicleCost): Promise<VehicleCostView> {
    const { kind, amount, incurredOn = this.clock.today(), document = null, note } = body;
    if (incurredOn > this.clock.today()) throw CostInFuture({ errors: [at('/incurredOn', CostInFuture)] });
    return this.db.transaction(async () => {
      const { storeId } = await this.db.find(StockVehicle, stockVehicleId);
      return this.#record('add-cost', { stockVehicleId, storeId, kind, amount, incurredOn, document, note, reversesId: null });
    });
  }

  /** The line stays, another takes it back; the unique index lets only one do so. */
  reverse(id: string, reason: string): Promise<VehicleCostView> {
    return this.db.transaction(async () => {
      const cost = await this.db.repo(VehicleCost).findOneBy({ id });
      if (!cost) throw NotFound();
      // It goes with the car: the store that has it now decides (V-8).
      await this.db.find(StockVehicle, cost.stockVehicleId);
      if (cost.reversesId !== null) throw CostAlreadyReversed();
      const { stockVehicleId, storeId, kind, amount, document } = cost;
      const incurredOn = this.clock.today();
      return this.#record('reverse-cost', {
        stockVehicleId,
        storeId,
        kind,
        amount: -amount,
        incurredOn,
        document,
        note: reason,
        reversesId: id,
      });
    });
  }

  async costsOf(stockVehicleId: string): Promise<VehicleCostsView> {
    const car = await this.db.find(StockVehicle, stockVehicleId);
    const lines = await this.db.sql<VehicleCostView>(`${LINES} WHERE c.stock_vehicle_id = $1 ORDER BY c.recorded_at, c.id`, [
      stockVehicleId,
    ]);
    const [accrued] = await this.db.sql<{ days: number; interest: number }>(
      `SELECT (a.days - b.days)::int AS days, a.interest + b.interest AS interest
       FROM (SELECT count(*) AS days, coalesce(sum(interest), 0) AS interest FROM inventory.floor_plan_accrual WHERE stock_vehicle_id = $1) a,
         (SELECT coalesce(sum(days), 0) AS days, coalesce(sum(interest), 0) AS interest FROM inventory.floor_plan_adjustment WHERE stock_vehicle_id = $1) b`,
      [stockVehicleId],
    );
    const { days: interestDays = 0, interest = 0 } = accrued ?? {};
    const storagePerDay = await this.identity.setting(StorageCostPerDay, car.storeId);
    const storageDays = car.stockInDate === null ? 0 : daysBetween(car.stockInDate, car.deliveredOn ?? this.clock.today());
    const storage = storageDays * storagePerDay;
    const totalCost = car.purchaseCost + sum(lines.map((line) => line.amount));
    const total = interest + storage;
    return {
      stockVehicleId,
      vin: car.vin,
      lines: [purchaseOf(car), ...lines],
      purchaseCost: car.purchaseCost,
      totalCost,
      carryingCost: { interestDays, interest, storageDays, storagePerDay, storage, total },
      fullCost: totalCost + total,
    };
  }

  async #record(action: string, facts: Omit<VehicleCost, 'id' | 'recordedBy' | 'recordedAt'>): Promise<VehicleCostView> {
    const cost = Object.assign(new VehicleCost(), {
      id: newId(),
      ...facts,
      recordedBy: context.principal.id,
      recordedAt: this.clock.now(),
    });
    await this.db.insertAll(VehicleCost, [cost]);
    const { id, stockVehicleId, storeId, kind, amount, incurredOn, document, note, reversesId, recordedBy, recordedAt } = cost;
    this.db.audit({
      ...{ action, aggregateType: StockVehicle.name, aggregateId: stockVehicleId, storeId },
      changes: { costId: id, kind, amount, reversesId },
    });
    return { id, kind, amount, incurredOn, document, note, reversesId, reversed: false, recordedBy, recordedAt };
  }
}

/** What was paid for the car itself is a fact of the car. */
const purchaseOf = (car: StockVehicle): VehicleCostView => ({
  ...{ id: null, kind: 'PURCHASE', amount: car.purchaseCost, incurredOn: dateOf(car.createdAt), document: null, note: null },
  ...{ reversesId: null, reversed: false, recordedBy: null, recordedAt: car.createdAt },
});

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { RecallMarks } from '../vehicle-recalls/recall-marks.js';
import { type ImportedCar, VehicleArrived, VehicleMoved, VehicleOrdered } from '../inventory.contract.js';
import { StockVehicle, stockVehicleLifecycle, VehicleMovement, VIN_FREE_SQL } from './stock-vehicle.entity.js';

/** Rows a statement: the database takes 65,535 values at once. */
const PIECE = 500;

/** Many new cars at once, in few statements: the same rows, history and events as one after the other. */
@Injectable()
export class CarIntake {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly recalls: RecallMarks,
  ) {}

  /** Which of these VINs are in anybody's stock now (ID-1). */
  async known(vins: string[]): Promise<Set<string>> {
    const rows = await this.db.sql<{ vin: string }>(
      `SELECT vin FROM inventory.stock_vehicle WHERE vin = ANY($1::text[]) AND state NOT IN ${VIN_FREE_SQL}`,
      [vins],
    );
    return new Set(rows.map((row) => row.vin));
  }

  /** Ordered from the maker or at our door, in the order given. 409 `vin_exists` when somebody brings the same one in meanwhile. */
  async bringIn(cars: ImportedCar[]): Promise<StockVehicle[]> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const made: StockVehicle[] = [];
    for (const { state, ...facts } of cars) {
      const { code } = await this.identity.store(facts.storeId);
      const car = Object.assign(new StockVehicle(), {
        ...{ id: newId(), number: await this.numbers.next('SV', code), version: 1, createdAt: now, updatedAt: now, ...facts },
        ...{ condition: 'NEW' as const, damages: [], documents: [], openRecall: false, arrivedOn: state === 'ARRIVED' ? today : null },
      });
      stockVehicleLifecycle.begin(car, state);
      made.push(car);
    }
    for (let n = 0; n < made.length; n += PIECE) await this.db.insertAll(StockVehicle, made.slice(n, n + PIECE));
    const of = (state: string) => made.filter((car) => car.state === state);
    await this.#record(of('ORDERED'), 'order', null);
    await this.#record(of('ARRIVED'), 'take-in', null);
    for (const car of made)
      if (car.state === 'ORDERED') this.outbox.publish(VehicleOrdered, car, { ...factsOf(car), purchaseCost: car.purchaseCost });
      else this.outbox.publish(VehicleArrived, car, { ...factsOf(car), odometerKm: car.odometerKm ?? 0 });
    // However it came in, nobody gets a car whose recall is known (W-8).
    await this.recalls.refresh(made.map((car) => car.vin));
    return made;
  }

  /** The maker has sent cars that were ordered in this very transaction. */
  async ship(cars: StockVehicle[], expectedOn: string): Promise<void> {
    const { from, to } = stockVehicleLifecycle.table.moves.ship;
    const moved = await this.db.touched(
      `UPDATE inventory.stock_vehicle SET state = $2, expected_on = $3::date, version = version + 1, updated_at = $4
       WHERE id = ANY($1::uuid[]) AND state = ANY($5::text[]) RETURNING id`,
      [cars.map((car) => car.id), to[0], expectedOn, this.clock.now(), from],
    );
    if (moved !== cars.length) throw new Error(`${cars.length - moved} cars of a shipment are not ORDERED`);
    for (const car of cars) {
      stockVehicleLifecycle.move(car, 'ship');
      Object.assign(car, { expectedOn, version: car.version + 1 });
    }
    await this.#record(cars, 'ship', from[0]);
    for (const car of cars)
      this.outbox.publish(VehicleMoved, car, { ...factsOf(car), fromState: from[0], toState: car.state, stockInDate: null });
  }

  async #record(cars: StockVehicle[], move: string, fromState: string | null): Promise<void> {
    const [at, actorId] = [this.clock.now(), context.principal.id];
    const rows = cars.map((car) => ({
      ...{ id: newId(), stockVehicleId: car.id, storeId: car.storeId, move, fromState, toState: car.state, at, actorId },
      ...{ location: null, odometerKm: null, reason: null, salesOrderId: null, stockTransferId: null, fromStoreId: null, toStoreId: null },
    }));
    for (let n = 0; n < rows.length; n += PIECE) await this.db.insertAll(VehicleMovement, rows.slice(n, n + PIECE));
    for (const { id: aggregateId, storeId, vin, modelId, colour, state } of cars)
      this.db.audit({ action: move, aggregateType: StockVehicle.name, aggregateId, storeId, changes: { vin, modelId, colour, state } });
  }
}

const factsOf = ({ id, vin, modelId, colour, storeId }: StockVehicle) => ({ stockVehicleId: id, vin, modelId, colour, storeId });

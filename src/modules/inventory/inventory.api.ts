import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/database.js';
import { say } from '../../kernel/problems.js';
import { dateOf } from '../../kernel/time/clock.js';
import {
  type CatalogueModel,
  type DemoCarFacts,
  DemoCarNotReady,
  type ImportedCar,
  type ImportedModel,
  type ModelFacts,
  type ReservedVehicle,
  type SoldCarFacts,
  type StockVehicleFacts,
} from './inventory.contract.js';
import { type HandOver, ReservationService } from './reservations/reservation.service.js';
import { CarIntake } from './stock-vehicles/car-intake.js';
import { StockVehicle } from './stock-vehicles/stock-vehicle.entity.js';
import { StockVehicleReads } from './stock-vehicles/stock-vehicle.queries.js';
import { VehicleModel } from './vehicle-models/vehicle-model.entity.js';
import { VehicleModelService } from './vehicle-models/vehicle-model.service.js';

/** What Sales must have from stock now. All calls join the caller's transaction. */
@Injectable()
export class InventoryApi {
  constructor(
    private readonly db: Database,
    private readonly reservations: ReservationService,
    private readonly cars: StockVehicleReads,
    private readonly intake: CarIntake,
    private readonly models: VehicleModelService,
  ) {}

  async model(modelId: string): Promise<ModelFacts> {
    return (await this.db.find(VehicleModel, modelId)).facts();
  }
  /** The whole catalogue by name: what others call a model is looked up in it. */
  catalogue(): Promise<CatalogueModel[]> {
    return this.db.sql<CatalogueModel>(
      'SELECT id AS "modelId", code, name, brand, series, model_year AS "modelYear", powertrain, seats, colours FROM inventory.vehicle_model ORDER BY code',
    );
  }
  /** Whether a car with this VIN is in anybody's stock: the group has it once (TI-1). */
  async vinInStock(vin: string): Promise<boolean> {
    return (await this.intake.known([vin])).size > 0;
  }
  /** Which of these VINs are in anybody's stock. */
  vinsInStock(vins: string[]): Promise<Set<string>> {
    return this.intake.known(vins);
  }
  /** Many cars at once, each checked before; their ids in the order given. 409 `vin_exists` when one of them was brought in meanwhile. */
  bringInCars(cars: ImportedCar[]): Promise<string[]> {
    return this.db.transaction(async () => (await this.intake.bringIn(cars)).map((car) => car.id));
  }
  /** A new model, or a known one by its code with what may be changed of it. */
  bringInModel(model: ImportedModel): Promise<{ modelId: string; known: boolean }> {
    return this.models.bringIn(model);
  }
  /** A car of a store the caller may see; 404 otherwise. */
  vehicle(stockVehicleId: string): Promise<StockVehicleFacts> {
    return this.cars.facts(stockVehicleId);
  }
  /** The car of an order, and how many of its defects the buyer was not told of in writing (三包 32). */
  soldCar(stockVehicleId: string): Promise<SoldCarFacts> {
    return this.cars.soldCar(stockVehicleId);
  }
  /** D-3: the oldest matching car in stock (stock-in date, then VIN), skipping cars that others are taking; null and a demand record when there is none. */
  reserveForOrder(request: {
    salesOrderId: string;
    storeId: string;
    modelId: string;
    colour: string;
    holdUntil: Date;
  }): Promise<ReservedVehicle | null> {
    return this.db.transaction(() => this.reservations.reserveForOrder(request));
  }
  /** This very car for an order, instead of what it has or waits for; 409 `vehicle_not_available` when it is not to be had (D-3). */
  assignToOrder(request: { salesOrderId: string; stockVehicleId: string; holdUntil: Date | null }): Promise<ReservedVehicle> {
    return this.db.transaction(() => this.reservations.assignToOrder(request));
  }
  /** The car of one order for another, and nobody comes between; the first waits for the next one (D-3, D-4). */
  handOver(request: HandOver): Promise<ReservedVehicle> {
    return this.db.transaction(() => this.reservations.handOver(request));
  }
  /** Gives the car of an order up and records a demand in its place: it waits for the next one (D-3). */
  waitInstead(wanted: { salesOrderId: string; storeId: string; modelId: string; colour: string }, reason: string): Promise<void> {
    return this.db.transaction(() => this.reservations.waitInstead(wanted, reason));
  }
  /** The live reservation of an order, or null. */
  reservationOf(salesOrderId: string): Promise<ReservedVehicle | null> {
    return this.reservations.reservationOf(salesOrderId);
  }
  /** The deposit is paid: the hold no longer runs out. Moves a RESERVED car to PREPARING (READY when its PDI has already passed). */
  confirmReservation(salesOrderId: string): Promise<void> {
    return this.db.transaction(() => this.reservations.confirm(salesOrderId));
  }
  /** Frees the car of an order (D-6) and withdraws its open demand; neither is no error. */
  releaseReservation(salesOrderId: string, reason: string): Promise<void> {
    return this.db.transaction(() => this.reservations.releaseOfOrder(salesOrderId, reason));
  }
  /** Hands the reserved car of an order over: DELIVERED, reservation fulfilled. */
  deliver(salesOrderId: string, odometerKm: number): Promise<StockVehicleFacts> {
    return this.db.transaction(async () => this.cars.facts((await this.reservations.deliver(salesOrderId, odometerKm)).id));
  }
  /** T-3: the car if it may be driven by a customer now (DEMO, insured through that day, no open recall, no open safety defect, no open repair order); otherwise refuses with 409 `demo_car_not_ready` (rule T-3, reason). */
  async demoCar(stockVehicleId: string, at: Date): Promise<StockVehicleFacts> {
    const car = await this.cars.facts(stockVehicleId);
    const faults = this.demoFaults(car, dateOf(at));
    if (faults.length) throw DemoCarNotReady({ detail: faults.join(say(';', '; ')) });
    return car;
  }
  /** Why a car may not be test-driven on a day, in the caller's language; empty when it may (T-3). */
  demoFaults(car: StockVehicleFacts, date: string): string[] {
    const faults: string[] = [];
    if (car.state !== 'DEMO') faults.push(say(`车辆状态为 ${car.state},不是试驾车`, `it is ${car.state}, not DEMO`));
    if (car.insuredUntil === null || car.insuredUntil < date) faults.push(say('保险不覆盖试驾日期', 'it is not insured on that day'));
    if (car.openRecall) faults.push(say('有未完成的召回', 'it has an open recall'));
    if (car.unsafe) faults.push(say('有未处理的安全缺陷', 'a safety defect is not settled'));
    if (car.openRepairOrderId !== null) faults.push(say('车辆正在维修', 'it is in the workshop'));
    return faults;
  }
  /** The demo cars of a store the caller may see, those that are held back for now included. */
  demoFleet(storeId: string): Promise<DemoCarFacts[]> {
    return this.cars.demoFleet(storeId);
  }
  /** A drive came back: the odometer moves on (422 `odometer_backwards` when it would go back). */
  recordOdometer(stockVehicleId: string, odometerKm: number): Promise<StockVehicleFacts> {
    return this.db.transaction(async () => {
      const car = await this.db.lock(StockVehicle, stockVehicleId);
      car.readOdometer(odometerKm);
      await this.db.save(car, 'record-odometer');
      return this.cars.facts(stockVehicleId);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { NotFound } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { DefectDisclosedToBuyer, DefectSettled } from '../inventory.contract.js';
import { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { DefectDisclosure, VehicleDefect, vehicleDefectLifecycle, type VehicleDefectMove } from './vehicle-defect.entity.js';
import { CarHasNoBuyer, DefectDisclosed, DefectOwnRework } from './vehicle-defect.rules.js';

/** How a defect ends (D-9). Locks: the car, then the defect. */
@Injectable()
export class VehicleDefectService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  rework(id: string, note: string): Promise<void> {
    return this.#move(id, 'rework', (defect) => {
      defect.reworkNote = note;
      defect.reworkedBy = context.principal.id;
      defect.reworkedAt = this.clock.now();
    });
  }
  /** Somebody else looks at what was done. */
  accept(id: string, note: string | null): Promise<void> {
    return this.#move(id, 'accept', (defect, car) => {
      if (defect.reworkedBy === context.principal.id) throw DefectOwnRework();
      this.#decide(defect, car, note, 'ACCEPTED');
    });
  }
  reopen(id: string, reason: string): Promise<void> {
    return this.#move(id, 'reopen', (defect) => {
      defect.decidedBy = context.principal.id;
      defect.decidedAt = this.clock.now();
      defect.decisionNote = reason;
    });
  }
  /** It is left as it is, and its buyer will be told. */
  waive(id: string, disclosure: string): Promise<void> {
    return this.#move(id, 'waive', (defect, car) => this.#decide(defect, car, disclosure, 'WAIVED'));
  }

  /** The buyer who has the car now is told in writing (三包 32): another buyer is told anew. */
  disclose(id: string, document: string): Promise<void> {
    return this.db.transaction(async () => {
      const { defect, car } = await this.#lock(id);
      const [held] = await this.db.sql<{ salesOrderId: string | null }>(
        `SELECT sales_order_id AS "salesOrderId" FROM inventory.reservation WHERE stock_vehicle_id = $1 AND state = 'LIVE'`,
        [car.id],
      );
      const salesOrderId = held?.salesOrderId ?? null;
      if (salesOrderId === null) throw CarHasNoBuyer();
      if (await this.db.repo(DefectDisclosure).existsBy({ vehicleDefectId: id, salesOrderId })) throw DefectDisclosed();
      const disclosure: DefectDisclosure = {
        ...{ id: newId(), vehicleDefectId: id, salesOrderId, document },
        ...{ disclosedBy: context.principal.id, disclosedAt: this.clock.now() },
      };
      await this.db.insertAll(DefectDisclosure, [disclosure]);
      vehicleDefectLifecycle.move(defect, 'disclose', defect.state);
      await this.db.save(defect, 'disclose');
      const { vin, storeId } = car;
      this.outbox.publish(DefectDisclosedToBuyer, Object.assign(defect, { storeId }), {
        ...{ vehicleDefectId: id, stockVehicleId: car.id, vin, storeId, salesOrderId, document },
      });
    });
  }

  #decide(defect: VehicleDefect, car: StockVehicle, note: string | null, outcome: 'ACCEPTED' | 'WAIVED'): void {
    defect.decidedBy = context.principal.id;
    defect.decidedAt = this.clock.now();
    defect.decisionNote = note;
    const { id: stockVehicleId, vin, modelId, colour, storeId } = car;
    const facts = { stockVehicleId, vin, modelId, colour, storeId, vehicleDefectId: defect.id, outcome };
    this.outbox.publish(DefectSettled, { id: defect.id, storeId, constructor: VehicleDefect }, facts);
  }

  #move(id: string, move: VehicleDefectMove, work: (defect: VehicleDefect, car: StockVehicle) => void): Promise<void> {
    return this.db.transaction(async () => {
      const { defect, car } = await this.#lock(id);
      vehicleDefectLifecycle.check(defect, move);
      work(defect, car);
      vehicleDefectLifecycle.move(defect, move);
      await this.db.save(defect, move);
    });
  }
  /** A defect is of the store that has the car. */
  async #lock(id: string): Promise<{ defect: VehicleDefect; car: StockVehicle }> {
    const { stockVehicleId } = await this.db.find(VehicleDefect, id);
    const car = await this.db.lock(StockVehicle, stockVehicleId);
    const [defect] = await this.db.lockAll(VehicleDefect, { id });
    if (!defect) throw NotFound();
    return { defect, car };
  }
}

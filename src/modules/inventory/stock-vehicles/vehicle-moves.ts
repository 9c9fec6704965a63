import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { FloorPlanService } from '../floor-plans/floor-plan.service.js';
import { VehicleMoved } from '../inventory.contract.js';
import { mustBeSettled } from '../vehicle-defects/settled-defects.js';
import { StorageInspectionDays } from '../vehicle-inspections/vehicle-inspection.rules.js';
import { RecallMarks } from '../vehicle-recalls/recall-marks.js';
import {
  GONE,
  OFF_SITE,
  ON_DISPLAY,
  type StockVehicle,
  stockVehicleLifecycle,
  type StockVehicleMove,
  type StockVehicleState,
  VehicleMovement,
} from './stock-vehicle.entity.js';

interface MoveFacts {
  /** Only where the lifecycle leaves a choice. */
  to?: StockVehicleState;
  reason?: string | null;
  salesOrderId?: string | null;
  /** Between two stores: the line of history names both. */
  transfer?: { id: string; storeId: string; toStoreId: string };
}

const SETTLED_BEFORE: readonly StockVehicleMove[] = ['accept', 'pass-pdi', 'deliver'];
/** A car that goes back to one of these is inspected before anybody has it. */
const UNINSPECTED: readonly StockVehicleState[] = ['ARRIVED', 'RETURNED'];

/** Moves a locked car on: state, row, audit and its line of history together. */
@Injectable()
export class VehicleMoves {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly plans: FloorPlanService,
    private readonly recalls: RecallMarks,
  ) {}

  async begin(car: StockVehicle, state: 'ORDERED' | 'ARRIVED' = 'ORDERED'): Promise<void> {
    const action = state === 'ORDERED' ? 'order' : 'take-in';
    stockVehicleLifecycle.begin(car, state);
    car.openRecall = await this.recalls.isRecalled(car.vin);
    await this.db.save(car, action);
    await this.#record(car, action, null, {});
  }

  async move(car: StockVehicle, move: StockVehicleMove, facts: MoveFacts = {}): Promise<void> {
    const from = car.state;
    stockVehicleLifecycle.move(car, move, facts.to);
    // D-9: what an inspection found is settled before the car comes into stock or to its owner.
    const settled = move === 'release-hold' ? !UNINSPECTED.includes(car.state) : SETTLED_BEFORE.includes(move) && car.state !== 'HOLD';
    if (settled) await mustBeSettled(this.db, car.id);
    if (car.state === 'IN_STOCK') car.storageDueOn ??= await this.#nextStorageInspection(car.storeId);
    // One that comes back begins anew.
    if (GONE.includes(car.state)) Object.assign(car, { storageInspectedOn: null, storageDueOn: null, storageOverdueSince: null });
    // Without a word, a car is on hold for something else than its quality or a recall.
    car.holdKind = car.state === 'HOLD' ? (car.holdKind ?? 'OTHER') : null;
    // However it came in, nobody gets a car whose recall is known (W-8).
    if (move === 'accept' || move === 'take-back') car.openRecall = await this.recalls.isRecalled(car.vin);
    if (!ON_DISPLAY.includes(car.state)) car.onDisplay = false;
    if (OFF_SITE.includes(car.state)) Object.assign(car, { location: null, yard: null });
    await this.db.save(car, move);
    await this.#record(car, move, from, facts);
    if (GONE.includes(car.state)) await this.plans.endOf(car.id);
    const { id: stockVehicleId, vin, modelId, colour, storeId, stockInDate, state: toState } = car;
    this.outbox.publish(VehicleMoved, car, { stockVehicleId, vin, modelId, colour, storeId, fromState: from, toState, stockInDate });
  }

  async #nextStorageInspection(storeId: string): Promise<string> {
    return addDays(this.clock.today(), await this.identity.setting(StorageInspectionDays, storeId));
  }

  /** It stands somewhere else now: a line of its history, in the same state. */
  relocated(car: StockVehicle): Promise<void> {
    return this.#record(car, 'relocate', car.state, {});
  }

  #record(car: StockVehicle, move: string, fromState: string | null, { reason, salesOrderId, transfer }: MoveFacts): Promise<void> {
    const row: VehicleMovement = {
      id: newId(),
      stockVehicleId: car.id,
      storeId: car.storeId,
      move,
      fromState,
      toState: car.state,
      at: this.clock.now(),
      actorId: context.principal.id,
      location: car.location,
      odometerKm: car.odometerKm,
      reason: reason ?? null,
      salesOrderId: salesOrderId ?? null,
      stockTransferId: transfer?.id ?? null,
      fromStoreId: transfer?.storeId ?? null,
      toStoreId: transfer?.toStoreId ?? null,
    };
    return this.db.insertAll(VehicleMovement, [row]);
  }
}

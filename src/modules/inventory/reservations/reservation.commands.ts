import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { type ReservedVehicle, type StockVehicleFacts, VehicleReserved } from '../inventory.contract.js';
import { StockVehicle, stockVehicleLifecycle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VEHICLE_FACTS } from '../stock-vehicles/stock-vehicle.queries.js';
import { reservationLifecycle } from './reservation.entity.js';

export interface Holder {
  salesOrderId: string | null;
  customerId: string | null;
  /** Null: the hold does not run out. */
  expiresAt: Date | null;
  reason: string;
}

/**
 * One statement: the car, its reservation and its line of history. A car that somebody else is taking is skipped, never waited for;
 * `uq_reservation_live_vehicle` stands behind it (D-4).
 */
const taking = (which: string): string => `
WITH car AS MATERIALIZED (
  SELECT v.id, v.state FROM inventory.stock_vehicle v WHERE ${which} AND v.state = ANY($1::text[]) AND NOT v.open_recall
  ORDER BY v.stock_in_date, v.vin LIMIT 1 FOR UPDATE SKIP LOCKED
), taken AS (
  UPDATE inventory.stock_vehicle v SET state = $2, version = v.version + 1, updated_at = $3::timestamptz
  FROM car WHERE v.id = car.id AND v.state = ANY($1::text[])
  RETURNING v.*, car.state AS from_state
), reserved AS (
  INSERT INTO inventory.reservation (id, version, created_at, updated_at, state, store_id, stock_vehicle_id, sales_order_id, customer_id, reserved_by, expires_at, reason)
  SELECT $4::uuid, 1, $3::timestamptz, $3::timestamptz, $5, store_id, id, $6::uuid, $7::uuid, $8::uuid, $9::timestamptz, $10 FROM taken
  RETURNING id
), moved AS (
  INSERT INTO inventory.vehicle_movement (id, stock_vehicle_id, store_id, move, from_state, to_state, at, actor_id, location, odometer_km, reason, sales_order_id)
  SELECT $11::uuid, id, store_id, 'reserve', from_state, state, $3::timestamptz, $8::uuid, location, odometer_km, $10, $6::uuid FROM taken
)
SELECT v.from_state AS "fromState", ${VEHICLE_FACTS} FROM taken v CROSS JOIN reserved JOIN inventory.vehicle_model m ON m.id = v.model_id`;

const TAKE_OLDEST = taking("v.store_id = $12::uuid AND v.model_id = $13::uuid AND v.colour = $14 AND v.condition = 'NEW'");
const TAKE_CAR = taking('v.id = $12::uuid');

/** The hottest write of the context: taking a car. */
@Injectable()
export class ReservationCommands {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** D-3: the oldest matching car in stock, by stock-in date, then VIN; null when there is none to be had. */
  takeOldest(wanted: { storeId: string; modelId: string; colour: string }, holder: Holder): Promise<ReservedVehicle | null> {
    return this.#take(TAKE_OLDEST, [wanted.storeId, wanted.modelId, wanted.colour], holder);
  }
  /** This very car; null when it is not in stock or somebody is taking it. */
  takeCar(stockVehicleId: string, holder: Holder): Promise<ReservedVehicle | null> {
    return this.#take(TAKE_CAR, [stockVehicleId], holder);
  }

  async #take(text: string, which: string[], holder: Holder): Promise<ReservedVehicle | null> {
    const reservationId = newId();
    const { from, to } = stockVehicleLifecycle.table.moves.reserve;
    const [row] = await this.db.sql<StockVehicleFacts & { fromState: string }>(text, [
      from,
      to[0],
      this.clock.now(),
      reservationId,
      reservationLifecycle.table.initial,
      holder.salesOrderId,
      holder.customerId,
      context.principal.id,
      holder.expiresAt,
      holder.reason,
      newId(),
      ...which,
    ]);
    if (!row) return null;
    const { fromState, ...vehicle } = row;
    const { stockVehicleId: id, storeId, vin, modelId, colour } = vehicle;
    this.db.audit({
      action: 'reserve',
      aggregateType: StockVehicle.name,
      aggregateId: id,
      storeId,
      changes: { state: [fromState, vehicle.state], reservationId },
    });
    this.outbox.publish(VehicleReserved, Object.assign(new StockVehicle(), { id, storeId }), {
      stockVehicleId: id,
      vin,
      modelId,
      colour,
      storeId,
      reservationId,
      salesOrderId: holder.salesOrderId,
      expiresAt: holder.expiresAt?.toISOString() ?? null,
    });
    return { reservationId, expiresAt: holder.expiresAt, vehicle };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import {
  DemandFulfilled,
  DemandRecorded,
  DemandWithdrawn,
  ReservationExpired,
  ReservationReleased,
  type ReservedVehicle,
  type StockVehicleFacts,
  VehicleNotAvailable,
  VehicleUnderRecall,
} from '../inventory.contract.js';
import { HoldUntilPast, OrderHasNoReservation, ReservationHold, ReservedForOrder } from '../inventory.rules.js';
import { StockVehicle, stockVehicleLifecycle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VEHICLE_FACTS } from '../stock-vehicles/stock-vehicle.queries.js';
import { VehicleMoves } from '../stock-vehicles/vehicle-moves.js';
import { VehicleDemand, vehicleDemandLifecycle } from '../vehicle-demands/vehicle-demand.entity.js';
import { ReservationCommands } from './reservation.commands.js';
import { Reservation, reservationLifecycle } from './reservation.entity.js';

export interface WantedCar {
  salesOrderId: string;
  storeId: string;
  modelId: string;
  colour: string;
  holdUntil: Date;
}
export interface ChosenCar {
  salesOrderId: string;
  stockVehicleId: string;
  /** Null: the deposit is paid, the hold does not run out. */
  holdUntil: Date | null;
}
export interface HandOver {
  /** The order that gives its car away, and what it waits for from now on. */
  from: Omit<WantedCar, 'holdUntil'>;
  /** The order that gets it. */
  to: string;
  holdUntil: Date | null;
  reason: string;
}
type Wish = Pick<WantedCar, 'storeId' | 'modelId' | 'colour'>;

/**
 * Who gets which car: reservations and the demand that waits for one.
 * Locks are taken in one order, demand, reservation, car, so that two callers cannot deadlock.
 */
@Injectable()
export class ReservationService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly commands: ReservationCommands,
    private readonly moves: VehicleMoves,
  ) {}

  /** Holds this very car for somebody, until it runs out. */
  reserveVehicle(stockVehicleId: string, body: { holdUntil?: string; customerId?: string; reason: string }): Promise<void> {
    return this.db.transaction(async () => {
      const car = await this.db.find(StockVehicle, stockVehicleId);
      const now = this.clock.now();
      const expiresAt = body.holdUntil ? new Date(body.holdUntil) : plus(now, await this.identity.setting(ReservationHold, car.storeId));
      if (expiresAt <= now) throw HoldUntilPast({ errors: [at('/holdUntil', HoldUntilPast)] });
      const { customerId = null, reason } = body;
      const taken = await this.commands.takeCar(car.id, { salesOrderId: null, customerId, expiresAt, reason });
      if (!taken) throw notAvailable(await this.db.find(StockVehicle, stockVehicleId));
    });
  }

  /** D-3: the oldest matching car, or a demand record. An order that has a car keeps it, one that waits already does not wait twice. */
  async reserveForOrder(wanted: WantedCar): Promise<ReservedVehicle | null> {
    const holder = { salesOrderId: wanted.salesOrderId, customerId: null, expiresAt: wanted.holdUntil, reason: '销售订单锁车' };
    const [waiting] = await this.db.lockAll(VehicleDemand, { salesOrderId: wanted.salesOrderId, state: 'OPEN' });
    // Whoever fulfilled the demand while we waited for its lock has given the order its car.
    const held = await this.reservationOf(wanted.salesOrderId);
    if (held) return held;
    let taken = await this.commands.takeOldest(wanted, holder);
    const demand = waiting ?? (taken ? null : await this.#recordDemand(wanted));
    if (!taken && demand && (await this.#depositPaid(wanted.salesOrderId))) {
      await this.#oneMatcher(wanted);
      taken = await this.commands.takeOldest(wanted, holder);
    }
    if (taken && demand) await this.#endDemand(demand, 'fulfil', taken.vehicle.stockVehicleId);
    return taken;
  }

  /** The car that an order holds now, or null. */
  async reservationOf(salesOrderId: string): Promise<ReservedVehicle | null> {
    const [row] = await this.db.sql<StockVehicleFacts & { reservationId: string; expiresAt: Date | null }>(
      `SELECT r.id AS "reservationId", r.expires_at AS "expiresAt", ${VEHICLE_FACTS}
       FROM inventory.reservation r JOIN inventory.stock_vehicle v ON v.id = r.stock_vehicle_id JOIN inventory.vehicle_model m ON m.id = v.model_id
       WHERE r.sales_order_id = $1 AND r.state = 'LIVE'`,
      [salesOrderId],
    );
    if (!row) return null;
    const { reservationId, expiresAt, ...vehicle } = row;
    return { reservationId, expiresAt, vehicle };
  }

  /** The deposit is paid: the hold no longer runs out and the car is prepared; one whose PDI has passed is ready. */
  async confirm(salesOrderId: string): Promise<void> {
    const [reservation] = await this.db.lockAll(Reservation, { salesOrderId, state: 'LIVE' });
    if (!reservation) return;
    if (reservation.expiresAt !== null) {
      reservation.expiresAt = null;
      await this.db.save(reservation, 'confirm');
    }
    const car = await this.#lockCar(reservation.stockVehicleId);
    if (car.state === 'RESERVED') await this.moves.move(car, 'prepare', { to: car.pdiPassedAt ? 'READY' : 'PREPARING', salesOrderId });
  }

  /** A manager chose this very car for an order: what it had is free again, what it waited for is settled. All or nothing. */
  async assignToOrder({ salesOrderId, stockVehicleId, holdUntil }: ChosenCar): Promise<ReservedVehicle> {
    const [waiting] = await this.db.lockAll(VehicleDemand, { salesOrderId, state: 'OPEN' });
    const [held] = await this.db.lockAll(Reservation, { salesOrderId, state: 'LIVE' });
    if (held) await this.#end(held, 'release', '经理改配其他车辆');
    const holder = { salesOrderId, customerId: null, expiresAt: holdUntil, reason: '经理指定配车' };
    const taken = await this.commands.takeCar(stockVehicleId, holder);
    if (!taken) throw notAvailable(await this.db.find(StockVehicle, stockVehicleId));
    if (waiting) await this.#endDemand(waiting, 'fulfil', stockVehicleId);
    return taken;
  }

  /** The car of one order is another's, and nobody comes between: the first waits behind all others, what the second had goes on to whoever waits for it. */
  async handOver({ from, to, holdUntil, reason }: HandOver): Promise<ReservedVehicle> {
    const [waiting] = await this.db.lockAll(VehicleDemand, { salesOrderId: to, state: 'OPEN' });
    const live = await this.db.lockAll(Reservation, [
      { salesOrderId: from.salesOrderId, state: 'LIVE' },
      { salesOrderId: to, state: 'LIVE' },
    ]);
    const given = live.find((r) => r.salesOrderId === from.salesOrderId);
    const had = live.find((r) => r.salesOrderId === to);
    if (!given) throw OrderHasNoReservation();
    await this.#free(given, 'release', reason);
    await this.#recordDemand(from);
    if (had) await this.#end(had, 'release', reason);
    const holder = { salesOrderId: to, customerId: null, expiresAt: holdUntil, reason };
    const taken = await this.commands.takeCar(given.stockVehicleId, holder);
    if (!taken) throw notAvailable(await this.#lockCar(given.stockVehicleId));
    if (waiting) await this.#endDemand(waiting, 'fulfil', given.stockVehicleId);
    return taken;
  }

  /** Its car goes back to stock, or on to whoever waits; the order itself waits for the next one, behind all others. */
  async waitInstead(wanted: Omit<WantedCar, 'holdUntil'>, reason: string): Promise<void> {
    await this.releaseOfOrder(wanted.salesOrderId, reason);
    await this.#recordDemand(wanted);
  }

  /** D-6: the order wants no car any more. */
  async releaseOfOrder(salesOrderId: string, reason: string): Promise<void> {
    const [demand] = await this.db.lockAll(VehicleDemand, { salesOrderId, state: 'OPEN' });
    if (demand) await this.#endDemand(demand, 'withdraw', null);
    const [reservation] = await this.db.lockAll(Reservation, { salesOrderId, state: 'LIVE' });
    if (reservation) await this.#end(reservation, 'release', reason);
  }

  /** Frees a car that was held by hand; an order's car is freed by its order. */
  releaseVehicle(stockVehicleId: string, reason: string): Promise<void> {
    return this.db.transaction(async () => {
      const seen = await this.db.find(StockVehicle, stockVehicleId);
      const [reservation] = await this.db.lockAll(Reservation, { stockVehicleId, state: 'LIVE' });
      if (!reservation) throw stockVehicleLifecycle.refuse(seen.state, 'release');
      if (reservation.salesOrderId !== null) throw ReservedForOrder();
      await this.#end(reservation, 'release', reason);
    });
  }

  /** A car that is kept for somebody can be nobody's now: an order waits for the next one, and hears of it. Its car stays as it is. */
  async takeAway(stockVehicleId: string, reason: string): Promise<void> {
    const [reservation] = await this.db.lockAll(Reservation, { stockVehicleId, state: 'LIVE' });
    if (!reservation) return;
    this.#finish(reservation, 'release', reason);
    await this.db.save(reservation, 'release');
    const car = await this.#lockCar(stockVehicleId);
    const { id: reservationId, salesOrderId } = reservation;
    this.outbox.publish(ReservationReleased, car, { ...movedFacts({ ...car, stockVehicleId }), reservationId, salesOrderId, reason });
    const { storeId, modelId, colour } = car;
    if (salesOrderId !== null) await this.#recordDemand({ salesOrderId, storeId, modelId, colour });
  }

  /** D-4: the hold ran out. */
  async expire(reservationId: string): Promise<void> {
    const [reservation] = await this.db.lockAll(Reservation, { id: reservationId, state: 'LIVE' });
    if (reservation) await this.#end(reservation, 'expire', '锁车到期');
  }

  async deliver(salesOrderId: string, odometerKm: number): Promise<StockVehicle> {
    const [reservation] = await this.db.lockAll(Reservation, { salesOrderId, state: 'LIVE' });
    if (!reservation) throw OrderHasNoReservation();
    const car = await this.#lockCar(reservation.stockVehicleId);
    if (car.openRecall) throw VehicleUnderRecall();
    car.readOdometer(odometerKm);
    car.deliveredOn = this.clock.today();
    await this.moves.move(car, 'deliver', { salesOrderId });
    this.#finish(reservation, 'fulfil', null);
    await this.db.save(reservation, 'fulfil');
    return car;
  }

  /** A car became free: the oldest waiting order whose deposit is paid gets it. */
  async offer(car: StockVehicle): Promise<void> {
    if (!stockVehicleLifecycle.allows(car.state, 'reserve') || car.openRecall || car.condition === 'USED') return;
    await this.#oneMatcher(car);
    const [next] = await this.db.sql<{ id: string }>(
      `SELECT d.id FROM inventory.vehicle_demand d JOIN inventory.paid_deposit p ON p.sales_order_id = d.sales_order_id
       WHERE d.state = 'OPEN' AND d.model_id = $1 AND d.store_id = $2 AND d.colour = $3 ORDER BY d.created_at, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`,
      [car.modelId, car.storeId, car.colour],
    );
    if (!next) return;
    const [demand] = await this.db.lockAll(VehicleDemand, { id: next.id });
    if (demand) await this.#fulfil(demand, await this.commands.takeCar(car.id, waitingHolder(demand)));
  }

  /** The deposit of an order is paid: it may be offered cars from now on, and first of all those that are there. */
  async depositPaid(salesOrderId: string, paidAt: Date): Promise<void> {
    await this.db.sql(
      'INSERT INTO inventory.paid_deposit (sales_order_id, paid_at) VALUES ($1, $2) ON CONFLICT (sales_order_id) DO NOTHING',
      [salesOrderId, paidAt],
    );
    const [demand] = await this.db.lockAll(VehicleDemand, { salesOrderId, state: 'OPEN' });
    if (!demand) return;
    await this.#oneMatcher(demand);
    await this.#fulfil(demand, await this.commands.takeOldest(demand, waitingHolder(demand)));
  }

  async #fulfil(demand: VehicleDemand, taken: ReservedVehicle | null): Promise<void> {
    if (!taken) return;
    const { vehicle, reservationId } = taken;
    await this.#endDemand(demand, 'fulfil', vehicle.stockVehicleId);
    await this.confirm(demand.salesOrderId);
    const { modelName, engineNumber, certificateNumber, purchaseCost } = vehicle;
    this.outbox.publish(DemandFulfilled, demand, {
      ...movedFacts(vehicle),
      demandId: demand.id,
      salesOrderId: demand.salesOrderId,
      reservationId,
      modelName,
      engineNumber,
      certificateNumber,
      purchaseCost,
    });
  }

  async #recordDemand({ salesOrderId, storeId, modelId, colour }: Omit<WantedCar, 'holdUntil'>): Promise<VehicleDemand> {
    const demand = Object.assign(new VehicleDemand(), {
      id: newId(),
      salesOrderId,
      storeId,
      modelId,
      colour,
      stockVehicleId: null,
      endedAt: null,
    });
    vehicleDemandLifecycle.begin(demand);
    await this.db.save(demand, 'record');
    this.outbox.publish(DemandRecorded, demand, { demandId: demand.id, storeId, modelId, colour, salesOrderId });
    return demand;
  }

  async #endDemand(demand: VehicleDemand, move: 'fulfil' | 'withdraw', stockVehicleId: string | null): Promise<void> {
    vehicleDemandLifecycle.move(demand, move);
    demand.stockVehicleId = stockVehicleId;
    demand.endedAt = this.clock.now();
    await this.db.save(demand, move);
    const { id: demandId, storeId, modelId, colour, salesOrderId } = demand;
    if (move === 'withdraw') this.outbox.publish(DemandWithdrawn, demand, { demandId, storeId, modelId, colour, salesOrderId });
  }

  async #end(reservation: Reservation, move: 'release' | 'expire', reason: string): Promise<void> {
    await this.offer(await this.#free(reservation, move, reason));
  }
  /** Ends a reservation and answers its car, which is free now. */
  async #free(reservation: Reservation, move: 'release' | 'expire', reason: string): Promise<StockVehicle> {
    this.#finish(reservation, move, reason);
    await this.db.save(reservation, move);
    const car = await this.#lockCar(reservation.stockVehicleId);
    const { id: reservationId, salesOrderId } = reservation;
    await this.moves.move(car, 'release', { reason, salesOrderId });
    const facts = { ...movedFacts({ ...car, stockVehicleId: car.id }), reservationId, salesOrderId };
    if (move === 'expire') this.outbox.publish(ReservationExpired, car, facts);
    else this.outbox.publish(ReservationReleased, car, { ...facts, reason });
    return car;
  }

  #finish(reservation: Reservation, move: 'fulfil' | 'release' | 'expire', reason: string | null): void {
    reservationLifecycle.move(reservation, move);
    reservation.endedAt = this.clock.now();
    reservation.endReason = reason;
  }

  /** The car of a reservation that the caller holds: its scope was decided with the order or by the system. */
  async #lockCar(id: string): Promise<StockVehicle> {
    const [car] = await this.db.lockAll(StockVehicle, { id });
    if (!car) throw new Error(`Reservation of a car that is not there: ${id}`);
    return car;
  }

  async #depositPaid(salesOrderId: string): Promise<boolean> {
    return (await this.db.sql('SELECT 1 FROM inventory.paid_deposit WHERE sales_order_id = $1', [salesOrderId])).length > 0;
  }

  /** A car coming in and a deposit coming in at the same moment do not see each other: one matches after the other, then it does. */
  async #oneMatcher({ storeId, modelId, colour }: Wish): Promise<void> {
    await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('inventory.match ' || $1 || ' ' || $2 || ' ' || $3, 0))`, [
      storeId,
      modelId,
      colour,
    ]);
  }
}

const notAvailable = (car: StockVehicle): Error =>
  car.openRecall && stockVehicleLifecycle.allows(car.state, 'reserve')
    ? VehicleUnderRecall()
    : VehicleNotAvailable({
        detail: say(
          `车辆 ${car.vin} 处于 ${car.state} 或正被他人锁定`,
          `The car ${car.vin} is ${car.state}, or somebody else is taking it`,
        ),
        allowedMoves: stockVehicleLifecycle.movesFrom(car.state).filter((m) => m !== 'reserve'),
      });
const waitingHolder = (demand: VehicleDemand) => ({
  salesOrderId: demand.salesOrderId,
  customerId: null,
  expiresAt: null,
  reason: '到车分配',
});
const movedFacts = ({
  stockVehicleId,
  vin,
  modelId,
  colour,
  storeId,
}: Pick<StockVehicleFacts, 'stockVehicleId' | 'vin' | 'modelId' | 'colour' | 'storeId'>) => ({
  stockVehicleId,
  vin,
  modelId,
  colour,
  storeId,
});

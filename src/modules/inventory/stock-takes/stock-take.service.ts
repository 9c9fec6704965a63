import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { StockTakeBooked, StockTakeClosed } from '../inventory.contract.js';
import { GONE_SQL, StockVehicle, stockVehicleLifecycle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VehicleMoves } from '../stock-vehicles/vehicle-moves.js';
import type { CreateStockTake, ScannedVin } from './stock-take.dto.js';
import {
  type BookedOutcome,
  STANDING,
  StockTake,
  StockTakeDifference,
  stockTakeLifecycle,
  type StockTakeMove,
} from './stock-take.entity.js';
import { StockTakeReads } from './stock-take.queries.js';
import { StockTakeOwnCount, StockTakeRunning } from './stock-take.rules.js';

/** One statement for a whole batch: each VIN once, the place of the last scan holds, its flag as the books are now. */
const SCAN = `
INSERT INTO inventory.stock_take_scan AS s (id, stock_take_id, vin, stock_vehicle_id, flag, location, recorded_location, scanned_by, scanned_at)
SELECT x.id, $1, x.vin, v.id, CASE WHEN v.id IS NULL THEN 'UNKNOWN_VIN' WHEN v.store_id <> $2 THEN 'OTHER_STORE' WHEN NOT v.state = ANY($3::text[]) THEN 'NOT_IN_STOCK' END,
  x.location, CASE WHEN v.store_id = $2 THEN v.location END, $4, $5
FROM jsonb_to_recordset($6::jsonb) AS x (id uuid, vin text, location text)
LEFT JOIN LATERAL (SELECT c.id, c.store_id, c.state, c.location FROM inventory.stock_vehicle c WHERE c.vin = x.vin ORDER BY c.state IN ${GONE_SQL}, c.created_at DESC LIMIT 1) v ON true
ON CONFLICT (stock_take_id, vin) DO UPDATE SET location = excluded.location, recorded_location = excluded.recorded_location,
  stock_vehicle_id = excluded.stock_vehicle_id, flag = excluded.flag, scanned_by = excluded.scanned_by, scanned_at = excluded.scanned_at
WHERE excluded.location IS NOT NULL AND excluded.location IS DISTINCT FROM s.location
RETURNING 1`;

/** Cars are counted, what differs is judged at one instant, and a manager who did not count books it. */
@Injectable()
export class StockTakeService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly moves: VehicleMoves,
    private readonly reads: StockTakeReads,
  ) {}

  async open({ storeId, yard = undefined, note }: CreateStockTake): Promise<string> {
    const store = await this.identity.storeForNew(storeId);
    const number = await this.numbers.next('TK', store.code);
    return this.db.transaction(async () => {
      // A yard is part of its store: whoever comes second waits for the first, then sees it.
      await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('inventory.stock-take ' || $1, 0))`, [store.id]);
      const live = await this.db.sql<{ yard: string | null }>(
        `SELECT yard FROM inventory.stock_take WHERE store_id = $1 AND state IN ('OPEN', 'CLOSED')`,
        [store.id],
      );
      if (live.some((other) => other.yard === null || yard === undefined || other.yard === yard)) throw StockTakeRunning();
      const take = Object.assign(new StockTake(), {
        ...{ id: newId(), number, storeId: store.id, yard: yard ?? null, note: note ?? null },
        ...{ openedBy: context.principal.id, openedAt: this.clock.now(), expected: 0, counters: [] },
      });
      stockTakeLifecycle.begin(take);
      await this.db.save(take, 'open');
      take.expected = await this.reads.expect(take);
      await this.db.save(take, 'expect');
      return take.id;
    });
  }

  scan(id: string, scans: ScannedVin[]): Promise<void> {
    return this.db.transaction(async () => {
      const take = await this.db.lock(StockTake, id);
      stockTakeLifecycle.check(take, 'scan');
      const seen = new Map<string, string | null>();
      for (const { vin, location } of scans) {
        const normal = vin.trim().toUpperCase();
        seen.set(normal, location ?? seen.get(normal) ?? null);
      }
      const rows = [...seen].map(([vin, location]) => ({ id: newId(), vin, location }));
      const me = context.principal.id;
      // Whoever counted along does not approve, also if others scanned the same cars after them.
      if (!take.counters.includes(me)) {
        take.counters = [...take.counters, me];
        await this.db.save(take, 'count-along');
      }
      const counted = await this.db.touched(SCAN, [
        ...[id, take.storeId, STANDING, context.principal.id, this.clock.now()],
        JSON.stringify(rows),
      ]);
      this.db.audit({ action: 'scan', aggregateType: StockTake.name, aggregateId: id, storeId: take.storeId, changes: { counted } });
    });
  }

  /** What differs is judged now; until it is booked it can be counted again. */
  close(id: string): Promise<void> {
    return this.#move(id, 'close', async (take) => {
      const judged = await this.reads.judge(take);
      await this.db.insertAll(
        StockTakeDifference,
        judged.map((one): StockTakeDifference => ({ ...one, id: newId(), stockTakeId: id, outcome: null })),
      );
      take.closedBy = context.principal.id;
      take.closedAt = this.clock.now();
      this.outbox.publish(StockTakeClosed, take, { ...factsOf(take), ...countsOf(judged) });
    });
  }

  recount(id: string, reason: string): Promise<void> {
    return this.#move(id, 'recount', async (take) => {
      await this.db.sql('DELETE FROM inventory.stock_take_difference WHERE stock_take_id = $1', [id]);
      take.closedBy = null;
      take.closedAt = null;
      this.#decide(take, reason);
    });
  }

  /** By somebody who did not count: places are put right, cars that are missing go on hold; what moved since then is left alone. */
  approve(id: string, note: string | null): Promise<void> {
    return this.#move(id, 'approve', async (take) => {
      const me = context.principal.id;
      if (take.counters.includes(me) || take.openedBy === me || take.closedBy === me) throw StockTakeOwnCount();
      const differences = await this.db.repo(StockTakeDifference).find({ where: { stockTakeId: id }, order: { vin: 'ASC' } });
      const cars = await this.db.lockAll(StockVehicle, {
        id: In(differences.flatMap((d) => (d.kind === 'SURPLUS' || d.stockVehicleId === null ? [] : [d.stockVehicleId]))),
      });
      for (const difference of differences) {
        const car = cars.find((c) => c.id === difference.stockVehicleId);
        const outcome = difference.kind === 'SURPLUS' || !car ? 'NOTED' : await this.#book(take, difference, car);
        await this.db.sql('UPDATE inventory.stock_take_difference SET outcome = $2 WHERE id = $1', [difference.id, outcome]);
      }
      this.#decide(take, note);
      this.outbox.publish(StockTakeBooked, take, { ...factsOf(take), ...countsOf(differences) });
    });
  }

  cancel(id: string, reason: string): Promise<void> {
    return this.#move(id, 'cancel', (take) => this.#decide(take, reason));
  }

  async #book(take: StockTake, difference: StockTakeDifference, car: StockVehicle): Promise<BookedOutcome> {
    if (car.storeId !== take.storeId || car.state !== difference.recordedState || car.location !== difference.recordedLocation)
      return 'MOVED_MEANWHILE';
    if (difference.kind === 'WRONG_PLACE') {
      car.location = difference.foundLocation;
      // It stands in the yard that was counted, not in the one where the books had it.
      if (take.yard !== null && car.yard !== null) car.yard = take.yard;
      await this.db.save(car, 'correct-location');
      await this.moves.relocated(car);
      return 'LOCATION_CORRECTED';
    }
    const reason = `盘点 ${take.number} 未见车辆`;
    if (car.state === 'HOLD') {
      car.holdReason = reason;
      await this.db.save(car, 'note-missing');
      return 'HELD';
    }
    // A damaged car is nobody's to have already.
    if (car.state === 'DAMAGED') return 'NOTED';
    // A car that an order has is not taken from it here: its order is changed first.
    if (!stockVehicleLifecycle.allows(car.state, 'hold')) return 'LEFT_RESERVED';
    Object.assign(car, { heldFrom: car.state, holdReason: reason });
    if (car.state === 'RETURNED') Object.assign(car, { stockInDate: null, storeSince: null });
    await this.moves.move(car, 'hold', { reason });
    return 'HELD';
  }

  #decide(take: StockTake, note: string | null): void {
    take.decidedBy = context.principal.id;
    take.decidedAt = this.clock.now();
    take.decisionNote = note;
  }

  #move(id: string, move: Exclude<StockTakeMove, 'scan'>, work: (take: StockTake) => Promise<void> | void): Promise<void> {
    return this.db.transaction(async () => {
      const take = await this.db.lock(StockTake, id);
      stockTakeLifecycle.check(take, move);
      await work(take);
      stockTakeLifecycle.move(take, move);
      await this.db.save(take, move);
    });
  }
}

const factsOf = ({ id, number, storeId, yard, expected }: StockTake) => ({ stockTakeId: id, number, storeId, yard, expected });
const countsOf = (differences: readonly { kind: string }[]) => {
  const of = (kind: string) => differences.filter((d) => d.kind === kind).length;
  return { missing: of('MISSING'), surplus: of('SURPLUS'), wrongPlace: of('WRONG_PLACE') };
};

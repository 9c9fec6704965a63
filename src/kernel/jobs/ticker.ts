import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { context } from '../context.js';
import { Database } from '../database/database.js';
import type { DailyTick, DueTick } from '../events/event.js';
import { ReactionRegistry } from '../events/registry.js';
import { newId } from '../ids.js';
import { log } from '../operations/log.js';
import { addDays, Clock, dateOf, instantOf } from '../time/clock.js';

/** While the clock is being moved, only the instance that moves it runs ticks. */
export const TICK_LOCK = 7702;

/** Rows that wait for their instant. */
type Waiting = Pick<DueTick, 'table' | 'due' | 'where'>;
const firstOf = ({ due, table, where }: Waiting, and = ''): string =>
  `SELECT ${due} AS due FROM ${table} WHERE ${where} ${and} ORDER BY ${due} LIMIT 1`;
const DAILY: Waiting = { table: 'kernel.daily_tick', due: 'due_at', where: 'true' };

/** Runs what falls due. A tick only claims due rows, so ten instances do each piece of work once. */
@Injectable()
export class Ticker {
  #running = false;
  #round: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly registry: ReactionRegistry,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.#running = true;
  }
  /** Finishes the round that is running and begins no more. */
  async stop(): Promise<void> {
    this.#running = false;
    await this.#round;
  }

  @Interval(1000)
  async tick(): Promise<void> {
    if (!this.#running || this.#round) return;
    this.#round = this.#runRound().finally(() => (this.#round = undefined));
    await this.#round;
  }

  async #runRound(): Promise<void> {
    try {
      await this.db.transaction(async () => {
        const [lock] = await this.db.sql<{ held: boolean }>(`SELECT pg_try_advisory_xact_lock_shared(${TICK_LOCK}) AS held`);
        if (lock?.held) await this.db.apart(() => this.runDue());
      });
    } catch (error) {
      log.warn({ err: error }, 'a tick failed');
    }
  }

  /** The next instant after this one at which something falls due, and all that waits then. */
  async nextDue(after: Date): Promise<{ at: Date; waiting: Waiting[] } | null> {
    const first = await this.#first();
    let at: Date | null = null;
    for (const { of, due } of first) {
      // What is due already failed, or waits for its round: it is tried again and holds back nothing later.
      const later = due <= after ? await this.#firstAfter(of, after) : due;
      if (later && (!at || later < at)) at = later;
    }
    const until = at;
    return until && { at: until, waiting: first.filter(({ due }) => due <= until).map(({ of }) => of) };
  }

  /** Runs everything due now, in order of its instant within each tick; only what is known to wait, if that is known. */
  async runDue(known?: readonly Waiting[]): Promise<void> {
    const now = this.clock.now();
    const waiting = known ?? (await this.#first()).filter(({ due }) => due <= now).map(({ of }) => of);
    for (const tick of this.registry.dueTicks) if (waiting.includes(tick)) await this.#runDueTick(tick, now);
    if (!waiting.includes(DAILY)) return;
    const daily = await this.db.sql<{ name: string }>('SELECT name FROM kernel.daily_tick WHERE due_at <= $1 ORDER BY due_at, name', [now]);
    for (const { name } of daily) {
      const tick = this.registry.dailyTicks.find((t) => t.name === name);
      if (tick) await this.#runDailyTick(tick, now);
    }
  }

  /** The first instant of each that waits. One statement without parameters: it is planned once a connection. */
  async #first(): Promise<{ of: Waiting; due: Date }[]> {
    await this.#registerDaily();
    const all = [DAILY, ...this.registry.dueTicks];
    const parts = all.map((t, n) => `SELECT ${n} AS tick, (${firstOf(t)}) AS due`);
    const rows = await this.db.sql<{ tick: number; due: Date | null }>(parts.join(' UNION ALL '));
    return rows.flatMap(({ tick, due }) => (due ? [{ of: all[tick] as Waiting, due }] : []));
  }
  async #firstAfter(waiting: Waiting, after: Date): Promise<Date | null> {
    const [row] = await this.db.sql<{ due: Date | null }>(firstOf(waiting, `AND ${waiting.due} > $1`), [after]);
    return row?.due ?? null;
  }

  async #runDueTick(tick: DueTick, now: Date): Promise<void> {
    const failed: string[] = [];
    const claim = `SELECT id FROM ${tick.table} WHERE ${tick.where} AND ${tick.due} <= $1 AND id <> ALL($2::uuid[]) ORDER BY ${tick.due}, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
    for (let done = 0; done < 10_000; done++) {
      let id: string | undefined;
      try {
        await context.asSystem(newId(), tick.name, () =>
          this.db.transaction(async () => {
            id = (await this.db.sql<{ id: string }>(claim, [now, failed]))[0]?.id;
            if (id !== undefined) await tick.run(id, now);
          }),
        );
      } catch (error) {
        if (id === undefined) throw error;
        log.error({ tick: tick.name, id, err: error }, 'a due row failed; it is tried again at the next tick');
      }
      if (id === undefined) return;
      // A row is done once a round: one that stays due (or fails) waits for the next round and holds back no other.
      failed.push(id);
    }
  }

  async #runDailyTick(tick: DailyTick, now: Date): Promise<void> {
    for (let done = 0; done < 10_000; done++) {
      const again = await context.asSystem(newId(), tick.name, () =>
        this.db.transaction(async () => {
          const [row] = await this.db.sql<{ due_at: Date }>(
            'SELECT due_at FROM kernel.daily_tick WHERE name = $1 AND due_at <= $2 FOR UPDATE SKIP LOCKED',
            [tick.name, now],
          );
          if (!row) return false;
          const date = dateOf(row.due_at);
          await tick.run(date, row.due_at);
          const next = instantOf(addDays(date, 1), tick.daily);
          await this.db.sql('UPDATE kernel.daily_tick SET due_at = $2 WHERE name = $1', [tick.name, next]);
          return next <= now;
        }),
      );
      if (!again) return;
    }
  }

  #registered = false;
  async #registerDaily(): Promise<void> {
    if (this.#registered) return;
    const now = this.clock.now();
    for (const tick of this.registry.dailyTicks) {
      const today = instantOf(dateOf(now), tick.daily);
      const first = today > now ? today : instantOf(addDays(dateOf(now), 1), tick.daily);
      await this.db.sql('INSERT INTO kernel.daily_tick (name, due_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [tick.name, first]);
    }
    this.#registered = true;
  }
}

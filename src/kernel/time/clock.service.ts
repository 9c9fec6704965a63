import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { Database } from '../database/database.js';
import { newId } from '../ids.js';
import { Relay } from '../events/relay.js';
import { Jobs } from '../jobs/jobs.js';
import { TICK_LOCK, Ticker } from '../jobs/ticker.js';
import { log } from '../operations/log.js';
import { Clock, plus } from './clock.js';

const WATCH_MS = 100;
const ALIVE_MS = 3000;

/** Moves the demo clock on as if the time had passed, and keeps every instance on the same clock. */
@Injectable()
export class ClockService {
  readonly #instance = newId();
  #watch: NodeJS.Timeout | undefined;
  /** Counts our own moves: a reading of the kept offset that overlaps one of them is old news. */
  #moves = 0;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ticker: Ticker,
    private readonly relay: Relay,
    private readonly jobs: Jobs,
    private readonly config: Config,
  ) {}

  /** Reads the kept offset and follows it; production has none. */
  async start(): Promise<void> {
    if (!this.config.clockMoves) return;
    await this.#follow();
    const again = () => {
      this.#watch = setTimeout(
        () =>
          void this.#follow()
            .catch((error: unknown) => log.warn({ err: error }, 'the clock could not be read'))
            .finally(again),
        WATCH_MS,
      ).unref();
    };
    again();
  }
  async stop(): Promise<void> {
    clearTimeout(this.#watch);
    if (this.config.clockMoves) await this.db.sql('DELETE FROM kernel.instance WHERE id = $1', [this.#instance]).catch(() => undefined);
  }

  /** Puts the clock at an instant of the past: only before the demo data is made. */
  async beginAt(instant: Date): Promise<void> {
    await this.#setOffset(instant.getTime() - this.clock.wall().getTime());
  }

  /** Jumps from due instant to due instant up to the target, draining events and jobs after each. */
  async advanceTo(target: () => Date, progress: (now: Date) => void = () => undefined): Promise<Date> {
    await this.db.transaction(async () => {
      // A long advance holds this transaction open: it may wait and idle as long as it takes.
      await this.db.sql(
        `SELECT set_config('idle_in_transaction_session_timeout', '0', true), set_config('lock_timeout', '60000', true), set_config('statement_timeout', '60000', true)`,
      );
      await this.db.sql(`SELECT pg_advisory_xact_lock(${TICK_LOCK})`);
      await this.db.apart(async () => {
        await this.settle();
        for (;;) {
          const now = this.clock.now();
          const next = await this.ticker.nextDue(now);
          if (!next || next.at >= target()) break;
          await this.#setOffset(next.at.getTime() - this.clock.wall().getTime());
          await this.ticker.runDue(next.waiting);
          await this.settle();
          progress(next.at);
        }
        await this.#setOffset(Math.max(target().getTime() - this.clock.wall().getTime(), this.clock.offset));
        await this.ticker.runDue();
        await this.settle();
      });
    });
    await this.#everyInstanceFollows();
    return this.clock.now();
  }

  async advance(duration: string): Promise<Date> {
    const target = plus(this.clock.now(), duration);
    return this.advanceTo(() => target);
  }

  /** Delivers every event and runs every job that is due now. */
  async settle(): Promise<void> {
    await this.relay.drain();
    if (await this.jobs.drain()) await this.relay.drain();
  }

  async #setOffset(offset: number): Promise<void> {
    const whole = Math.round(offset);
    this.#moves++;
    await this.db.sql('UPDATE kernel.clock SET offset_ms = $1', [whole]);
    this.clock.useOffset(whole);
    this.#moves++;
  }

  /** One statement: take over the kept offset and say that we did. Liveness of instances is judged by real time. */
  async #follow(): Promise<void> {
    const moves = this.#moves;
    const [row] = await this.db.sql<{ clock_offset: number }>(
      `INSERT INTO kernel.instance AS i (id, clock_offset, seen_at) SELECT $1, offset_ms, clock_timestamp() FROM kernel.clock
       ON CONFLICT (id) DO UPDATE SET clock_offset = excluded.clock_offset, seen_at = excluded.seen_at RETURNING clock_offset`,
      [this.#instance],
    );
    if (row && moves === this.#moves && row.clock_offset !== this.clock.offset) this.clock.useOffset(row.clock_offset);
  }

  async #everyInstanceFollows(): Promise<void> {
    for (let waited = 0; waited < ALIVE_MS; waited += 20) {
      const [row] = await this.db.sql<{ behind: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM kernel.instance WHERE clock_offset <> $1 AND id <> $2 AND seen_at > clock_timestamp() - interval '${ALIVE_MS} milliseconds') AS behind`,
        [this.clock.offset, this.#instance],
      );
      if (!row?.behind) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../context.js';
import { Database } from '../database/database.js';
import { log } from '../operations/log.js';
import { Clock, plus } from '../time/clock.js';
import type { Published } from './event.js';
import { Outbox } from './outbox.js';
import { ReactionRegistry } from './registry.js';

const WORKERS = 3;
const POLL_MS = 300;
/** What commits within so long gets its place in the feed together. */
const GATHER_MS = 50;
export const MAX_ATTEMPTS = 10;

interface Claimed {
  event_id: string;
  listener: string;
  /** This one with it. */
  attempts: number;
  seq: number;
  name: string;
  aggregate_type: string;
  aggregate_id: string;
  store_id: string | null;
  occurred_at: Date;
  correlation_id: string;
  payload: never;
  sealed: Record<string, string> | null;
}

/**
 * Carries committed events to their listeners: claimed with SKIP LOCKED, in order per aggregate and listener;
 * a listener's writes commit together with the done mark. A failing delivery backs off, then stays visible as FAILED.
 */
@Injectable()
export class Relay {
  #running = false;
  #workers: Promise<void>[] = [];
  #idle: Sleepers = new Set();
  #placing: Sleepers = new Set();

  constructor(
    private readonly db: Database,
    private readonly registry: ReactionRegistry,
    private readonly clock: Clock,
    outbox: Outbox,
  ) {
    outbox.onCommit(() => {
      this.wake();
      for (const wake of this.#placing) wake();
    });
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#workers = Array.from({ length: WORKERS }, () => this.#work());
    this.#workers.push(this.#sequence());
  }

  /** Finishes what is being delivered and takes no more: before the database connections end. */
  async stop(): Promise<void> {
    this.#running = false;
    for (const wake of [...this.#idle, ...this.#placing]) wake();
    await Promise.all(this.#workers);
  }

  /** One worker, who wakes the next when there is something: a commit is not for all of them at once. */
  wake(): void {
    const [first] = this.#idle;
    first?.();
  }

  /** Delivers what is due until nothing is left that could still be delivered now. */
  async drain(): Promise<void> {
    while (await this.#waiting()) {
      let delivered = false;
      while (await this.deliverNext()) delivered = true;
      // What is waiting and cannot be claimed is being delivered by somebody else.
      if (!delivered) await pause(10);
    }
    await this.sequence();
  }

  async #waiting(): Promise<boolean> {
    const [left] = await this.db.sql<{ waiting: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM kernel.delivery d WHERE d.state = 'PENDING' AND d.retry_at <= $1 AND NOT EXISTS (${EARLIER})) AS waiting`,
      [this.clock.now()],
    );
    return left?.waiting ?? false;
  }

  /** Claims and runs one due delivery; false when none is free. */
  async deliverNext(): Promise<boolean> {
    let claimed: Claimed | undefined;
    try {
      await context.asSystem('', undefined, () =>
        this.db.transaction(async () => {
          [claimed] = await this.db.sql<Claimed>(CLAIM, [this.clock.now()]);
          if (!claimed) return;
          this.wake();
          // Its own events need the trace of this one: they are flushed at the end of this transaction.
          context.current!.correlationId = claimed.correlation_id;
          context.current!.causationId = claimed.event_id;
          const own = claimed;
          try {
            // A listener that no longer exists has nothing to do: its delivery is done.
            await this.db.attempt(async () => this.registry.handlerOf(own.listener, own.name)?.(publishedOf(own)), { last: true });
          } catch (error) {
            // Under the same lock: no other worker takes the delivery before its failure is on it.
            await this.#failed(own, error, 'DONE');
          }
        }),
      );
      return claimed !== undefined;
    } catch (error) {
      // Refused at its commit, so that its mark is undone too; or the database is lost, and nothing can be noted.
      if (claimed && (await this.#failed(claimed, error, 'PENDING').then(yes, no))) return true;
      log.warn({ err: error, eventId: claimed?.event_id, listener: claimed?.listener }, 'the relay could not deliver');
      await pause(POLL_MS);
      return false;
    }
  }

  /** What the listener did is undone by now; nothing is noted of a delivery that another worker took meanwhile. */
  async #failed(claimed: Claimed, error: unknown, marked: 'DONE' | 'PENDING'): Promise<void> {
    const { event_id: eventId, listener, attempts, name, correlation_id: correlationId } = claimed;
    const delay = Math.min(2 ** attempts * 0.25, 600) * (0.75 + Math.random() / 2);
    const message = error instanceof Error ? error.message : String(error);
    log.error({ listener, event: name, eventId, attempts, correlationId, err: error }, 'a listener failed');
    await this.db.sql(
      `UPDATE kernel.delivery SET attempts = $3, error = $4, retry_at = $5, state = $6
       WHERE event_id = $1 AND listener = $2 AND state = $7 AND attempts = $8`,
      [
        ...[eventId, listener, attempts, message.slice(0, 2000), plus(this.clock.now(), { minutes: delay / 60 })],
        ...[attempts >= MAX_ATTEMPTS ? 'FAILED' : 'PENDING', marked, marked === 'DONE' ? attempts : attempts - 1],
      ],
    );
  }

  /** Gives every committed event its place in the feed. One at a time, so a late commit is placed behind, never skipped. */
  async sequence(): Promise<void> {
    const [unplaced] = await this.db.sql('SELECT 1 AS one FROM kernel.event WHERE feed_position IS NULL LIMIT 1');
    if (!unplaced) return;
    await this.db.transaction(async () => {
      const [lock] = await this.db.sql<{ held: boolean }>('SELECT pg_try_advisory_xact_lock(7701) AS held');
      if (!lock?.held) return;
      await this.db.sql(
        `WITH next AS (SELECT id, row_number() OVER (ORDER BY seq) AS n FROM kernel.event WHERE feed_position IS NULL),
              head AS (SELECT coalesce(max(feed_position), 0) AS top FROM kernel.event)
         UPDATE kernel.event e SET feed_position = head.top + next.n FROM next, head WHERE e.id = next.id`,
      );
    });
  }

  async #work(): Promise<void> {
    while (this.#running) if (!(await this.deliverNext())) await sleep(this.#idle, POLL_MS);
  }
  async #sequence(): Promise<void> {
    while (this.#running) {
      await this.sequence().catch((error: unknown) => log.warn({ err: error }, 'the sequencer failed'));
      await sleep(this.#placing, 1000);
      await pause(GATHER_MS);
    }
  }
}

/** Who sleeps, and how each is woken before the time. */
type Sleepers = Set<() => void>;
const sleep = (sleepers: Sleepers, limit: number): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      sleepers.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, limit);
    sleepers.add(wake);
  });
const yes = () => true;
const no = () => false;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const publishedOf = (row: Claimed): Published<never> => ({
  id: row.event_id,
  seq: row.seq,
  name: row.name,
  aggregateType: row.aggregate_type,
  aggregateId: row.aggregate_id,
  storeId: row.store_id,
  occurredAt: row.occurred_at,
  correlationId: row.correlation_id,
  payload: row.payload,
  sealed: row.sealed,
});

const EARLIER = `SELECT 1 FROM kernel.delivery p WHERE p.listener = d.listener AND p.aggregate_id = d.aggregate_id AND p.seq < d.seq AND p.state <> 'DONE'`;
/** Takes the next due delivery and marks it done: the mark commits with what the listener does, or is undone with it. */
const CLAIM = `
WITH next AS MATERIALIZED (
  SELECT d.event_id, d.listener FROM kernel.delivery d
  WHERE d.state = 'PENDING' AND d.retry_at <= $1 AND NOT EXISTS (${EARLIER})
  ORDER BY d.seq LIMIT 1 FOR UPDATE OF d SKIP LOCKED
)
UPDATE kernel.delivery c SET state = 'DONE', attempts = c.attempts + 1, error = NULL, done_at = $1
FROM next, kernel.event e
WHERE c.event_id = next.event_id AND c.listener = next.listener AND e.id = next.event_id
RETURNING c.event_id, c.listener, c.attempts, c.seq, e.name, e.aggregate_type, e.aggregate_id, e.store_id, e.occurred_at, e.correlation_id, e.payload, e.sealed`;

import { Injectable } from '@nestjs/common';
import { Logger, run, runOnce, type Runner, type TaskList } from 'graphile-worker';
import { context } from '../context.js';
import { Database } from '../database/database.js';
import { ReactionRegistry } from '../events/registry.js';
import { newId } from '../ids.js';
import { log } from '../operations/log.js';

interface Envelope {
  correlationId: string;
  causationId?: string;
  payload: never;
}

/** Work outside the database, done by graphile-worker after the transaction that asked for it. */
@Injectable()
export class Jobs {
  #runner: Runner | undefined;

  constructor(
    private readonly db: Database,
    private readonly registry: ReactionRegistry,
  ) {}

  /** Enqueues a job in the caller's transaction. The same key waiting twice is one job. */
  enqueue(name: string, payload: object, key?: string): Promise<void> {
    return this.enqueueAll(name, [{ payload, key }]);
  }

  /** Many of a kind in one statement. */
  async enqueueAll(name: string, orders: { payload: object; key?: string | undefined }[]): Promise<void> {
    if (!this.db.inTransaction) throw new Error(`Job ${name} must be enqueued in a transaction`);
    const correlationId = context.correlationId ?? newId();
    const causationId = context.current?.causationId;
    await this.db.sql(
      'SELECT graphile_worker.add_job($1, payload := o.envelope::json, job_key := o.key, max_attempts := 8) IS NULL AS added FROM unnest($2::text[], $3::text[]) AS o(envelope, key)',
      [name, orders.map(({ payload }) => JSON.stringify({ correlationId, causationId, payload })), orders.map(({ key }) => key ?? null)],
    );
  }

  async start(): Promise<void> {
    this.#runner = await run({
      pgPool: this.db.pool,
      taskList: this.#tasks(),
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 1000,
      logger,
    });
    this.#runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job runner stopped'));
  }

  /** Runs what is due and waits for what another instance is running; false when there was nothing. */
  async drain(): Promise<boolean> {
    const waiting = async () => {
      const [row] = await this.db.sql<{ count: number }>(
        'SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts',
      );
      return row?.count ?? 0;
    };
    if ((await waiting()) === 0) return false;
    await runOnce({ pgPool: this.db.pool, taskList: this.#tasks(), noHandleSignals: true, logger });
    for (let turn = 0; turn < 200 && (await waiting()) > 0; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    return true;
  }

  async stop(): Promise<void> {
    await this.#runner?.stop();
  }

  #tasks(): TaskList {
    const tasks: TaskList = {};
    for (const job of this.registry.jobs.values()) {
      tasks[job.name] = async (raw) => {
        const { correlationId, causationId, payload } = raw as Envelope;
        await context.asSystem(correlationId, causationId, () => job.run(payload));
      };
    }
    return tasks;
  }
}

const logger = new Logger(() => (level, message) => {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
});

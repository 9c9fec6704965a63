import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Clock, yearOf } from '../time/clock.js';
import { log } from '../operations/log.js';

const BLOCK = 20;

/**
 * Human document numbers: `SO-S01-2026-000123`. Each instance takes a block of them in a statement of its own,
 * so no transaction holds a counter's row; a number that was taken and not used leaves a gap.
 */
@Injectable()
export class Numbers implements OnApplicationShutdown {
  readonly #blocks = new Map<string, Promise<{ next: number; end: number }>>();

  /** A connection of its own: a transaction that waits for a number must never wait for a connection that other waiting transactions hold. */
  readonly #connection: pg.Pool;

  constructor(
    source: DataSource,
    private readonly clock: Clock,
  ) {
    this.#connection = new pg.Pool({
      connectionString: (source.options as { url: string }).url,
      max: 1,
      connectionTimeoutMillis: 8000,
      statement_timeout: 8000,
      application_name: 'forecourt-numbers',
    });
    this.#connection.on('error', (error) => log.warn({ err: error }, 'the connection for numbers was lost'));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#connection.end();
  }

  async next(kind: string, storeCode?: string): Promise<string> {
    const prefix = [kind, storeCode, yearOf(this.clock.now())].filter((p) => p !== undefined).join('-');
    for (;;) {
      const asked = this.#blocks.get(prefix) ?? this.#take(prefix);
      const block = await asked;
      if (block.next < block.end) return `${prefix}-${String(block.next++).padStart(6, '0')}`;
      // Used up: the first to see it asks for the next block, the others wait for the same one.
      if (this.#blocks.get(prefix) === asked) this.#blocks.delete(prefix);
    }
  }

  #take(prefix: string): Promise<{ next: number; end: number }> {
    const block = this.#connection
      .query<{ next: number }>(
        `INSERT INTO kernel.number_block AS b (prefix, next) VALUES ($1, $2::bigint + 1) ON CONFLICT (prefix) DO UPDATE SET next = b.next + $2::bigint RETURNING next`,
        [prefix, BLOCK],
      )
      .then(({ rows }) => {
        const end = (rows[0] as { next: number }).next;
        return { next: end - BLOCK, end };
      });
    this.#blocks.set(prefix, block);
    block.catch(() => this.#blocks.delete(prefix));
    return block;
  }
}

import { Injectable } from '@nestjs/common';
import { Clock, yearOf } from '../time/clock.js';
import { Database } from './database.js';

const BLOCK = 20;

/**
 * Human document numbers: `SO-S01-2026-000123`. Each instance takes a block of them in a statement of its own,
 * so no transaction holds a counter's row; a number that was taken and not used leaves a gap.
 */
@Injectable()
export class Numbers {
  readonly #blocks = new Map<string, Promise<{ next: number; end: number }>>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

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
    const block = this.db.apart(async () => {
      const [row] = await this.db.sql<{ next: number }>(
        `INSERT INTO kernel.number_block AS b (prefix, next) VALUES ($1, $2 + 1) ON CONFLICT (prefix) DO UPDATE SET next = b.next + $2 RETURNING next`,
        [prefix, BLOCK],
      );
      const end = (row as { next: number }).next;
      return { next: end - BLOCK, end };
    });
    this.#blocks.set(prefix, block);
    block.catch(() => this.#blocks.delete(prefix));
    return block;
  }
}

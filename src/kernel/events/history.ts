import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Published } from './event.js';

/** What was published, read again from the beginning: for what is a function of events and can be made anew. */
@Injectable()
export class History {
  constructor(private readonly db: Database) {}

  /** The next events of these names behind a place in the log, in its order, and the place up to which nothing of them was left out. */
  async after<P>(seq: number, names: readonly string[], limit: number): Promise<{ events: Published<P>[]; upTo: number }> {
    const [head] = await this.db.sql<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM kernel.event');
    const events = await this.db.sql<Published<P>>(
      `SELECT id, seq, name, aggregate_type AS "aggregateType", aggregate_id AS "aggregateId", store_id AS "storeId", occurred_at AS "occurredAt",
         correlation_id AS "correlationId", payload, sealed
       FROM kernel.event WHERE seq > $1 AND name = ANY($2::text[]) ORDER BY seq LIMIT $3`,
      [seq, names, limit],
    );
    const last = events.length === limit ? events.at(-1) : undefined;
    return { events, upTo: Math.max(last?.seq ?? head?.seq ?? 0, events.at(-1)?.seq ?? 0, seq) };
  }
}

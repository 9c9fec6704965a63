import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import type { FeedEventView, FeedView, ReadFeed } from './feed.dto.js';

const DEFAULT_LIMIT = 100;

/** The change feed: committed events in feed order, those of the caller's stores. What is sealed stays inside. */
@Injectable()
export class FeedService {
  constructor(private readonly db: Database) {}

  async read({ after = 0, limit = DEFAULT_LIMIT, name }: ReadFeed): Promise<FeedView> {
    const items = await this.db.sql<FeedEventView>(
      `SELECT feed_position AS "feedPosition", id, name, aggregate_type AS "aggregateType", aggregate_id AS "aggregateId", store_id AS "storeId", occurred_at AS "occurredAt",
         correlation_id AS "correlationId", payload
       FROM kernel.event WHERE feed_position > $1 AND ($2 OR store_id = ANY($3::uuid[])) AND ($4::text IS NULL OR name = $4) ORDER BY feed_position LIMIT $5`,
      [after, context.scope.group, storesOfScope(), name ?? null, limit],
    );
    return { items, next: items.at(-1)?.feedPosition ?? after };
  }
}

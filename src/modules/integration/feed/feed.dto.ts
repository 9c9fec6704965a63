import { ApiProperty } from '@nestjs/swagger';
import { Code, Optional, QueryWhole } from '../../../kernel/http/fields.js';

export class ReadFeed {
  /** The `next` of the answer before; 0 from the very beginning. */
  @QueryWhole(0, Number.MAX_SAFE_INTEGER, 0)
  after?: number;
  /** Events an answer, 1 to 1,000. */
  @QueryWhole(1, 1000, 100)
  limit?: number;
  /** Only events of this name. */
  @Optional()
  @Code('sales.order-confirmed', 100)
  name?: string;
}

/** Something that happened: ids and facts at that time, no personal contact data. */
export class FeedEventView {
  /** Its place in the feed: whoever reads on from here misses nothing, whatever commits late. @example 1042 */
  feedPosition: number;
  /** Stable: the same event always has the same id. @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'sales.order-confirmed' */
  name: string;
  /** @example 'SalesOrder' */
  aggregateType: string;
  /** @example '01938b4e-7c00-7000-8000-000000000002' */
  aggregateId: string;
  /** Null for what belongs to the whole group. @example '01938b4e-7c00-7000-8000-000000000003' */
  storeId: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  occurredAt: Date;
  /** Shared by everything that followed from one request. @example '01938b4e-7c00-7000-8000-000000000004' */
  correlationId: string;
  /** Facts of the event, named in the event table of the documentation. */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { salesOrderId: '01938b4e-7c00-7000-8000-000000000002', total: 14_680_000 },
  })
  payload: Record<string, unknown>;
}
/** A stretch of the change feed, oldest first. */
export class FeedView {
  items: FeedEventView[];
  /** Pass it as `after` next time; the same as before while nothing new has happened. @example 1042 */
  next: number;
}

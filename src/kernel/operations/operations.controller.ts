import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { Config } from '../config.js';
import { Database } from '../database/database.js';
import { Relay } from '../events/relay.js';
import { type ListDefinition, Lists, type Page } from '../http/list.js';
import { List, Move, Read, Resource } from '../http/operation.js';
import { InvalidInput, NotFound, say } from '../problems.js';
import { Clock, plus } from '../time/clock.js';
import { ClockService } from '../time/clock.service.js';
import {
  AdvanceClock,
  AuditEntryView,
  ClockView,
  EventDeliveryView,
  ListAuditEntries,
  ListDeliveries,
  RetryDelivery,
} from './operations.dto.js';

const DELIVERIES: ListDefinition = {
  select: `d.event_id AS "eventId", e.name AS "eventName", d.listener, d.state, d.attempts, d.error, d.retry_at AS "retryAt", e.correlation_id AS "correlationId"`,
  from: 'kernel.delivery d JOIN kernel.event e ON e.id = d.event_id',
  // An event has a delivery per listener: the pair is what is unique.
  id: `md5(d.event_id::text || d.listener)::uuid`,
  sorts: { seq: { by: 'd.seq', type: 'bigint' } },
  defaultSort: '-seq',
  scope: { store: 'e.store_id' },
  filters: { state: 'd.state = ANY(?::text[])', eventId: 'd.event_id = ?::uuid' },
};

const AUDIT: ListDefinition = {
  select: `a.id, a.at, a.actor_id AS "actorId", a.action, a.aggregate_type AS "aggregateType", a.aggregate_id AS "aggregateId", a.store_id AS "storeId", a.changes, a.correlation_id AS "correlationId"`,
  from: 'kernel.audit_entry a',
  id: 'a.id',
  sorts: { at: { by: 'a.at', type: 'timestamptz' } },
  defaultSort: '-at',
  scope: { store: 'a.store_id' },
  filters: { aggregateId: 'a.aggregate_id = ?::uuid', actorId: 'a.actor_id = ?::uuid', correlationId: 'a.correlation_id = ?' },
};

/** What operators do: move the demo clock, look after event deliveries. */
@Resource('ops', 'operations')
export class OperationsController {
  constructor(
    private readonly clock: Clock,
    private readonly service: ClockService,
    private readonly lists: Lists,
    private readonly db: Database,
    private readonly relay: Relay,
    private readonly config: Config,
  ) {}

  @Read('getClock', ClockView, { path: 'clock', summary: 'Read the clock' })
  now(): ClockView {
    this.#only();
    return { now: this.clock.now() };
  }

  @Move('advanceClock', '/clock', ClockView, {
    summary: 'Move the clock on',
    description:
      'Only in demo and test mode: as if the time had passed, every due reminder, escalation, expiry and accrual in between runs in order at its own hour.',
  })
  async advance(@Body() body: AdvanceClock): Promise<ClockView> {
    this.#only();
    const now = this.clock.now();
    const target = plus(now, body.advance);
    if (target <= now || target > plus(now, 'P2Y'))
      throw InvalidInput({
        errors: [
          { pointer: '/advance', code: 'out_of_range', message: say('须大于零,且不超过两年', 'must be above zero and at most two years') },
        ],
      });
    return { now: await this.service.advance(body.advance) };
  }

  @List('listEventDeliveries', EventDeliveryView, {
    path: 'event-deliveries',
    summary: 'List event deliveries, the failed ones among them',
  })
  deliveries(@Query() query: ListDeliveries): Promise<Page<EventDeliveryView>> {
    return this.lists.page(DELIVERIES, query);
  }

  @List('listAuditEntries', AuditEntryView, { path: 'audit-entries', summary: 'List who changed what, the newest first' })
  audit(@Query() query: ListAuditEntries): Promise<Page<AuditEntryView>> {
    return this.lists.page(AUDIT, query);
  }

  @Move('retryEventDelivery', '/event-deliveries/:eventId/retry', EventDeliveryView, { summary: 'Try a failed delivery again' })
  async retry(@Param('eventId', ParseUUIDPipe) eventId: string, @Body() body: RetryDelivery): Promise<EventDeliveryView> {
    const row = await this.db.transaction(async () => {
      const touched = await this.db.touched(
        `UPDATE kernel.delivery SET state = 'PENDING', attempts = 0, retry_at = $3 WHERE event_id = $1 AND listener = $2 AND state <> 'DONE' RETURNING 1`,
        [eventId, body.listener, this.clock.now()],
      );
      if (touched === 0) throw NotFound();
      this.db.audit({
        action: 'retry',
        aggregateType: 'EventDelivery',
        aggregateId: eventId,
        storeId: null,
        changes: { listener: body.listener },
      });
      const [view] = await this.db.sql<EventDeliveryView>(
        `SELECT ${DELIVERIES.select} FROM ${DELIVERIES.from} WHERE d.event_id = $1 AND d.listener = $2`,
        [eventId, body.listener],
      );
      return view as EventDeliveryView;
    });
    this.relay.wake();
    return row;
  }

  /** In production the clock's route does not exist. */
  #only(): void {
    if (!this.config.clockMoves) throw NotFound();
  }
}

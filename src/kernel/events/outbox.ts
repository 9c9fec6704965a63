import { createHmac } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config.js';
import { context } from '../context.js';
import { Database } from '../database/database.js';
import type { AuditRecord, EventRecord, FlushStatement } from '../database/unit.js';
import { newId } from '../ids.js';
import { deriveKey } from '../security/keys.js';
import { Clock } from '../time/clock.js';
import { type EventType } from './event.js';
import { ReactionRegistry } from './registry.js';

/** An aggregate as the source of an event. */
export interface Source {
  id: string;
  storeId?: string | null;
  constructor: Function;
}

/** Publishes events into the caller's transaction: one append-only row each and one delivery row per listener, with the audit, in one statement. */
@Injectable()
export class Outbox implements OnModuleInit {
  readonly #auditKey: Buffer;
  #wake: () => void = () => undefined;

  constructor(
    private readonly db: Database,
    private readonly registry: ReactionRegistry,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.#auditKey = deriveKey(config.masterKey, 'audit');
  }

  onModuleInit(): void {
    this.db.flushWith((unit) => this.#flush(unit));
  }

  /** The relay is told at once when this instance commits an event. */
  onCommit(wake: () => void): void {
    this.#wake = wake;
  }

  publish<P extends object>(type: EventType<P>, source: Source, payload: P, sealed: Record<string, string> | null = null): void {
    this.db.pushEvent({
      id: newId(),
      name: type.name,
      aggregateType: source.constructor.name,
      aggregateId: source.id,
      storeId: source.storeId ?? null,
      payload: payload as Record<string, unknown>,
      sealed,
    });
  }

  #flush({ events, audits }: { events: EventRecord[]; audits: AuditRecord[] }): FlushStatement | undefined {
    if (!events.length && !audits.length) return undefined;
    if (events.length) this.db.afterCommit(() => this.#wake());
    const now = this.clock.now().toISOString();
    const actor = context.principal;
    const correlationId = context.correlationId ?? newId();
    const deliveries = events.flatMap((e) => this.registry.listenersOf(e).map((l) => ({ event_id: e.id, listener: l.id })));
    return {
      text: FLUSH,
      values: [
        JSON.stringify(
          events.map((e, n) => ({
            n,
            id: e.id,
            name: e.name,
            aggregate_type: e.aggregateType,
            aggregate_id: e.aggregateId,
            store_id: e.storeId,
            payload: e.payload,
            sealed: e.sealed,
          })),
        ),
        JSON.stringify(deliveries),
        JSON.stringify(audits.map((a) => this.#auditRow(a, now, actor.id, correlationId))),
        now,
        correlationId,
        context.current?.causationId ?? null,
        actor.id,
      ],
    };
  }

  #auditRow(record: AuditRecord, at: string, actorId: string, correlationId: string) {
    const row = {
      id: newId(),
      action: record.action,
      aggregate_type: record.aggregateType,
      aggregate_id: record.aggregateId,
      store_id: record.storeId,
      changes: record.changes ?? {},
    };
    const hash = createHmac('sha256', this.#auditKey)
      .update(
        JSON.stringify([row.id, at, actorId, correlationId, row.action, row.aggregate_type, row.aggregate_id, row.store_id, row.changes]),
      )
      .digest('base64url');
    return { ...row, hash };
  }
}

const FLUSH = `
WITH published AS (
  INSERT INTO kernel.event (id, name, aggregate_type, aggregate_id, store_id, payload, sealed, occurred_at, correlation_id, causation_id, actor_id)
  SELECT e.id, e.name, e.aggregate_type, e.aggregate_id, e.store_id, e.payload, e.sealed, $4::timestamptz, $5, $6, $7::uuid
  FROM jsonb_to_recordset($1::jsonb) AS e(n int, id uuid, name text, aggregate_type text, aggregate_id uuid, store_id uuid, payload jsonb, sealed jsonb)
  ORDER BY e.n
  RETURNING id, seq, aggregate_id
), delivered AS (
  INSERT INTO kernel.delivery (event_id, listener, seq, aggregate_id, retry_at)
  SELECT p.id, d.listener, p.seq, p.aggregate_id, $4::timestamptz
  FROM published p JOIN jsonb_to_recordset($2::jsonb) AS d(event_id uuid, listener text) ON d.event_id = p.id
)
INSERT INTO kernel.audit_entry (id, at, actor_id, correlation_id, action, aggregate_type, aggregate_id, store_id, changes, hash)
SELECT a.id, $4::timestamptz, $7::uuid, $5, a.action, a.aggregate_type, a.aggregate_id, a.store_id, a.changes, a.hash
FROM jsonb_to_recordset($3::jsonb) AS a(id uuid, action text, aggregate_type text, aggregate_id uuid, store_id uuid, changes jsonb, hash text)`;

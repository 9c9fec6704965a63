import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { check, Code, Id, Optional, Repeated } from '../http/fields.js';
import { ListQuery } from '../http/list.js';
import { isDuration } from '../time/clock.js';

export class AdvanceClock {
  /**
   * How far to move the clock on, an ISO 8601 duration up to 2 years. Everything that falls due in between happens, in order.
   * @example 'P30D'
   */
  @Matches(/^P[0-9A-Z.]{1,20}$/)
  @check('isDuration', (v) => typeof v === 'string' && isDuration(v), 'must be an ISO 8601 duration')
  advance: string;
}

export class ClockView {
  /**
   * The instant that the system takes for now.
   * @example '2026-11-24T10:00:00.000Z'
   */
  now: Date;
}

export class ListDeliveries extends ListQuery {
  /** Only deliveries that gave up (FAILED) or still wait (PENDING). */
  @Repeated(['PENDING', 'DONE', 'FAILED']) state?: string[];
  @IsOptional()
  @Id()
  @Optional()
  eventId?: string;
}

export class ListAuditEntries extends ListQuery {
  @Optional()
  @Id()
  aggregateId?: string;
  @Optional()
  @Id()
  actorId?: string;
  @Optional()
  @Code('01938b4e-7c00-7000-8000-000000000001', 100)
  correlationId?: string;
}

/** Who did what to which record: written in the transaction of the change; personal fields appear by name only. */
export class AuditEntryView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** The account that acted; all zeros for the system itself. @example '01938b4e-7c00-7000-8000-000000000001' */
  actorId: string;
  /** @example 'accept' */
  action: string;
  /** @example 'Quotation' */
  aggregateType: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  aggregateId: string;
  /** @example null */
  storeId: string | null;
  /** Field → [before, after]; a new record's fields carry the value alone. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: { state: ['SENT', 'ACCEPTED'] } })
  changes: Record<string, unknown>;
  /** The trace it belongs to: the same in log, event and job. @example '01938b4e-7c00-7000-8000-000000000001' */
  correlationId: string;
}

/** One event on its way to one listener. */
export class EventDeliveryView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  eventId: string;
  /** @example 'sales.quotation-accepted' */
  eventName: string;
  /** @example 'finance.open-receivables' */
  listener: string;
  /** PENDING, DONE or FAILED (gave up; an administrator may retry it). @example 'FAILED' */
  state: string;
  /** @example 10 */
  attempts: number;
  /** The last error. @example 'unknown store' */
  error: string | null;
  /** When it is tried next. @example '2026-11-24T10:00:00.000Z' */
  retryAt: Date;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  correlationId: string;
}

export class RetryDelivery {
  /** The listener whose delivery of the event is tried again. */
  @Code('finance.open-receivables', 100)
  listener: string;
}

import { IsOptional, Matches } from 'class-validator';
import { check, Code, Id, Optional } from '../http/fields.js';
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
  @IsOptional()
  @Code('FAILED')
  @Optional()
  state?: string;
  @IsOptional()
  @Id()
  @Optional()
  eventId?: string;
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

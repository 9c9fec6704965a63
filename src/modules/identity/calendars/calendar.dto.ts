import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { DateOnly, Id, ListOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class OpenPeriod {
  /** Opens at, store time. */
  @ApiProperty({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', example: '09:00' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  from: string;
  /** Closes at, store time, later than `from`. */
  @ApiProperty({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', example: '18:00' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  to: string;
}
export class OpenDay {
  /** In order, without overlap; none means closed. */
  @ListOf(() => OpenPeriod, 0, 6)
  periods: OpenPeriod[];
}
export class ExceptionDay extends OpenDay {
  @DateOnly('2027-02-06') date: string;
  @Text(50, '春节') name: string;
}
export class EditStoreCalendar {
  /** Monday to Sunday: seven days. */
  @Optional()
  @ListOf(() => OpenDay, 7, 7)
  openingHours?: OpenDay[];
  /** Days that differ from their weekday. */
  @Optional()
  @ListOf(() => ExceptionDay, 0, 400)
  exceptions?: ExceptionDay[];
}
export class ListStoreCalendars extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
}

/** When a store is open: response clocks and task deadlines run in these hours. */
export class StoreCalendarView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** Monday to Sunday, open periods each. */
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
    example: [[['09:00', '18:00']]],
  })
  openingHours: [string, string][][];
  /** Days that differ, by date. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'object' }, example: { '2027-02-06': { name: '春节', periods: [] } } })
  exceptions: Record<string, { name: string; periods: [string, string][] }>;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

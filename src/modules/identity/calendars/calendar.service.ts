import { Injectable } from '@nestjs/common';
import chineseDays from 'chinese-days';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { CalendarInvalid } from '../identity.contract.js';
import type { EditStoreCalendar, ListStoreCalendars, StoreCalendarView } from './calendar.dto.js';
import type { CalendarException, Periods } from './business-time.js';
import { StoreCalendar } from './calendar.entity.js';

const USUAL: Periods = [['09:00', '18:00']];
/** Dealers work through most holidays; the first days of Spring Festival are when they close. */
const CLOSED_DAYS_OF_SPRING_FESTIVAL = 4;

const CALENDARS: ListDefinition = {
  select:
    'c.id, c.store_id AS "storeId", c.opening_hours AS "openingHours", c.exceptions, c.version, c.created_at AS "createdAt", c.updated_at AS "updatedAt"',
  from: 'identity.store_calendar c',
  id: 'c.id',
  sorts: { createdAt: { by: 'c.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  filters: { storeId: 'c.store_id = ?::uuid' },
  scope: { store: 'c.store_id' },
};

@Injectable()
export class CalendarService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  async begin(storeId: string): Promise<void> {
    const calendar = Object.assign(new StoreCalendar(), {
      id: newId(),
      storeId,
      openingHours: Array.from({ length: 7 }, () => USUAL),
      exceptions: holidays(this.clock.today()),
    });
    await this.db.save(calendar, 'begin');
  }

  list(query: ListStoreCalendars): Promise<Page<StoreCalendarView>> {
    return this.lists.page(CALENDARS, query);
  }
  async calendar(id: string): Promise<StoreCalendarView> {
    return viewOf(await this.db.find(StoreCalendar, id));
  }

  /** Changes opening hours and single days; named days replace what was known of them. */
  change(id: string, body: EditStoreCalendar, expected: number | '*'): Promise<StoreCalendarView> {
    return this.db.transaction(async () => {
      const calendar = await this.db.lock(StoreCalendar, id);
      calendar.expectVersion(expected);
      if (body.openingHours) calendar.openingHours = body.openingHours.map((day) => checked(day.periods.map((p) => [p.from, p.to])));
      if (calendar.openingHours.every((day) => day.length === 0))
        throw CalendarInvalid({ errors: [at('/openingHours', CalendarInvalid, say('一周不能天天休息', 'a week needs an open day'))] });
      for (const day of body.exceptions ?? [])
        calendar.exceptions = {
          ...calendar.exceptions,
          [day.date]: { name: day.name, periods: checked(day.periods.map((p) => [p.from, p.to])) },
        };
      return viewOf(await this.db.save(calendar, 'change'));
    });
  }
}

function checked(periods: Periods): Periods {
  for (const [n, [from, to]] of periods.entries()) {
    const before = periods[n - 1];
    if (from >= to || (before && before[1] > from)) throw CalendarInvalid({ detail: `${from}–${to}` });
  }
  return periods;
}

function holidays(today: string): Record<string, CalendarException> {
  const exceptions: Record<string, CalendarException> = {};
  const springDays = new Map<string, number>();
  for (let n = -370, date = addDays(today, -370); n < 1100; n++, date = addDays(date, 1)) {
    const { name, work } = detail(date);
    if (name === undefined) continue;
    const [, label = name] = name.split(',');
    if (work) exceptions[date] = { name: `${label}调休上班`, periods: USUAL };
    else {
      const year = date.slice(0, 4);
      const nth = label.includes('春节') ? (springDays.get(year) ?? 0) + 1 : 0;
      if (nth) springDays.set(year, nth);
      exceptions[date] = { name: label, periods: nth > 0 && nth <= CLOSED_DAYS_OF_SPRING_FESTIVAL ? [] : USUAL };
    }
  }
  return exceptions;
}

/** The official calendar names holidays and the weekend days that are worked instead; ordinary days have a weekday's name only. */
function detail(date: string): { name?: string; work: boolean } {
  const { name, work } = chineseDays.getDayDetail(date);
  return name.includes(',') ? { name, work } : { work };
}

const viewOf = ({ id, storeId, openingHours, exceptions, version, createdAt, updatedAt }: StoreCalendar): StoreCalendarView => ({
  id,
  storeId,
  openingHours,
  exceptions,
  version,
  createdAt,
  updatedAt,
});

import { addDays, dateOf, instantOf } from '../../../kernel/time/clock.js';

/** Open periods of a day: `[["09:00","12:00"],["13:00","18:00"]]`; none means closed. */
export type Periods = [from: string, to: string][];
export interface CalendarException {
  name: string;
  periods: Periods;
}

export interface Hours {
  openingHours: Periods[];
  exceptions: Record<string, CalendarException>;
}
export function periodsOn({ openingHours, exceptions }: Hours, date: string): Periods {
  return exceptions[date]?.periods ?? openingHours[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? [];
}

/** Business minutes from one instant to another, a begun minute counted as one. */
export function businessMinutesBetween(hours: Hours, from: Date, to: Date): number {
  let open = 0;
  for (let date = dateOf(from); date <= dateOf(to); date = addDays(date, 1)) {
    for (const [opens, closes] of periodsOn(hours, date)) {
      const start = Math.max(instantOf(date, opens).getTime(), from.getTime());
      const end = Math.min(instantOf(date, closes).getTime(), to.getTime());
      open += Math.max(0, end - start);
    }
  }
  return Math.ceil(open / 60_000);
}

/** Counts a time on in business hours only: a limit that starts while the store is closed starts at its opening. */
export function addBusinessMinutes(hours: Hours, from: Date, minutes: number): Date {
  let left = minutes * 60_000;
  let date = dateOf(from);
  for (let day = 0; day < 3660; day++, date = addDays(date, 1)) {
    for (const [opens, closes] of periodsOn(hours, date)) {
      const start = Math.max(instantOf(date, opens).getTime(), from.getTime());
      const end = instantOf(date, closes).getTime();
      if (end <= start) continue;
      if (left <= end - start) return new Date(start + left);
      left -= end - start;
    }
  }
  throw new Error('The store never opens');
}

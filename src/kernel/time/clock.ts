import { DateTime, Duration } from 'luxon';

/** All stores keep Chinese time. */
export const ZONE = 'Asia/Shanghai';

/**
 * The only source of time. In demo and test mode an offset, kept as a row that every instance reads,
 * moves it (`POST /ops/clock`); in production it is the wall clock.
 */
export class Clock {
  #offset = 0;

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }
  /** The wall clock, whatever the offset. */
  wall(): Date {
    return new Date();
  }
  /** Today's date in the stores. */
  today(): string {
    return dateOf(this.now());
  }
  get offset(): number {
    return this.#offset;
  }
  /** Only the clock service sets it, from the kept row. */
  useOffset(milliseconds: number): void {
    this.#offset = milliseconds;
  }
}

const zoned = (instant: Date) => DateTime.fromJSDate(instant, { zone: ZONE });
const calendar = (date: string) => DateTime.fromISO(date, { zone: ZONE });

/** The store's date of an instant, YYYY-MM-DD. */
export const dateOf = (instant: Date): string => zoned(instant).toISODate() as string;
/** The instant at which a store's clock shows this date and time (`HH:mm`). */
export const instantOf = (date: string, time = '00:00'): Date => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return calendar(date).set({ hour, minute }).toJSDate();
};
/** Minutes since midnight in the store. */
export const minuteOf = (instant: Date): number => zoned(instant).hour * 60 + zoned(instant).minute;

export const plus = (instant: Date, duration: string | { minutes?: number; hours?: number; days?: number }): Date =>
  typeof duration === 'string'
    ? zoned(instant).plus(luxonDuration(duration)).toJSDate()
    : new Date(instant.getTime() + ((duration.days ?? 0) * 1440 + (duration.hours ?? 0) * 60 + (duration.minutes ?? 0)) * 60_000);

export const addDays = (date: string, days: number): string => calendar(date).plus({ days }).toISODate() as string;
/** 31 August + 6 months is 28 February: the end of the month is kept inside. */
export const addMonths = (date: string, months: number): string => calendar(date).plus({ months }).toISODate() as string;
export const daysBetween = (from: string, to: string): number => Math.round(calendar(to).diff(calendar(from), 'days').days);
/** YYYY-MM-DD, and a day that there is. */
export const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && calendar(text).isValid;
export const yearOf = (instant: Date): number => zoned(instant).year;

/** An ISO 8601 duration, or an error that names it. */
function luxonDuration(text: string): Duration {
  const duration = Duration.fromISO(text);
  if (!duration.isValid) throw new Error(`${text} is not an ISO 8601 duration`);
  return duration;
}
export const isDuration = (text: string): boolean => Duration.fromISO(text).isValid;

import { addDays, addMonths, daysBetween } from '../../../kernel/time/clock.js';

/** What the odometer showed on a day. */
export interface Reading {
  on: string;
  km: number;
}
/** A cycle: what it counts from and what it reaches to. One of the two targets may be missing. */
export interface Cycle {
  base: Reading;
  dueOn: string | null;
  dueKm: number | null;
}
export interface Forecast {
  /** When the car is due by whichever comes first (M-2). */
  predictedDueOn: string;
  /** From when it counts as due soon, and as overdue (M-3). */
  dueSoonOn: string;
  overdueOn: string;
}

const YEAR = 365;
const LEAST_SPAN_DAYS = 14;
/** M-3: due soon from nine tenths of the interval, 14 days or 1,000 km before the end, whichever comes first. */
const SOON_SHARE = 0.9;
const SOON_DAYS = 14;
const SOON_KM = 1000;
/** A car that stands still must not put its date beyond the calendar. */
const LEAST_KM_PER_DAY = 1;

/** M-1: the targets of a cycle. */
export function cycleFrom(base: Reading, reach: { km: number | null; months: number | null }): Cycle {
  return {
    base,
    dueOn: reach.months === null ? null : addMonths(base.on, reach.months),
    dueKm: reach.km === null ? null : base.km + reach.km,
  };
}

/** M-2: kilometres a day from the readings of the last 12 months, the newest weighing most; the default when they tell too little. */
export function kmPerDay(readings: readonly Reading[], today: string, defaultYearlyKm: number): number {
  // A reading below the one before is a new instrument: what was read on the old one says nothing.
  const renewed = readings.findLastIndex((r, n) => n > 0 && r.km < (readings[n - 1] as Reading).km);
  const recent = readings.slice(Math.max(renewed, 0)).filter((r) => daysBetween(r.on, today) <= YEAR);
  const first = recent[0];
  const last = recent.at(-1);
  if (!first || !last || daysBetween(first.on, last.on) < LEAST_SPAN_DAYS) return defaultYearlyKm / YEAR;
  const points = recent.map((r) => ({ day: daysBetween(first.on, r.on), km: r.km, weight: YEAR + 1 - daysBetween(r.on, today) }));
  const total = points.reduce((s, p) => s + p.weight, 0);
  const day = points.reduce((s, p) => s + p.weight * p.day, 0) / total;
  const km = points.reduce((s, p) => s + p.weight * p.km, 0) / total;
  const covariance = points.reduce((s, p) => s + p.weight * (p.day - day) * (p.km - km), 0);
  const variance = points.reduce((s, p) => s + p.weight * (p.day - day) ** 2, 0);
  return covariance / variance;
}

/** M-2 and M-3: when a cycle falls due, by the worse of date and distance. */
export function forecast(cycle: Cycle, last: Reading, rate: number): Forecast {
  const perDay = Math.max(rate, LEAST_KM_PER_DAY);
  const reaches = (km: number) => addDays(last.on, Math.ceil((km - last.km) / perDay));
  const due: string[] = [];
  const soon: string[] = [];
  const over: string[] = [];
  if (cycle.dueOn !== null) {
    due.push(cycle.dueOn);
    soon.push(addDays(cycle.dueOn, -SOON_DAYS), addDays(cycle.base.on, Math.ceil(daysBetween(cycle.base.on, cycle.dueOn) * SOON_SHARE)));
    over.push(addDays(cycle.dueOn, 1));
  }
  if (cycle.dueKm !== null) {
    due.push(reaches(cycle.dueKm));
    soon.push(reaches(Math.min(cycle.dueKm - SOON_KM, cycle.base.km + (cycle.dueKm - cycle.base.km) * SOON_SHARE)));
    over.push(reaches(cycle.dueKm + 1));
  }
  return { predictedDueOn: earliest(due), dueSoonOn: earliest(soon), overdueOn: earliest(over) };
}

const earliest = (dates: string[]): string => dates.reduce((a, b) => (a < b ? a : b));

import { instantOf } from '../../../kernel/time/clock.js';
import type { Skill } from '../aftersales.contract.js';
import type { WeeklyShift } from '../technicians/technician.entity.js';

/** What a visit takes from the workshop: hours of every skill, and a bay for their sum. */
export interface Demand {
  hours: Partial<Record<Skill, number>>;
  bayType: string;
}
/** A visit that already has its place. */
export interface Planned {
  bayId: string;
  startsAt: Date;
  endsAt: Date;
  hours: Partial<Record<Skill, number>>;
}
export interface Workshop {
  technicians: { skills: Skill[]; shifts: WeeklyShift[] }[];
  /** Bays of the type the visit needs, by code. */
  bayIds: string[];
  planned: Planned[];
  /** Share of shift hours that is planned with, and percent of it kept for walk-ins. */
  planningFactor: number;
  walkInReservePercent: number;
}
export interface FreeSlot {
  startsAt: Date;
  endsAt: Date;
  freeBayIds: string[];
}

export const GRID_MINUTES = 30;

/** How long a visit holds its bay: its hours, rounded up to the grid. */
export const periodOf = (demand: Demand): number => Math.ceil((total(demand.hours) * 60) / GRID_MINUTES - 1e-9) * GRID_MINUTES;

/**
 * the starts of a day at which a visit fits. Bookable hours of a skill are the shift hours of those who have it × planning
 * factor, less the walk-in reserve, less what is planned already; nobody works twice, so the sum over all skills is bounded too.
 * Then a bay of the right type must be free for the period and someone with the skill on shift at its start.
 */
export function freeSlots(
  date: string,
  open: readonly [from: string, to: string][],
  demand: Demand,
  workshop: Workshop,
  now: Date,
): FreeSlot[] {
  const skills = Object.keys(demand.hours) as Skill[];
  const weekday = weekdayOf(date);
  const onDuty = workshop.technicians
    .map((t) => ({ ...t, shifts: t.shifts.filter((s) => s.weekday === weekday) }))
    .filter((t) => t.shifts.length > 0);
  const bookable = (who: typeof onDuty) =>
    (who.flatMap((t) => t.shifts).reduce((sum, s) => sum + minutes(s.to) - minutes(s.from), 0) / 60) *
    workshop.planningFactor *
    (1 - workshop.walkInReservePercent / 100);
  // Hours are tenths and factors are not: a visit that fits exactly must not fail on the last binary digit.
  const left = (who: typeof onDuty, sold: (p: Planned) => number) =>
    bookable(who) - workshop.planned.reduce((sum, p) => sum + sold(p), 0) + 1e-9;
  const fits =
    left(onDuty, (p) => total(p.hours)) >= total(demand.hours) &&
    skills.every(
      (skill) =>
        left(
          onDuty.filter((t) => t.skills.includes(skill)),
          (p) => p.hours[skill] ?? 0,
        ) >= (demand.hours[skill] ?? 0),
    );
  if (!fits) return [];

  const length = periodOf(demand);
  const slots: FreeSlot[] = [];
  for (const [from, to] of open) {
    for (let minute = Math.ceil(minutes(from) / GRID_MINUTES) * GRID_MINUTES; minute + length <= minutes(to); minute += GRID_MINUTES) {
      const startsAt = instantOf(date, clockTime(minute));
      const endsAt = new Date(startsAt.getTime() + length * 60_000);
      if (startsAt <= now) continue;
      if (
        !skills.every((skill) =>
          onDuty.some((t) => t.skills.includes(skill) && t.shifts.some((s) => minutes(s.from) <= minute && minute < minutes(s.to))),
        )
      )
        continue;
      const freeBayIds = workshop.bayIds.filter(
        (bayId) => !workshop.planned.some((p) => p.bayId === bayId && p.startsAt < endsAt && startsAt < p.endsAt),
      );
      if (freeBayIds.length) slots.push({ startsAt, endsAt, freeBayIds });
    }
  }
  return slots;
}

export const total = (hours: Partial<Record<Skill, number>>): number => Object.values(hours).reduce((sum, h) => sum + h, 0);
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const clockTime = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** 1 Monday to 7 Sunday. */
const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

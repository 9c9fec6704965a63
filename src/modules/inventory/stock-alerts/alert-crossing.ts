import { Decimal } from 'decimal.js';

/** Figures of the policy that holds, and what sells (V-6, V-7). */
export interface Bounds {
  safety: number;
  ceiling: number | null;
  daysSupplyLimit: number | null;
  soldIn30Days: number;
}
export type AlertKind = 'LOW' | 'HIGH';
export type Verdict = 'RAISE' | 'CLOSE' | 'KEEP';

/** Low below it; null: nothing is too low. */
export const lowBound = ({ safety }: Bounds): number | null => (safety > 0 ? safety : null);

/**
 * High above it: the ceiling, or the units that last as long as the limit allows at the sales of the last 30 days, whichever is lower.
 * Without sales nothing can be said of days; a single car is never too many.
 */
export function highBound({ ceiling, daysSupplyLimit, soldIn30Days }: Bounds): number | null {
  const bounds = ceiling === null ? [] : [ceiling];
  if (daysSupplyLimit !== null && soldIn30Days > 0)
    bounds.push(Math.max(1, new Decimal(daysSupplyLimit).mul(soldIn30Days).div(30).floor().toNumber()));
  return bounds.length ? Math.min(...bounds) : null;
}

/**
 * Whether a level crosses a bound (V-7). An alert is raised beyond the bound and closed only when the level is back by a whole unit
 * more: on the bound itself an open alert stays open and none is raised, so a level that goes to and fro at the bound alerts once.
 */
export function crossing(kind: AlertKind, level: number, bound: number | null, open: boolean): Verdict {
  if (bound === null) return open ? 'CLOSE' : 'KEEP';
  const beyond = kind === 'LOW' ? bound - level : level - bound;
  if (!open) return beyond > 0 ? 'RAISE' : 'KEEP';
  return beyond < 0 ? 'CLOSE' : 'KEEP';
}

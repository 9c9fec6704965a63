import { Decimal } from 'decimal.js';
import { roundHalfUp } from '../../../kernel/money.js';
import { addDays, addMonths } from '../../../kernel/time/clock.js';

/** Why a delivered car comes back: 三包 22, 23, 24, the seven days of a distance sale (D-11), or by agreement. */
export const RETURN_REASONS = ['SANBAO_ART_22', 'SANBAO_ART_23', 'SANBAO_ART_24', 'DISTANCE_SALE', 'GOODWILL'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

interface Window {
  days?: number;
  months?: number;
  km: number | null;
}
/** Law, so no setting: 三包 18, 22–24 (W-1…W-3) and 消法 25 (D-11). */
const STATUTORY: Record<Exclude<ReturnReason, 'GOODWILL'>, Window> = {
  SANBAO_ART_22: { days: 7, km: null },
  SANBAO_ART_23: { days: 60, km: 3_000 },
  SANBAO_ART_24: { months: 24, km: 50_000 },
  DISTANCE_SALE: { days: 7, km: null },
};

/** A car taken back under the 三包 rules must be disclosed as such when it is sold again (三包 33). */
export const mustBeDisclosed = (reason: ReturnReason): boolean => reason.startsWith('SANBAO');

/** Last day and most kilometres at which a car comes back for this reason; the periods run from the delivery (三包 18). */
export function returnWindow(reason: ReturnReason, deliveredOn: string, goodwillDays: number): { lastDay: string; mostKm: number | null } {
  const { days, months, km } = reason === 'GOODWILL' ? { days: goodwillDays, months: undefined, km: null } : STATUTORY[reason];
  return { lastDay: months === undefined ? addDays(deliveredOn, days ?? 0) : addMonths(deliveredOn, months), mostKm: km };
}

/** W-5: price × km ÷ 1000 × n, only for a return under art 24; never more than the price. */
export function useFee(reason: ReturnReason, price: number, km: number, percent: number): number {
  if (reason !== 'SANBAO_ART_24') return 0;
  return Math.min(price, roundHalfUp(new Decimal(price).mul(km).div(1000).mul(percent).div(100)));
}

import { Decimal } from 'decimal.js';

/** Everything a planned quantity rests on (V-10). */
export interface PlanInputs {
  targetDaysSupply: number;
  soldIn30Days: number;
  openDemand: number;
  /** What is to be expected before the orders that wait are served: they are a term of their own, so that each is bought for once. */
  projected: number;
  /** Cars come by so many. */
  pack: number;
  /** At most so many; null: as many as wanted. */
  quota: number | null;
}
export interface PlannedQuantity {
  dailyRate: number;
  needed: number;
  suggested: number;
}

/** V-10: max(0, target days' supply × daily rate + open demand − projected), up to whole packs, within the quota. */
export function planQuantity({ targetDaysSupply, soldIn30Days, openDemand, projected, pack, quota }: PlanInputs): PlannedQuantity {
  const rate = new Decimal(soldIn30Days).div(30);
  // Thirtieths: whole cars are reckoned from them, only what is shown is rounded.
  const thirtieths = Decimal.max(0, new Decimal(soldIn30Days).mul(targetDaysSupply).plus(30 * (openDemand - projected)));
  const packs = thirtieths
    .div(30 * pack)
    .ceil()
    .mul(pack)
    .toNumber();
  return {
    dailyRate: rate.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toNumber(),
    needed: thirtieths.div(30).toDecimalPlaces(2, Decimal.ROUND_UP).toNumber(),
    suggested: quota === null ? packs : Math.min(packs, Math.floor(quota / pack) * pack),
  };
}

import { Decimal } from 'decimal.js';

/** What a floor plan of one car costs a day (V-5). */
export interface FloorPlanTerms {
  /** Financed amount, fen. */
  principal: number;
  /** Percent a year, at most 4 decimals. */
  annualRatePercent: number;
  /** Days of the lender's year. */
  dayBasis: number;
}

/**
 * Interest of the first so many interest-bearing days, in fen: principal × rate ÷ 100 × days ÷ basis, rounded half up once, at its end.
 * The rounding rule: a day's accrual is what the rounded total grows by on that day. So every row is whole fen, and any run of
 * rows adds up to the exact interest of that run rounded once; nothing is lost or gained however long it runs.
 */
export function interestOf({ principal, annualRatePercent, dayBasis }: FloorPlanTerms, days: number): number {
  return new Decimal(principal)
    .mul(annualRatePercent)
    .mul(days)
    .div(100 * dayBasis)
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toNumber();
}

/** Interest of the n-th interest-bearing day, counted from 1. */
export const interestOfDay = (terms: FloorPlanTerms, n: number): number => interestOf(terms, n) - interestOf(terms, n - 1);

/** The same in SQL, for columns of `p` and a number of days; PostgreSQL rounds numeric half away from zero, and nothing here is negative. */
export const INTEREST_SQL = (days: string): string =>
  `round(p.principal::numeric * p.annual_rate_percent * (${days}) / (100 * p.day_basis))`;

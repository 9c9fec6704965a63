import { Decimal } from 'decimal.js';

export const READINGS = ['LOW', 'NORMAL', 'HIGH', 'WARNING', 'SEVERE'] as const;
export type Reading = (typeof READINGS)[number];

/** Stock by sales, to three places; nothing sold makes no ratio (V-6). */
export const ratio = (stock: number, sales: number): number | null =>
  sales === 0 ? null : new Decimal(stock).div(sales).toDecimalPlaces(3).toNumber();

/** The first bound is still NORMAL, the others are the last of their reading. */
export function readingOf(coefficient: number | null, [low = 0, ...upper]: readonly number[]): Reading | null {
  if (coefficient === null) return null;
  if (coefficient < low) return 'LOW';
  return READINGS[1 + upper.filter((bound) => coefficient > bound).length] ?? 'SEVERE';
}

import { Decimal } from 'decimal.js';

export const CURRENCY = 'CNY';
/** The largest amount a field accepts: 10 billion yuan, in fen; sums of thousands stay exact in a double. */
export const MAX_AMOUNT = 1_000_000_000_000;

/** Rounds half up to a whole number of fen, exactly. */
export const roundHalfUp = (value: Decimal.Value): number => new Decimal(value).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();

/** A share of an amount in fen, rounded half up: `share(10_000, 0.06)` is 600. */
export const share = (amount: number, factor: Decimal.Value): number => roundHalfUp(new Decimal(amount).mul(factor));

export const sum = (amounts: Iterable<number>): number => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
};

/** For people: 1234567 fen is ¥12,345.67. */
export const yuan = (fen: number): string =>
  `¥${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

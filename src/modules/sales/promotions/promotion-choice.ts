import { Decimal } from 'decimal.js';
import { share, sum } from '../../../kernel/money.js';

export const PROMOTION_LINE_KINDS = ['DISCOUNT', 'TRADE_IN_SUBSIDY', 'MAKER_SUBSIDY'] as const;
export type PromotionLineKind = (typeof PROMOTION_LINE_KINDS)[number];

export interface PromotionTerms {
  kind: 'AMOUNT' | 'PERCENT';
  /** Fen off, for AMOUNT. */
  amount: number | null;
  percent: number | null;
  /** The most that a percentage takes off. */
  maxAmount: number | null;
}
/** A promotion that fits a model at a store on a day. */
export interface PromotionOffer {
  promotionId: string;
  number: string;
  name: string;
  lineKind: PromotionLineKind;
  /** Fen, above zero. */
  discount: number;
  stackable: boolean;
  /** No more of it is left. */
  exhausted: boolean;
  /** It is for those who give a car in part payment, and nobody does (TI-1). */
  lacksTradeIn: boolean;
}

/** What it takes off a list price, in fen: never more than the price. */
export function promotionDiscount({ kind, amount, percent, maxAmount }: PromotionTerms, listPrice: number): number {
  const worth = kind === 'AMOUNT' ? (amount ?? 0) : share(listPrice, new Decimal(percent ?? 0).div(100));
  return Math.min(worth, maxAmount ?? worth, listPrice);
}

/**
 * What a customer gets without asking: everybody the same (PR-10). All promotions that go together, or the one that does not if it is
 * worth more; beside a discount of its own, or a coupon, only those that go together. A trade-in subsidy must be asked for: it needs a trade-in.
 */
export function choosePromotions<T extends PromotionOffer>(offers: readonly T[], besideOthers = false): T[] {
  const open = offers.filter((o) => !o.exhausted && o.lineKind !== 'TRADE_IN_SUBSIDY');
  const together = open.filter((o) => o.stackable);
  if (besideOthers) return together;
  const [alone] = open.filter((o) => !o.stackable).sort((a, b) => b.discount - a.discount || (a.number < b.number ? -1 : 1));
  return alone && alone.discount > sum(together.map((o) => o.discount)) ? [alone] : together;
}

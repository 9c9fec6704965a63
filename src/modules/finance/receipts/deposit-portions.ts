import type { DepositType } from './receipt.entity.js';

/** 民法典 586: earnest money has its effect up to a fifth of the contract price. */
const EARNEST_DIVISOR = 5;

/** What of a deposit counts as 定金 (D-5): up to the ceiling, all earnest money of the contract together; the rest is a prepayment. */
export function depositPortions(
  type: DepositType,
  amount: number,
  contractPrice: number,
  earnestBefore: number,
): { earnest: number; prepayment: number } {
  const room = Math.max(0, Math.floor(contractPrice / EARNEST_DIVISOR) - earnestBefore);
  const earnest = type === 'EARNEST' ? Math.min(amount, room) : 0;
  return { earnest, prepayment: amount - earnest };
}

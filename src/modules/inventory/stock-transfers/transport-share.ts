/** The n-th share of an amount, counted from 0: whole fen, and all shares add up to it. */
export function shareOf(amount: number, n: number, shares: number): number {
  const each = Math.floor(amount / shares);
  return n === shares - 1 ? amount - each * (shares - 1) : each;
}

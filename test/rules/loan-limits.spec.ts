import fc from 'fast-check';
import { largestLoan } from '../../src/modules/sales/finance-applications/loan-limits.js';

const product = (more: object = {}) => ({
  state: 'ACTIVE' as const,
  rates: [],
  validFrom: '2026-01-01',
  validUntil: null,
  brands: [],
  modelIds: [],
  minDownPaymentPercent: 20,
  maxLoanPercentIce: 80,
  maxLoanPercentNev: 85,
  ...more,
});

describe('F-3: what a lender lends at most', () => {
  it.each<[string, object, string, number, number]>([
    ['its ceiling for a petrol car', {}, 'ICE', 10_000_000, 8_000_000],
    ['what the down payment leaves of a new-energy car', {}, 'BEV', 10_000_000, 8_000_000],
    ['the ceiling of a new-energy car without more down', { minDownPaymentPercent: 0 }, 'PHEV', 10_000_000, 8_500_000],
    ['a lower ceiling than the down payment leaves', { maxLoanPercentIce: 70 }, 'ICE', 10_000_000, 7_000_000],
    ['whole fen, never rounded up', { maxLoanPercentIce: 33.33 }, 'ICE', 101, 33],
  ])('is %s', (_, more, powertrain, price, largest) => {
    expect(largestLoan(product(more), price, powertrain)).toBe(largest);
  });

  it('never passes the price, the ceiling or the down payment', () => {
    const percent = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100);
    fc.assert(
      fc.property(percent, percent, fc.integer({ min: 1, max: 1_000_000_000 }), (down, ceiling, price) => {
        const loan = largestLoan(product({ minDownPaymentPercent: down, maxLoanPercentIce: ceiling }), price, 'ICE');
        expect(loan).toBeLessThanOrEqual((price * ceiling) / 100 + 1e-6);
        expect(price - loan).toBeGreaterThanOrEqual((price * down) / 100 - 1e-6);
      }),
    );
  });
});

import fc from 'fast-check';
import { fullYears, purchaseTaxRefund, taxOnLostRelief } from '../../src/modules/finance/calculations/purchase-tax-years.js';

const PAID = 2_000_000;
const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const days = fc.tuple(day, day).map(([a, b]) => (a <= b ? ([a, b] as const) : ([b, a] as const)));
const amount = fc.integer({ min: 0, max: 1_000_000_000 });

describe('purchase tax as the years go by (TX-1)', () => {
  it.each([
    ['2024-11-25', '2026-11-24', 1],
    ['2024-11-24', '2026-11-24', 2],
    ['2026-11-24', '2026-11-24', 0],
    ['2024-02-29', '2025-02-27', 0],
    ['2024-02-29', '2025-02-28', 1],
    ['2024-02-29', '2028-02-29', 4],
    ['2025-12-31', '2026-01-01', 0],
  ])('from %s to %s %i years are full', (from, to, years) => {
    expect(fullYears(from, to)).toBe(years);
  });

  it.each([
    ['2026-01-10', 100, PAID],
    ['2025-11-24', 90, 1_800_000],
    ['2022-01-01', 60, 1_200_000],
    ['2017-11-24', 10, 200_000],
    ['2016-11-24', 0, 0],
    ['2010-01-01', 0, 0],
  ])('of a car that comes back, paid on %s, %i %% goes back (购税 15)', (paidOn, refundPercent, refund) => {
    expect(purchaseTaxRefund({ taxPaid: PAID, paidOn, returnedOn: '2026-11-24' })).toMatchObject({ refundPercent, refund });
  });

  it.each([
    // declared, taxable, already paid → taxable, full tax, payable
    ['2026-01-10', 20_000_000, 0, 20_000_000, 2_000_000, 2_000_000],
    ['2024-11-24', 20_000_000, 0, 16_000_000, 1_600_000, 1_600_000],
    ['2024-11-24', 20_000_000, 1_000_000, 16_000_000, 1_600_000, 600_000],
    ['2019-11-24', 20_000_000, 1_000_000, 6_000_000, 600_000, 0],
    ['2016-11-24', 20_000_000, 0, 0, 0, 0],
    // 9 tenths of 15 are 13.5: half a fen counts as one, and so in the tax.
    ['2025-11-24', 15, 0, 14, 1, 1],
  ])('an exemption that ends, declared on %s over %i (购税 14)', (declaredOn, price, alreadyPaid, taxable, fullTax, payable) => {
    const tax = taxOnLostRelief({ taxable: price, declaredOn, lostOn: '2026-11-24', alreadyPaid });
    expect(tax).toMatchObject({ taxable, fullTax, payable });
  });

  it('never gives back more than was paid, and less with every year', () => {
    fc.assert(
      fc.property(amount, days, (taxPaid, [paidOn, returnedOn]) => {
        const { fullYears: years, refund } = purchaseTaxRefund({ taxPaid, paidOn, returnedOn });
        // Stated in whole numbers: the nearest fen to (10 − years) tenths.
        expect(Math.abs(10 * refund - taxPaid * Math.max(0, 10 - years))).toBeLessThanOrEqual(5);
        expect(refund).toBeLessThanOrEqual(taxPaid);
        const later = purchaseTaxRefund({ taxPaid, paidOn, returnedOn: `${Number(returnedOn.slice(0, 4)) + 1}-12-31` });
        expect(later.refund).toBeLessThanOrEqual(refund);
      }),
    );
  });

  it('takes no tax twice when an exemption ends', () => {
    fc.assert(
      fc.property(amount, amount, days, (taxable, alreadyPaid, [declaredOn, lostOn]) => {
        const tax = taxOnLostRelief({ taxable, declaredOn, lostOn, alreadyPaid });
        expect(tax.taxable).toBeLessThanOrEqual(taxable);
        expect(tax.payable).toBe(Math.max(0, tax.fullTax - alreadyPaid));
        expect(Math.abs(10 * tax.fullTax - tax.taxable)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

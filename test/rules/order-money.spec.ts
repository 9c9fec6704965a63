import fc from 'fast-check';
import { refundTerms, REFUND_CAUSES } from '../../src/modules/finance/refunds/refund-terms.js';
import { FIXED_GATES, GATES, judge, waiversOf } from '../../src/modules/sales/deliveries/gate-waivers.js';
import { mustBeDisclosed, RETURN_REASONS, returnWindow, useFee } from '../../src/modules/sales/order-returns/return-terms.js';

const money = (earnestPaid: number, prepaymentPaid: number, otherPaid: number, contractPrice = 10_000_000) => ({
  earnestPaid,
  prepaymentPaid,
  otherPaid,
  lenderPaid: 0,
  contractPrice,
});

describe('what goes back when an order ends (D-5)', () => {
  it.each([
    // cause, earnest, prepayment, other → forfeited, compensation, refund
    ['CUSTOMER', 500_000, 0, 0, 500_000, 0, 0],
    ['CUSTOMER', 0, 500_000, 0, 0, 0, 500_000],
    ['CUSTOMER', 500_000, 0, 9_500_000, 500_000, 0, 9_500_000],
    ['SELLER', 500_000, 0, 0, 0, 500_000, 1_000_000],
    ['SELLER', 500_000, 100_000, 0, 0, 500_000, 1_100_000],
    ['AGREED', 500_000, 100_000, 50, 0, 0, 600_050],
    ['OTHER', 500_000, 0, 0, 0, 0, 500_000],
    // Above a fifth of the price 定金 has no effect as such (民法典 586).
    ['CUSTOMER', 3_000_000, 0, 0, 2_000_000, 0, 1_000_000],
    ['SELLER', 3_000_000, 0, 0, 0, 2_000_000, 5_000_000],
  ])('%s: %i earnest, %i prepaid, %i else', (cause, earnest, prepaid, other, forfeited, compensation, refund) => {
    expect(refundTerms(money(earnest, prepaid, other), cause, 100)).toMatchObject({ forfeited, compensation, refund });
  });

  it('keeps of a prepayment what the store has set', () => {
    expect(refundTerms(money(0, 333_333, 0), 'CUSTOMER', 90)).toMatchObject({ forfeited: 33_333, refund: 300_000 });
    expect(refundTerms(money(0, 333_333, 0), 'SELLER', 90)).toMatchObject({ forfeited: 0, refund: 333_333 });
  });

  it('loses no fen, whatever was paid', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        amount,
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom(...REFUND_CAUSES),
        (e, p, o, price, percent, cause) => {
          const t = refundTerms(money(e, p, o, price), cause, percent);
          expect(t.refund).toBe(e + p + o - t.forfeited + t.compensation);
          expect(t.earnest + t.prepayment + t.other).toBe(e + p + o);
          expect(t.earnest).toBeLessThanOrEqual(price / 5);
          expect(Math.min(t.forfeited, t.compensation)).toBe(0);
          expect(t.refund).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('the return of a delivered car (W-2, W-3, W-5, D-11)', () => {
  it.each([
    ['SANBAO_ART_22', '2026-01-27', null],
    ['SANBAO_ART_23', '2026-03-21', 3_000],
    ['SANBAO_ART_24', '2028-01-20', 50_000],
    ['DISTANCE_SALE', '2026-01-27', null],
    ['GOODWILL', '2026-02-19', null],
  ] as const)('%s runs to %s and %s km from the delivery (三包 18, SB-01)', (reason, lastDay, mostKm) => {
    expect(returnWindow(reason, '2026-01-20', 30)).toEqual({ lastDay, mostKm });
  });
  it('costs the use fee under art 24 only, and never more than the car (SB-16)', () => {
    expect(useFee('SANBAO_ART_24', 20_000_000, 12_000, 0.5)).toBe(1_200_000);
    expect(useFee('SANBAO_ART_24', 20_000_000, 900_000, 0.5)).toBe(20_000_000);
    expect(RETURN_REASONS.filter((r) => useFee(r, 20_000_000, 12_000, 0.5) > 0)).toEqual(['SANBAO_ART_24']);
    expect(RETURN_REASONS.filter(mustBeDisclosed)).toEqual(['SANBAO_ART_22', 'SANBAO_ART_23', 'SANBAO_ART_24']);
  });
});

describe('waived gates (D-7)', () => {
  const gate = { code: 'PAYMENT', rule: 'D-7', passed: false, reason: '未收款', evidence: null };
  const waiver = { gate: 'PAYMENT', reason: '承诺函', waivedBy: 'x', waivedAt: '2026-01-01T00:00:00Z', coveredAmount: 100 };
  it('cover what was outstanding then, and no more', () => {
    expect(judge([gate], [waiver], 100, {}).map((g) => g.status)).toEqual(['WAIVED']);
    expect(judge([gate], [waiver], 101, {}).map((g) => g.status)).toEqual(['SHUT']);
    expect(judge([{ ...gate, passed: true }], [waiver], 0, {}).map((g) => g.status)).toEqual(['PASSED']);
  });
  it('are never of a gate that the law fixes, whatever the setting says', () => {
    const everybody = Object.fromEntries(GATES.map((g) => [g, ['general_manager']]));
    expect(GATES.filter((g) => waiversOf(g, everybody).length === 0)).toEqual([...FIXED_GATES]);
  });
});

import fc from 'fast-check';
import { type FloorPlanTerms, interestOf, interestOfDay } from '../../src/modules/inventory/floor-plans/floor-plan-interest.js';

const terms = (principal: number, annualRatePercent: number, dayBasis: number): FloorPlanTerms => ({
  principal,
  annualRatePercent,
  dayBasis,
});

/** V-5: amount × rate ÷ 360 or 365; worked by hand. */
it.each([
  // 160,000 yuan at 5.4 %: 24.00 a day by 360, 23.67 a day by 365.
  [terms(16_000_000, 5.4, 360), 1, 2_400],
  [terms(16_000_000, 5.4, 360), 30, 72_000],
  [terms(16_000_000, 5.4, 360), 360, 864_000],
  [terms(16_000_000, 5.4, 365), 1, 2_367],
  [terms(16_000_000, 5.4, 365), 365, 864_000],
  // 100,000 yuan at 4.35 %: 12.0833… a day.
  [terms(10_000_000, 4.35, 360), 1, 1_208],
  [terms(10_000_000, 4.35, 360), 3, 3_625],
  // Half a fen goes up: 1,800 × 1 % ÷ 360 is 0.05 fen a day; 10 days are 0.5.
  [terms(1_800, 1, 360), 9, 0],
  [terms(1_800, 1, 360), 10, 1],
  [terms(16_000_000, 0, 360), 100, 0],
  [terms(16_000_000, 5.4, 360), 0, 0],
])('%j over %i days is %i fen', (plan, days, fen) => expect(interestOf(plan, days)).toBe(fen));

const anyTerms = fc.record({
  principal: fc.integer({ min: 1, max: 1_000_000_000_000 }),
  annualRatePercent: fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 10_000),
  dayBasis: fc.constantFrom(360, 365),
});
/** The definition in whole numbers only: twice the numerator plus the denominator, over twice the denominator. */
const exactly = ({ principal, annualRatePercent, dayBasis }: FloorPlanTerms, days: number): bigint => {
  const above = BigInt(principal) * BigInt(Math.round(annualRatePercent * 10_000)) * BigInt(days);
  const below = 1_000_000n * BigInt(dayBasis);
  return (2n * above + below) / (2n * below);
};

it('is the exact interest, rounded half up once', () => {
  fc.assert(
    fc.property(anyTerms, fc.integer({ min: 0, max: 4_000 }), (plan, days) =>
      expect(BigInt(interestOf(plan, days))).toBe(exactly(plan, days)),
    ),
  );
});
it('the days of any run add up to the total of the run, and no day is negative or off by more than a fen', () => {
  fc.assert(
    fc.property(anyTerms, fc.integer({ min: 1, max: 400 }), (plan, days) => {
      const rows = Array.from({ length: days }, (_, n) => interestOfDay(plan, n + 1));
      expect(rows.reduce((a, b) => a + b, 0)).toBe(interestOf(plan, days));
      const oneDay = (plan.principal * plan.annualRatePercent) / 100 / plan.dayBasis;
      for (const row of rows) {
        expect(row).toBeGreaterThanOrEqual(0);
        expect(Math.abs(row - oneDay)).toBeLessThanOrEqual(1.001);
      }
    }),
    { numRuns: 50 },
  );
});

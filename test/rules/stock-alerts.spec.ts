import fc from 'fast-check';
import { type AlertKind, crossing, highBound, lowBound } from '../../src/modules/inventory/stock-alerts/alert-crossing.js';
import { covers, policyFor, type PolicyScope, rankOf } from '../../src/modules/inventory/stock-policies/policy-choice.js';

/** Follows a walk of levels: how often it alerts, and how often it is over. */
function alertsOf(kind: AlertKind, levels: readonly number[], bound: number) {
  const seen = { raised: 0, closed: 0, open: false };
  for (const level of levels) {
    const verdict = crossing(kind, level, bound, seen.open);
    if (verdict === 'RAISE') Object.assign(seen, { raised: seen.raised + 1, open: true });
    if (verdict === 'CLOSE') Object.assign(seen, { closed: seen.closed + 1, open: false });
  }
  return seen;
}
/** What the rule says, told another way: leave out the days on the bound; each unbroken stay beyond it is one alert. */
function stays(kind: AlertKind, levels: readonly number[], bound: number) {
  const sides = levels.filter((l) => l !== bound).map((l) => (kind === 'LOW' ? l < bound : l > bound));
  const begins = sides.filter((beyond, n) => beyond && !sides[n - 1]).length;
  const ends = sides.filter((beyond, n) => !beyond && sides[n - 1] === true).length;
  return { raised: begins, closed: ends, open: begins > ends };
}
const walk = fc
  .tuple(fc.integer({ min: -5, max: 15 }), fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 200 }))
  .map(([start, steps]) => steps.reduce((levels, step) => [...levels, (levels.at(-1) ?? 0) + step], [start]));

describe('an alert of stock (V-7)', () => {
  it.each(['LOW', 'HIGH'] as const)('%s is raised once per crossing, whatever way the level goes', (kind) => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 0, max: 10 }), (levels, bound) => {
        expect(alertsOf(kind, levels, bound)).toEqual(stays(kind, levels, bound));
      }),
      { numRuns: 500 },
    );
  });
  it('does not flap at the bound', () => {
    expect(alertsOf('LOW', [2, 1, 2, 1, 2, 1, 2], 2)).toEqual({ raised: 1, closed: 0, open: true });
    expect(alertsOf('LOW', [2, 1, 2, 3, 2, 1], 2)).toEqual({ raised: 2, closed: 1, open: true });
    expect(alertsOf('HIGH', [8, 9, 8, 9, 8, 7], 8)).toEqual({ raised: 1, closed: 1, open: false });
  });
  it.each([
    ['nothing is too low without a safety stock', { safety: 0 }, null, null],
    ['the ceiling', { safety: 2, ceiling: 8 }, 2, 8],
    ['days of supply at 6 sales in 30 days', { safety: 2, daysSupplyLimit: 45, soldIn30Days: 6 }, 2, 9],
    ['the lower of both', { safety: 2, ceiling: 8, daysSupplyLimit: 30, soldIn30Days: 6 }, 2, 6],
    ['without sales no days can be said', { safety: 2, daysSupplyLimit: 45 }, 2, null],
    ['one car is never too many', { safety: 0, daysSupplyLimit: 10, soldIn30Days: 1 }, null, 1],
  ])('knows its bounds: %s', (_, given, low, high) => {
    const bounds = { ceiling: null, daysSupplyLimit: null, soldIn30Days: 0, ...given };
    expect([lowBound(bounds), highBound(bounds)]).toEqual([low, high]);
  });
  it('closes when its policy is gone', () => expect(crossing('LOW', 0, null, true)).toBe('CLOSE'));
});

describe('the policy that holds (V-7)', () => {
  const some = (values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
  const scope: fc.Arbitrary<PolicyScope> = fc.record({
    storeId: some(['s1', 's2']),
    brand: some(['b1', 'b2']),
    series: some(['r1', 'r2']),
    modelId: some(['m1', 'm2']),
    colour: some(['c1', 'c2']),
  });
  const subject = { storeId: 's1', brand: 'b1', series: 'r1', modelId: 'm1', colour: 'c1' };
  it('covers the car, and no other that covers it says more', () => {
    fc.assert(
      fc.property(fc.array(scope, { maxLength: 20 }), (policies) => {
        const chosen = policyFor(policies, subject);
        const fitting = policies.filter((p) => covers(p, subject));
        expect(chosen === null).toBe(fitting.length === 0);
        if (chosen) expect([covers(chosen, subject), Math.max(...fitting.map(rankOf))]).toEqual([true, rankOf(chosen)]);
      }),
    );
  });
  it('prefers the model to its series, then the colour, then the store', () => {
    const any = { storeId: null, brand: null, series: null, modelId: null, colour: null };
    const rising = [
      any,
      { ...any, storeId: 's1' },
      { ...any, colour: 'c1' },
      { ...any, brand: 'b1' },
      { ...any, brand: 'b1', series: 'r1', colour: 'c1', storeId: 's1' },
      { ...any, modelId: 'm1' },
      { ...any, modelId: 'm1', storeId: 's1' },
      { ...any, modelId: 'm1', colour: 'c1' },
    ];
    expect(rising.map(rankOf)).toEqual([...rising.map(rankOf)].sort((a, b) => a - b));
    expect(policyFor(rising, subject)).toEqual(rising.at(-1));
  });
});

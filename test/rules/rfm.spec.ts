import fc from 'fast-check';
import { activityOf, gradeOf, type GradeRule, scoreOf, scoresOf, type Visits } from '../../src/modules/crm/value-grades/rfm.js';

const RULE: GradeRule = {
  windowMonths: 24,
  importantFrom: 4,
  atRiskRecencyTo: 2,
  atRiskFrequencyFrom: 3,
  newWithinDays: 90,
  dormantAfterMonths: 6,
  lostAfterMonths: 12,
};

describe('a score (G-3)', () => {
  it.each([
    [1, [5]],
    [2, [3, 5]],
    [5, [1, 2, 3, 4, 5]],
    [7, [1, 2, 3, 3, 4, 5, 5]],
    [10, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]],
  ])('is the fifth that the rank falls into among %i', (customers, scores) => {
    expect(Array.from({ length: customers }, (_, n) => scoreOf(n + 1, customers))).toEqual(scores);
  });

  // By hand: five customers a…e; c and d were here on the same day, a and b as often, d and e for the same money.
  it('ranks from the worst, and of equals by customer id', () => {
    const all: Visits[] = [
      { customerId: 'a', recencyDays: 400, visits: 2, amount: 50_000, ever: 2 },
      { customerId: 'b', recencyDays: 10, visits: 2, amount: 900_000, ever: 2 },
      { customerId: 'c', recencyDays: 90, visits: 6, amount: 300_000, ever: 9 },
      { customerId: 'd', recencyDays: 90, visits: 1, amount: 20_000, ever: 1 },
      { customerId: 'e', recencyDays: 3, visits: 4, amount: 20_000, ever: 4 },
    ];
    const scores = scoresOf(all);
    expect(Object.fromEntries([...scores].map(([id, s]) => [id, [s.r, s.f, s.m]]))).toEqual({
      a: [1, 2, 3],
      b: [4, 3, 5],
      c: [2, 5, 4],
      d: [3, 1, 1],
      e: [5, 4, 2],
    });
    expect(scores.get('c')).toMatchObject({ rRank: 2, fRank: 5, mRank: 4 });
  });

  it('never is less for who is better, and each fifth differs by one customer at most', () => {
    const visits = fc.record({
      customerId: fc.uuid(),
      recencyDays: fc.integer({ min: 0, max: 700 }),
      visits: fc.integer({ min: 1, max: 9 }),
      amount: fc.integer({ min: 1, max: 99 }),
      ever: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(visits, { selector: (v) => v.customerId, minLength: 1, maxLength: 30 }), (all) => {
        const scores = scoresOf(all);
        const of = (id: string) => scores.get(id) ?? { r: 0, f: 0, m: 0 };
        for (const a of all)
          for (const b of all) {
            if (a.recencyDays > b.recencyDays) expect(of(a.customerId).r).toBeLessThanOrEqual(of(b.customerId).r);
            if (a.visits < b.visits) expect(of(a.customerId).f).toBeLessThanOrEqual(of(b.customerId).f);
            if (a.amount < b.amount) expect(of(a.customerId).m).toBeLessThanOrEqual(of(b.customerId).m);
          }
        const sizes = [1, 2, 3, 4, 5].map((score) => [...scores.values()].filter((s) => s.m === score).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a grade (G-3)', () => {
  it.each([
    [[4, 4, 4], 3, 40, 'IMPORTANT'],
    [[5, 5, 3], 3, 40, 'GENERAL'],
    [[2, 3, 1], 3, 300, 'AT_RISK'],
    [[2, 2, 5], 3, 300, 'GENERAL'],
    [[3, 3, 5], 3, 200, 'GENERAL'],
    [[5, 1, 2], 1, 90, 'NEW'],
    [[5, 1, 2], 1, 91, 'GENERAL'],
    [[5, 1, 2], 2, 10, 'GENERAL'],
    [[4, 5, 4], 1, 10, 'IMPORTANT'],
  ] as [number[], number, number, string][])(
    'of scores %j, %i visits ever, %i days ago',
    ([r = 0, f = 0, m = 0], ever, recencyDays, grade) => {
      expect(gradeOf(RULE, { r, f, m }, { ever, recencyDays })).toBe(grade);
    },
  );
});

describe('activity (G-4)', () => {
  it.each([
    ['2026-11-24', 'ACTIVE'],
    ['2026-05-25', 'ACTIVE'],
    ['2026-05-24', 'DORMANT'],
    ['2025-11-24', 'DORMANT'],
    ['2025-11-23', 'LOST'],
    [null, null],
  ])('of who last paid for a repair on %s, on 24 November 2026, is %s', (lastServicedOn, activity) => {
    expect(activityOf(RULE, lastServicedOn, '2026-11-24')).toBe(activity);
  });
});

import fc from 'fast-check';
import { planQuantity } from '../../src/modules/inventory/purchase-plans/plan-quantity.js';

const inputs = { targetDaysSupply: 45, soldIn30Days: 6, openDemand: 1, projected: 4, pack: 1, quota: null };

describe('a planned quantity (V-10)', () => {
  it.each([
    ['45 days at 6 in 30 days is 9, and one order waits, four are to be expected', {}, { dailyRate: 0.2, needed: 6, suggested: 6 }],
    ['enough is there', { projected: 10 }, { dailyRate: 0.2, needed: 0, suggested: 0 }],
    ['a part of a car is a car', { soldIn30Days: 1 }, { dailyRate: 0.0333, needed: 0, suggested: 0 }],
    [
      'a part of a car is a car, when nothing is to be expected',
      { soldIn30Days: 1, projected: 0 },
      { dailyRate: 0.0333, needed: 2.5, suggested: 3 },
    ],
    [
      'a hundredth of a car is a car',
      { targetDaysSupply: 30.1, soldIn30Days: 1, projected: 1 },
      { dailyRate: 0.0333, needed: 1.01, suggested: 2 },
    ],
    ['whole packs', { pack: 4 }, { dailyRate: 0.2, needed: 6, suggested: 8 }],
    ['within the quota', { quota: 5 }, { dailyRate: 0.2, needed: 6, suggested: 5 }],
    ['whole packs within the quota', { pack: 4, quota: 7 }, { dailyRate: 0.2, needed: 6, suggested: 4 }],
    [
      'without sales only orders that wait are bought for, each once',
      { soldIn30Days: 0, openDemand: 2, projected: 0 },
      { dailyRate: 0, needed: 2, suggested: 2 },
    ],
  ])('%s', (_, given, wanted) => expect(planQuantity({ ...inputs, ...given })).toEqual(wanted));

  it('is never negative, never above the quota, always whole packs, and enough where no quota stops it', () => {
    const some = fc.record({
      targetDaysSupply: fc.integer({ min: 0, max: 1200 }).map((tenths) => tenths / 10),
      soldIn30Days: fc.integer({ min: 0, max: 200 }),
      openDemand: fc.integer({ min: 0, max: 50 }),
      projected: fc.integer({ min: -20, max: 300 }),
      pack: fc.integer({ min: 1, max: 12 }),
      quota: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
    });
    fc.assert(
      fc.property(some, (given) => {
        const { needed, suggested } = planQuantity(given);
        expect([needed >= 0, suggested >= 0, suggested % given.pack]).toEqual([true, true, 0]);
        if (given.quota !== null) expect(suggested).toBeLessThanOrEqual(given.quota);
        else {
          // In three hundredths of a car, all of it whole numbers: exactly enough, and no pack more.
          const exact = Math.max(
            0,
            given.soldIn30Days * Math.round(given.targetDaysSupply * 10) + 300 * (given.openDemand - given.projected),
          );
          expect([300 * suggested >= exact, 300 * suggested - exact < 300 * given.pack]).toEqual([true, true]);
        }
      }),
    );
  });
});

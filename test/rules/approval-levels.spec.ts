import fc from 'fast-check';
import type { ModelFacts } from '../../src/modules/inventory/inventory.contract.js';
import { type Offer, priceOffer } from '../../src/modules/sales/quotations/pricing.js';

const model: ModelFacts = {
  ...{ modelId: '01938b4e-7c00-7000-8000-000000000001', code: 'M', name: 'M', brand: 'B', series: 'S', powertrain: 'ICE', seats: 5 },
  ...{ colours: ['白'], listPrice: 20_000_000, floorPrice: 18_000_000, standardCost: 16_000_000 },
  ...{ consultantDiscountLimitPercent: 3, managerDiscountLimitPercent: 8, grossFloorPercent: 5 },
};
const priced = (percent: number, tiers: Offer['tiers'] = {}, of: Partial<ModelFacts> = {}) =>
  priceOffer({
    lines: [
      { kind: 'VEHICLE', description: '指导价', amount: 20_000_000 },
      { kind: 'DISCOUNT', description: '优惠', amount: -Math.round(200_000 * percent) },
    ],
    colour: '白',
    model: { ...model, ...of },
    publishedFees: {},
    tiers,
  });
const LEVELS = ['CONSULTANT', 'MANAGER', 'GENERAL_MANAGER'];

describe('who may agree to a price (Q-3)', () => {
  it.each<[number, Partial<ModelFacts>, string, string[]]>([
    [3, {}, 'CONSULTANT', []],
    [3.01, {}, 'MANAGER', ['DISCOUNT_ABOVE_LIMIT']],
    [8.01, {}, 'GENERAL_MANAGER', ['DISCOUNT_ABOVE_LIMIT']],
    [2, { standardCost: 19_000_000 }, 'MANAGER', ['GROSS_BELOW_FLOOR']],
    [5, { standardCost: 18_500_000 }, 'GENERAL_MANAGER', ['DISCOUNT_ABOVE_LIMIT', 'GROSS_BELOW_FLOOR']],
    [1, { floorPrice: 19_900_000 }, 'GENERAL_MANAGER', ['PRICE_BELOW_FLOOR']],
  ])('by the model’s limits: %s %% off %j is for %s', (percent, of, approvalLevel, approvalReasons) => {
    expect(priced(percent, {}, of)).toMatchObject({ approvalLevel, approvalReasons });
  });

  it.each<[number, Offer['tiers'], string]>([
    [4, { CONSULTANT: { maxDiscountPercent: 5, minFrontGross: null } }, 'CONSULTANT'],
    [2, { CONSULTANT: { maxDiscountPercent: 1, minFrontGross: null } }, 'MANAGER'],
    [2, { CONSULTANT: { maxDiscountPercent: 5, minFrontGross: 3_600_000 } }, 'CONSULTANT'],
    [2, { CONSULTANT: { maxDiscountPercent: 5, minFrontGross: 3_600_001 } }, 'MANAGER'],
    [9, { MANAGER: { maxDiscountPercent: 9, minFrontGross: null } }, 'MANAGER'],
    [9, { MANAGER: { maxDiscountPercent: 9, minFrontGross: 2_300_000 } }, 'GENERAL_MANAGER'],
    [11, { CONSULTANT: { maxDiscountPercent: 50, minFrontGross: null } }, 'GENERAL_MANAGER'],
  ])('by tiers: %s %% off under %j is for %s', (percent, tiers, level) => {
    expect(priced(percent, tiers).approvalLevel).toBe(level);
  });

  it('never falls when the discount grows', () => {
    const tier = fc.option(
      fc.record({
        maxDiscountPercent: fc.integer({ min: 0, max: 12 }),
        minFrontGross: fc.option(fc.integer({ min: 0, max: 4_000_000 })),
      }),
      { nil: undefined },
    );
    fc.assert(
      fc.property(
        fc.record({ CONSULTANT: tier, MANAGER: tier }),
        fc.double({ min: 0.01, max: 12, noNaN: true }),
        fc.double({ min: 0.01, max: 12, noNaN: true }),
        (tiers, a, b) => {
          const of = (percent: number) => LEVELS.indexOf(priced(percent, tiers as Offer['tiers']).approvalLevel);
          expect(of(Math.min(a, b))).toBeLessThanOrEqual(of(Math.max(a, b)));
        },
      ),
    );
  });

  it('does not look at what the maker pays by a promotion, nor count it in the gross', () => {
    const lines: Offer['lines'] = [
      { kind: 'VEHICLE', description: '指导价', amount: 20_000_000 },
      { kind: 'MAKER_SUBSIDY', description: '厂家促销', amount: -3_000_000, promotionId: '01938b4e-7c00-7000-8000-000000000002' },
    ];
    expect(priceOffer({ lines, colour: '白', model, publishedFees: {} })).toMatchObject({
      ...{ total: 17_000_000, discountPercent: 0, frontGross: 4_000_000, approvalLevel: 'CONSULTANT' },
    });
  });
});

import fc from 'fast-check';
import {
  choosePromotions,
  promotionDiscount,
  type PromotionOffer,
  type PromotionTerms,
} from '../../src/modules/sales/promotions/promotion-choice.js';

const offer = (number: string, discount: number, more: Partial<PromotionOffer> = {}): PromotionOffer => ({
  ...{ promotionId: number, number, name: number, lineKind: 'DISCOUNT', discount, stackable: true, exhausted: false, lacksTradeIn: false },
  ...more,
});
const worth = (offers: readonly PromotionOffer[]) => offers.reduce((sum, o) => sum + o.discount, 0);
const offers = fc
  .array(
    fc.record({
      discount: fc.integer({ min: 1, max: 1_000_000 }),
      stackable: fc.boolean(),
      exhausted: fc.boolean(),
      lineKind: fc.constantFrom('DISCOUNT' as const, 'MAKER_SUBSIDY' as const, 'TRADE_IN_SUBSIDY' as const),
    }),
    { maxLength: 8 },
  )
  .map((list) => list.map(({ discount, ...more }, n) => offer(`PM-${n}`, discount, more)));

describe('the discount of a promotion', () => {
  it.each<[string, PromotionTerms, number]>([
    ['an amount', { kind: 'AMOUNT', amount: 200_000, percent: null, maxAmount: null }, 200_000],
    ['an amount above the price', { kind: 'AMOUNT', amount: 30_000_000, percent: null, maxAmount: null }, 20_000_000],
    ['a percentage, half up', { kind: 'PERCENT', amount: null, percent: 0.33, maxAmount: null }, 66_000],
    ['a percentage up to its most', { kind: 'PERCENT', amount: null, percent: 10, maxAmount: 500_000 }, 500_000],
  ])('of %s', (_, terms, discount) => {
    expect(promotionDiscount(terms, 20_000_000)).toBe(discount);
  });
  it('is rounded half up to the fen', () => {
    expect(promotionDiscount({ kind: 'PERCENT', amount: null, percent: 0.5, maxAmount: null }, 19_999_900)).toBe(100_000);
  });
});

describe('the promotions that everybody gets', () => {
  it('are all that go together, or the one that does not if it is worth more', () => {
    const [a, b] = [offer('A', 100), offer('B', 150)];
    expect(choosePromotions([a, b, offer('C', 250, { stackable: false })])).toEqual([a, b]);
    const alone = offer('C', 251, { stackable: false });
    expect(choosePromotions([a, b, alone])).toEqual([alone]);
    expect(choosePromotions([a, b, alone], true)).toEqual([a, b]);
  });

  it('never hold one that is used up or needs a trade-in, never mix one that goes alone, and are worth the most there is', () => {
    fc.assert(
      fc.property(offers, fc.boolean(), (all, besideOthers) => {
        const chosen = choosePromotions(all, besideOthers);
        expect(chosen.every((o) => !o.exhausted && o.lineKind !== 'TRADE_IN_SUBSIDY')).toBe(true);
        expect(chosen.length === 1 || chosen.every((o) => o.stackable)).toBe(true);
        expect(besideOthers && chosen.some((o) => !o.stackable)).toBe(false);
        const open = all.filter((o) => !o.exhausted && o.lineKind !== 'TRADE_IN_SUBSIDY');
        const best = Math.max(
          worth(open.filter((o) => o.stackable)),
          ...(besideOthers ? [] : open.filter((o) => !o.stackable).map((o) => o.discount)),
        );
        expect(worth(chosen)).toBe(best);
      }),
    );
  });
});

import fc from 'fast-check';
import { compareLines } from '../../src/modules/sales/quotations/comparison.js';
import type { QuotationLineView } from '../../src/modules/sales/quotations/quotation.dto.js';

const line = (kind: string, description: string, amount: number, more: Partial<QuotationLineView> = {}): QuotationLineView => ({
  ...{
    kind,
    description,
    amount,
    passThrough: false,
    itemCode: null,
    quantity: null,
    priceListId: null,
    promotionId: null,
    estimate: null,
  },
  ...more,
});
const lines = fc.array(
  fc
    .record({
      kind: fc.constantFrom('VEHICLE', 'DISCOUNT', 'ACCESSORY', 'INSURANCE'),
      description: fc.constantFrom('a', 'b', 'c'),
      amount: fc.integer({ min: -5, max: 5 }),
      itemCode: fc.constantFrom(null, 'X', 'Y'),
    })
    .map(({ kind, description, amount, itemCode }) => line(kind, description, amount, { itemCode })),
  { maxLength: 8 },
);
const total = (of: readonly QuotationLineView[]) => of.reduce((sum, l) => sum + l.amount, 0);

describe('two versions of a quotation, line by line', () => {
  it('tell what was added, removed and changed', () => {
    const before = [line('VEHICLE', '指导价', 100), line('DISCOUNT', '现金优惠', -5), line('ACCESSORY', '脚垫', 3)];
    const after = [line('VEHICLE', '指导价', 100), line('DISCOUNT', '年末优惠', -8), line('ACCESSORY', '隔热膜', 6)];
    expect(compareLines(before, after).map((l) => [l.change, l.kind, l.description, l.difference])).toEqual([
      ['CHANGED', 'DISCOUNT', '年末优惠', -3],
      ['ADDED', 'ACCESSORY', '隔热膜', 6],
      ['REMOVED', 'ACCESSORY', '脚垫', -3],
    ]);
  });
  it('know an accessory by its item code, whatever it is called', () => {
    const [one, two] = [
      line('ACCESSORY', '膜', 6, { itemCode: 'F', quantity: 1 }),
      line('ACCESSORY', '隔热膜', 12, { itemCode: 'F', quantity: 2 }),
    ];
    expect(compareLines([one], [two])).toEqual([
      { change: 'CHANGED', kind: 'ACCESSORY', description: '隔热膜', before: one, after: two, difference: 6 },
    ]);
  });

  it('differ by nothing from themselves, in whatever order', () => {
    fc.assert(fc.property(lines, (of) => expect(compareLines(of, [...of].reverse())).toEqual([])));
  });
  it('explain the whole difference of the totals, each line once', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const compared = compareLines(before, after);
        expect(compared.reduce((sum, l) => sum + l.difference, 0)).toBe(total(after) - total(before));
        expect(new Set(compared.map((l) => l.before).filter(Boolean)).size).toBe(compared.filter((l) => l.before).length);
        expect(compared.length).toBeLessThanOrEqual(before.length + after.length);
      }),
    );
  });
});

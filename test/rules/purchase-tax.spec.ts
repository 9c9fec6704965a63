import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  NEV_PURCHASE_TAX_WINDOWS,
  purchaseTax,
  type Powertrain,
  type TaxedPurchase,
} from '../../src/modules/finance/calculations/purchase-tax.js';

interface TaxVector {
  invoice_total_incl_vat: number;
  power: 'ICE' | 'NEV';
  date: string;
  taxable: string;
  full_tax: string;
  relief: string;
  payable: string;
}

const vectors = JSON.parse(readFileSync(join(process.cwd(), 'test/vectors/purchase_tax.json'), 'utf8')) as TaxVector[];
const fen = (yuan: string | number): number => Math.round(Number(yuan) * 100);
const powertrainsOf = (power: 'ICE' | 'NEV'): Powertrain[] => (power === 'ICE' ? ['ICE'] : ['BEV', 'PHEV']);

describe('TX-1 and TX-2 known cases', () => {
  it.each(vectors.flatMap((vector) => powertrainsOf(vector.power).map((powertrain) => ({ ...vector, powertrain }))))(
    '$invoice_total_incl_vat yuan, $powertrain, $date',
    (vector) => {
      const tax = purchaseTax({ invoiceTotal: fen(vector.invoice_total_incl_vat), powertrain: vector.powertrain, date: vector.date });
      expect(tax).toMatchObject({
        taxable: fen(vector.taxable),
        fullTax: fen(vector.full_tax),
        relief: fen(vector.relief),
        payable: fen(vector.payable),
      });
    },
  );

  it.each<[number, Powertrain, string, number, string]>([
    [226_000, 'ICE', '2025-06-01', 20_000, 'TX-1'],
    [226_000, 'BEV', '2025-06-01', 0, 'TX-2 2024-2025'],
    [226_000, 'BEV', '2026-06-01', 10_000, 'TX-2 2026-2027'],
    [452_000, 'PHEV', '2025-06-01', 10_000, 'TX-2 2024-2025'],
    [452_000, 'PHEV', '2026-06-01', 25_000, 'TX-2 2026-2027'],
    [339_000, 'BEV', '2025-12-31', 0, 'TX-2 2024-2025'],
    [339_000, 'BEV', '2026-01-01', 15_000, 'TX-2 2026-2027'],
    [339_000, 'BEV', '2023-12-31', 30_000, 'TX-1'],
    [339_000, 'BEV', '2024-01-01', 0, 'TX-2 2024-2025'],
    [339_000, 'PHEV', '2027-12-31', 15_000, 'TX-2 2026-2027'],
    [339_000, 'PHEV', '2028-01-01', 30_000, 'TX-1'],
    [339_000, 'ICE', '2026-01-01', 30_000, 'TX-1'],
  ])('%d yuan, %s, %s pays %d by %s', (yuan, powertrain, date, payable, rule) => {
    expect(purchaseTax({ invoiceTotal: fen(yuan), powertrain, date })).toMatchObject({ payable: fen(payable), rule });
  });
});

describe('TX-1 and TX-2 figures', () => {
  it('rounds each figure half-up and builds the next on it', () => {
    const bev = { powertrain: 'BEV', date: '2026-05-01' } as const;
    // 4,469.03 → 4,469; a tenth of it 446.9 → 447; half of that 223.5 → 224.
    expect(purchaseTax({ ...bev, invoiceTotal: 5_050 })).toEqual({
      taxable: 4_469,
      fullTax: 447,
      relief: 224,
      payable: 223,
      rule: 'TX-2 2026-2027',
    });
    // 4.42 → 4, no tax; 5.31 → 5, half a fen of tax counts as one.
    expect(purchaseTax({ ...bev, invoiceTotal: 5 })).toMatchObject({ taxable: 4, fullTax: 0, relief: 0, payable: 0 });
    expect(purchaseTax({ ...bev, invoiceTotal: 6 })).toMatchObject({ taxable: 5, fullTax: 1, relief: 1, payable: 0 });
    // 24.78 → 25, taxed 3: a tenth of the unrounded price would be 2.
    expect(purchaseTax({ ...bev, powertrain: 'ICE', invoiceTotal: 28 })).toMatchObject({ taxable: 25, fullTax: 3 });
  });

  it('takes windows and VAT as data', () => {
    const windows = [{ from: '2030-01-01', to: '2031-06-30', reliefShare: '0.25', cap: 100_000 }];
    const purchase: TaxedPurchase = { invoiceTotal: 1_100_000, powertrain: 'BEV', date: '2031-06-30' };
    expect(purchaseTax(purchase, windows, 0.1)).toEqual({
      taxable: 1_000_000,
      fullTax: 100_000,
      relief: 25_000,
      payable: 75_000,
      rule: 'TX-2 2030-2031',
    });
    expect(purchaseTax({ ...purchase, date: '2026-01-01' }, windows).rule).toBe('TX-1');
    expect(purchaseTax({ ...purchase, date: '2026-01-01' }, []).relief).toBe(0);
  });

  const purchases: fc.Arbitrary<TaxedPurchase> = fc.record({
    invoiceTotal: fc.integer({ min: 0, max: 1_000_000_000 }),
    powertrain: fc.constantFrom<Powertrain>('ICE', 'BEV', 'PHEV'),
    date: fc
      .date({ min: new Date('2023-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
  });

  it('ties for every purchase and never relieves above cap or tax', () => {
    fc.assert(
      fc.property(purchases, (purchase) => {
        const { taxable, fullTax, relief, payable, rule } = purchaseTax(purchase);
        // The nearest whole fen, stated in whole numbers: |113·taxable − 100·total| ≤ 56.5.
        expect(Math.abs(113 * taxable - 100 * purchase.invoiceTotal)).toBeLessThanOrEqual(56.5);
        expect(fullTax).toBe(Math.floor((taxable + 5) / 10));
        expect(payable).toBe(fullTax - relief);
        expect(relief).toBeLessThanOrEqual(fullTax);
        const window = NEV_PURCHASE_TAX_WINDOWS.find(({ from, to }) => from <= purchase.date && purchase.date <= to);
        if (window === undefined || purchase.powertrain === 'ICE') expect([relief, rule]).toEqual([0, 'TX-1']);
        else expect(relief).toBe(Math.min(Math.round(fullTax * Number(window.reliefShare)), window.cap));
      }),
    );
  });

  it('treats every new-energy drive alike', () => {
    fc.assert(
      fc.property(purchases, (purchase) => {
        expect(purchaseTax({ ...purchase, powertrain: 'PHEV' })).toEqual(purchaseTax({ ...purchase, powertrain: 'BEV' }));
      }),
    );
  });

  it.each<Partial<TaxedPurchase>>([
    { invoiceTotal: -1 },
    { invoiceTotal: 0.5 },
    { invoiceTotal: NaN },
    { date: '2026-5-1' },
    { date: '2026-05-01T00:00:00Z' },
  ])('refuses %j', (change) => {
    expect(() => purchaseTax({ invoiceTotal: 100, powertrain: 'BEV', date: '2026-05-01', ...change })).toThrow(RangeError);
  });
});

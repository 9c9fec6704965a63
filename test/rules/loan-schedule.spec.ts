import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loanSchedule, type LoanTerms, type RepaymentMethod } from '../../src/modules/finance/calculations/loan-schedule.js';

interface RowVector {
  n: number;
  payment: string;
  principal: string;
  interest: string;
  balance: string;
}
interface LoanVector {
  principal: number;
  annual_rate_pct: string;
  months: number;
  mode: RepaymentMethod;
  monthly_payment: string | null;
  first: RowVector;
  second: RowVector;
  last: RowVector;
  total_interest: string;
}

const vectors = JSON.parse(readFileSync(join(process.cwd(), 'test/vectors/loans.json'), 'utf8')) as LoanVector[];
const fen = (yuan: string): number => Math.round(Number(yuan) * 100);
const row = (vector: RowVector) => ({
  number: vector.n,
  payment: fen(vector.payment),
  principal: fen(vector.principal),
  interest: fen(vector.interest),
  balance: fen(vector.balance),
});

const method = fc.constantFrom<RepaymentMethod>('EQUAL_INSTALLMENT', 'EQUAL_PRINCIPAL');
const rate = fc.oneof(
  fc.constant(0),
  fc.constant('0.00'),
  fc.integer({ min: 0, max: 40_000 }).map((basis) => (basis / 1000).toFixed(3)),
);
const anyTerms: fc.Arbitrary<LoanTerms> = fc.record({
  principal: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500_000_000 }), fc.constant(9_000_000_000_000)),
  annualRatePercent: rate,
  months: fc.integer({ min: 1, max: 120 }),
  method,
});

describe('F-1 and F-2 known schedules', () => {
  it.each(vectors)('$principal yuan at $annual_rate_pct % over $months months, $mode', (vector) => {
    const schedule = loanSchedule({
      principal: vector.principal * 100,
      annualRatePercent: vector.annual_rate_pct,
      months: vector.months,
      method: vector.mode,
    });
    expect(schedule.instalments).toHaveLength(vector.months);
    expect(schedule.instalments[0]).toEqual(row(vector.first));
    expect(schedule.instalments[1]).toEqual(row(vector.second));
    expect(schedule.instalments.at(-1)).toEqual(row(vector.last));
    expect(schedule.totalInterest).toBe(fen(vector.total_interest));
    if (vector.monthly_payment !== null) {
      const payment = fen(vector.monthly_payment);
      expect(schedule.instalments.slice(0, -1).every((instalment) => instalment.payment === payment)).toBe(true);
    }
  });

  it('100,000 at 4.5 % over 36 months', () => {
    const { instalments, totalInterest } = loanSchedule({
      principal: 10_000_000,
      annualRatePercent: 4.5,
      months: 36,
      method: 'EQUAL_INSTALLMENT',
    });
    expect([instalments[0]?.payment, instalments[35]?.payment, totalInterest]).toEqual([297_469, 297_478, 708_893]);
  });

  it('takes a rate as number or text alike', () => {
    const terms = { principal: 15_000_000, months: 36, method: 'EQUAL_INSTALLMENT' } as const;
    expect(loanSchedule({ ...terms, annualRatePercent: 3.99 })).toEqual(loanSchedule({ ...terms, annualRatePercent: '3.990' }));
  });
});

describe('F-1 and F-2 rounding', () => {
  it('rounds half a fen up', () => {
    // 50 fen at 12 % owe exactly half a fen of interest in a month.
    expect(loanSchedule({ principal: 50, annualRatePercent: 12, months: 1, method: 'EQUAL_PRINCIPAL' }).totalInterest).toBe(1);
    expect(loanSchedule({ principal: 49, annualRatePercent: 12, months: 1, method: 'EQUAL_PRINCIPAL' }).totalInterest).toBe(0);
    // 7 fen and 50 % interest are ten and a half; 3 fen over two months are one and a half each.
    expect(loanSchedule({ principal: 7, annualRatePercent: 600, months: 1, method: 'EQUAL_INSTALLMENT' }).instalments[0]?.payment).toBe(11);
    const halves = loanSchedule({ principal: 3, annualRatePercent: 0, months: 2, method: 'EQUAL_INSTALLMENT' });
    expect(halves.instalments.map((instalment) => instalment.payment)).toEqual([2, 1]);
  });

  it('never repays more than is owed', () => {
    for (const each of ['EQUAL_INSTALLMENT', 'EQUAL_PRINCIPAL'] as const) {
      const roundedUp = loanSchedule({ principal: 100, annualRatePercent: 0, months: 60, method: each }).instalments;
      expect(roundedUp.map((instalment) => instalment.payment)).toEqual([...Array<number>(50).fill(2), ...Array<number>(10).fill(0)]);
      const roundedDown = loanSchedule({ principal: 10, annualRatePercent: 0, months: 60, method: each }).instalments;
      expect(roundedDown.map((instalment) => instalment.payment)).toEqual([...Array<number>(59).fill(0), 10]);
    }
  });

  it('agrees with the formula computed to 60 digits', () => {
    const Precise = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
    const loans = fc.record({
      principal: fc.integer({ min: 100_000, max: 500_000_000 }),
      basis: fc.integer({ min: 1, max: 36_000 }),
      months: fc.integer({ min: 2, max: 120 }),
    });
    fc.assert(
      fc.property(loans, ({ principal, basis, months }) => {
        const annualRatePercent = new Precise(basis).dividedBy(1000).toFixed();
        const r = new Precise(annualRatePercent).dividedBy(1200);
        const growth = r.plus(1).pow(months);
        const expected = r.times(principal).times(growth).dividedBy(growth.minus(1)).toDecimalPlaces(0).toNumber();
        const { instalments } = loanSchedule({ principal, annualRatePercent, months, method: 'EQUAL_INSTALLMENT' });
        expect(instalments[0]?.payment).toBe(expected);
      }),
    );
  });
});

describe('F-1 and F-2 hold for every loan', () => {
  it('ties to the fen', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const { instalments, totalInterest } = loanSchedule(terms);
        let balance = terms.principal;
        let interest = 0;
        instalments.forEach((instalment, index) => {
          expect(Object.values(instalment).every((amount) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
          expect(instalment.number).toBe(index + 1);
          expect(instalment.payment).toBe(instalment.principal + instalment.interest);
          const exactInterest = new Decimal(balance).times(terms.annualRatePercent).dividedBy(1200);
          expect(Math.abs(exactInterest.minus(instalment.interest).toNumber())).toBeLessThanOrEqual(0.5);
          expect(instalment.balance).toBe(balance - instalment.principal);
          balance = instalment.balance;
          interest += instalment.interest;
        });
        expect(instalments).toHaveLength(terms.months);
        expect(balance).toBe(0);
        expect(totalInterest).toBe(interest);
      }),
    );
  });

  it('keeps all but the last instalment level while the loan is open', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const levelled = terms.method === 'EQUAL_INSTALLMENT' ? 'payment' : 'principal';
        const open = loanSchedule(terms)
          .instalments.slice(0, -1)
          .filter((instalment) => instalment.balance > 0);
        expect(new Set(open.map((instalment) => instalment[levelled])).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('costs no interest at rate 0', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        expect(loanSchedule({ ...terms, annualRatePercent: 0 }).totalInterest).toBe(0);
      }),
    );
  });
});

describe('F-1 and F-2 refuse terms out of range', () => {
  const terms: LoanTerms = { principal: 100_000, annualRatePercent: '4.5', months: 12, method: 'EQUAL_INSTALLMENT' };
  it.each<Partial<LoanTerms>>([
    { principal: 0 },
    { principal: -1 },
    { principal: 1.5 },
    { principal: NaN },
    { principal: 9_000_000_000_001 },
    { months: 0 },
    { months: 1.5 },
    { months: 1_201 },
    { annualRatePercent: -0.1 },
    { annualRatePercent: 'four' },
    { annualRatePercent: '' },
    { annualRatePercent: Infinity },
    { annualRatePercent: NaN },
    { annualRatePercent: 1000.1 },
    { annualRatePercent: '1e-21' },
  ])('%j', (change) => {
    expect(() => loanSchedule({ ...terms, ...change })).toThrow(RangeError);
  });
});

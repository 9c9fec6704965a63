import { holds, isWellFormed } from '../../src/modules/workflow/process-definitions/condition.js';

describe('a condition over the facts of a subject', () => {
  const facts = { kind: 'DEPOSIT', amount: 500_000, car: null, financed: false };
  it('compares one fact', () => {
    expect(holds({ fact: 'kind', op: 'eq', value: 'DEPOSIT' }, facts)).toBe(true);
    expect(holds({ fact: 'kind', op: 'ne', value: 'DEPOSIT' }, facts)).toBe(false);
    expect(holds({ fact: 'kind', op: 'in', value: ['BALANCE', 'DEPOSIT'] }, facts)).toBe(true);
    expect(holds({ fact: 'amount', op: 'gte', value: 500_000 }, facts)).toBe(true);
    expect(holds({ fact: 'amount', op: 'lt', value: 500_000 }, facts)).toBe(false);
    expect(holds({ fact: 'financed', op: 'eq', value: false }, facts)).toBe(true);
  });
  it('takes a missing fact and a null for the same, and never orders unlike things', () => {
    expect(holds({ fact: 'car', op: 'exists', value: false }, facts)).toBe(true);
    expect(holds({ fact: 'nothing', op: 'exists', value: true }, facts)).toBe(false);
    expect(holds({ fact: 'kind', op: 'gt', value: 1 }, facts)).toBe(false);
    expect(holds({ fact: 'nothing', op: 'lt', value: 1 }, facts)).toBe(false);
  });
  it('joins with all, any and none of them', () => {
    const deposit = { fact: 'kind', op: 'eq', value: 'DEPOSIT' } as const;
    const dear = { fact: 'amount', op: 'gt', value: 1_000_000 } as const;
    expect(holds({ all: [deposit, dear] }, facts)).toBe(false);
    expect(holds({ any: [deposit, dear] }, facts)).toBe(true);
    expect(holds({ not: [dear] }, facts)).toBe(true);
    expect(holds({ not: [deposit] }, facts)).toBe(false);
    expect(holds(undefined, facts)).toBe(true);
  });
  it('has exactly one form', () => {
    expect(isWellFormed({ fact: 'kind', op: 'eq', value: 1 })).toBe(true);
    expect(isWellFormed({ fact: 'kind', op: 'exists' })).toBe(true);
    expect(isWellFormed({ fact: 'kind' })).toBe(false);
    expect(isWellFormed({})).toBe(false);
    expect(isWellFormed({ all: [{ fact: 'a', op: 'eq', value: 1 }], fact: 'b' })).toBe(false);
    expect(isWellFormed({ any: [{ all: [] }, {}] })).toBe(false);
  });
});

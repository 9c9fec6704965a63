import fc from 'fast-check';
import { csiOf, isBad, npsOf, percentOf, severityOf } from '../../src/modules/crm/surveys/csi-nps.js';

const item = (score: number, weight = 1) => ({ score, weight });

describe('C-2: CSI is the weighted mean of the items on 0–100', () => {
  it.each([
    ['all at their best', [item(5), item(5, 3)], 100],
    ['all at their worst', [item(1), item(1, 3)], 0],
    ['the middle of one item', [item(3)], 50],
    ['weights 3, 2, 2 with 5, 4, 3', [item(5, 3), item(4, 2), item(3, 2)], 78.5714],
    ['weight 0 keeps an item out', [item(5), item(1, 0)], 100],
    ['of nothing it is null', [], null],
    ['of nothing that weighs it is null', [item(4, 0)], null],
  ])('%s', (_, items, csi) => {
    expect(csiOf(items)).toBe(csi);
  });

  it('lies between the worst and the best item, whatever the weights', () => {
    const items = fc.array(fc.record({ score: fc.integer({ min: 1, max: 5 }), weight: fc.integer({ min: 1, max: 100 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(items, (all) => {
        const points = all.map(({ score }) => (score - 1) * 25);
        const csi = csiOf(all) ?? -1;
        return csi >= Math.min(...points) - 0.0001 && csi <= Math.max(...points) + 0.0001;
      }),
    );
  });
});

describe('C-2: NPS is promoters less detractors of all who scored', () => {
  it.each([
    [{ promoters: 5, passives: 3, detractors: 2 }, 30],
    [{ promoters: 0, passives: 0, detractors: 4 }, -100],
    [{ promoters: 7, passives: 0, detractors: 0 }, 100],
    [{ promoters: 1, passives: 1, detractors: 1 }, 0],
    [{ promoters: 2, passives: 1, detractors: 0 }, 66.67],
    [{ promoters: 0, passives: 2, detractors: 1 }, -33.33],
    [{ promoters: 0, passives: 0, detractors: 0 }, null],
  ])('%j → %s', (counts, nps) => {
    expect(npsOf(counts)).toBe(nps);
  });
  it('has a response rate beside it that is null when nobody was asked', () => {
    expect([percentOf(1, 3), percentOf(0, 4), percentOf(0, 0)]).toEqual([33.33, 0, null]);
  });
});

describe('C-2: a bad answer', () => {
  it.each([
    ['a recommendation of 6', { nps: 6, items: [item(5)] }, true],
    ['a recommendation of 7', { nps: 7, items: [item(5)] }, false],
    ['a recommendation of 0', { nps: 0, items: [] }, true],
    ['an item of 2 of 5', { nps: 10, items: [item(5), item(2)] }, true],
    ['an item of 3 of 5', { nps: 10, items: [item(3)] }, false],
    ['nothing asked', { nps: null, items: [] }, false],
  ])('%s: %s', (_, verdict, bad) => {
    expect(isBad(verdict)).toBe(bad);
  });
  it('is of high severity at its worst', () => {
    expect(severityOf({ nps: 2, items: [] }, 2)).toBe('HIGH');
    expect(severityOf({ nps: 3, items: [item(2)] }, 2)).toBe('MEDIUM');
    expect(severityOf({ nps: 9, items: [item(1)] }, 2)).toBe('HIGH');
    expect(severityOf({ nps: null, items: [item(2)] }, 2)).toBe('MEDIUM');
  });
});

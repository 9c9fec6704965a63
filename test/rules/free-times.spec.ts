import fc from 'fast-check';
import { freeTimes, type Period } from '../../src/modules/sales/test-drives/free-times.js';

const MINUTE = 60_000;
const day = Date.UTC(2026, 10, 24);
const at = (minute: number) => new Date(day + minute * MINUTE);
const period = (from: number, until: number): Period => ({ from: at(from), until: at(until) });
const rules = { after: at(0), turnaround: 15 * MINUTE, shortest: 30 * MINUTE };
const plain = (periods: Period[]) => periods.map(({ from, until }) => [(from.getTime() - day) / MINUTE, (until.getTime() - day) / MINUTE]);

describe('T-2: free times of a car or a consultant', () => {
  it.each<[string, Period[], Period[], Partial<typeof rules>, number[][]]>([
    [
      'an empty day is free',
      [period(540, 720), period(780, 1080)],
      [],
      {},
      [
        [540, 720],
        [780, 1080],
      ],
    ],
    [
      'a drive and the turnaround on both sides are not',
      [period(540, 720)],
      [period(600, 645)],
      {},
      [
        [540, 585],
        [645, 720],
      ],
    ],
    ['the past is not', [period(540, 720)], [], { after: at(600) }, [[600, 720]]],
    ['less than the shortest drive is not', [period(540, 720)], [period(560, 700)], {}, []],
    ['what ends at closing needs no turnaround', [period(540, 600)], [period(615, 660)], {}, [[540, 600]]],
    ['a drive from before opening', [period(540, 720)], [period(500, 560)], {}, [[560, 720]]],
    ['a closed day has none', [], [period(600, 645)], {}, []],
  ])('%s', (_, open, taken, more, expected) => {
    expect(plain(freeTimes(open, taken, { ...rules, ...more }))).toEqual(expected);
  });

  it('any drive inside a free time overlaps no other, its turnaround included', () => {
    const busy = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 200 })).map(([from, long]) => period(from, from + long)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(busy, (taken) => {
        for (const { from, until } of freeTimes([period(540, 720), period(780, 1080)], taken, rules)) {
          expect(until.getTime() - from.getTime()).toBeGreaterThanOrEqual(rules.shortest);
          for (const one of taken) expect(one.until <= from || one.from.getTime() >= until.getTime() + rules.turnaround).toBe(true);
        }
      }),
    );
  });
});

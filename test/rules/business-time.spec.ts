import fc from 'fast-check';
import { addDays, addMonths, dateOf, daysBetween, instantOf, plus } from '../../src/kernel/time/clock.js';
import { addBusinessMinutes, businessMinutesBetween, type Hours } from '../../src/modules/identity/calendars/business-time.js';

const nineToSix: Hours = {
  openingHours: [
    [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    [['09:00', '18:00']],
    [['09:00', '18:00']],
    [['09:00', '18:00']],
    [['09:00', '18:00']],
    [['10:00', '16:00']],
    [],
  ],
  exceptions: { '2027-02-08': { name: '春节', periods: [] }, '2027-02-14': { name: '春节调休上班', periods: [['09:00', '18:00']] } },
};
const at = (text: string) => new Date(`${text}:00+08:00`);

describe('L-5: a limit runs in the store’s business hours', () => {
  it.each([
    ['inside a day', '2026-11-24T10:00', 15, '2026-11-24T10:15'],
    ['starts at opening when it comes in at night', '2026-11-24T22:30', 15, '2026-11-25T09:15'],
    ['waits over the lunch break', '2026-11-23T11:50', 15, '2026-11-23T13:05'],
    ['goes over the night', '2026-11-24T17:50', 15, '2026-11-25T09:05'],
    ['skips the closed Sunday', '2026-11-28T15:50', 30, '2026-11-30T09:20'],
    ['skips a holiday', '2027-02-06T15:50', 30, '2027-02-09T09:20'],
    ['works on an adjusted Sunday (调休)', '2027-02-13T15:50', 30, '2027-02-14T09:20'],
    ['ends exactly at closing', '2026-11-24T17:45', 15, '2026-11-24T18:00'],
  ])('%s', (_name, from, minutes, expected) => {
    expect(addBusinessMinutes(nineToSix, at(from), minutes)).toEqual(at(expected));
  });

  it('never ends outside opening hours, is monotone, and adds up', () => {
    const instant = fc.integer({ min: 0, max: 60 * 24 * 120 }).map((m) => plus(at('2026-11-01T00:00'), { minutes: m }));
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (from, a, b) => {
        const end = addBusinessMinutes(nineToSix, from, a);
        expect(end.getTime()).toBeGreaterThan(from.getTime());
        expect(addBusinessMinutes(nineToSix, end, b)).toEqual(addBusinessMinutes(nineToSix, from, a + b));
      }),
    );
  });
});

describe('calendar dates', () => {
  it('keeps the end of a month inside it', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  });
  it('counts days over the summer time of 1986 to 1991', () => {
    expect(daysBetween('1986-05-01', '1986-05-31')).toBe(30);
    expect(addDays('1988-04-09', 1)).toBe('1988-04-10');
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (n) => expect(daysBetween('2000-01-01', addDays('2000-01-01', n))).toBe(n)),
    );
  });
  it('takes the store’s date of an instant', () => {
    expect(dateOf(new Date('2026-11-24T15:59:59Z'))).toBe('2026-11-24');
    expect(dateOf(new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25');
    expect(instantOf('2026-11-24', '09:30')).toEqual(new Date('2026-11-24T01:30:00Z'));
  });
});

describe('L-5: minutes that passed in business hours', () => {
  it.each([
    ['none before the store opens', '2026-11-24T22:00', '2026-11-25T09:00', 0],
    ['only those of the opening hours', '2026-11-24T22:00', '2026-11-25T09:06', 6],
    ['not those of the lunch break', '2026-11-23T11:50', '2026-11-23T13:05', 15],
    ['not those of a closed Sunday', '2026-11-28T15:50', '2026-11-30T09:20', 30],
    ['none backwards', '2026-11-24T10:00', '2026-11-24T09:00', 0],
  ])('%s', (_name, from, to, minutes) => {
    expect(businessMinutesBetween(nineToSix, at(from), at(to))).toBe(minutes);
  });

  it('count a begun minute, and are what adding them on runs through', () => {
    expect(businessMinutesBetween(nineToSix, at('2026-11-24T10:00'), new Date('2026-11-24T10:15:00.001+08:00'))).toBe(16);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 120 }), fc.integer({ min: 1, max: 3000 }), (start, minutes) => {
        const from = plus(at('2026-11-01T00:00'), { minutes: start });
        expect(businessMinutesBetween(nineToSix, from, addBusinessMinutes(nineToSix, from, minutes))).toBe(minutes);
      }),
    );
  });
});

import { addWorkingDays } from '../../src/modules/identity/calendars/working-days.js';

describe('W-5: working days of the official calendar', () => {
  it.each([
    ['the day itself does not count, the last counts to midnight', '2026-11-24T10:00', 1, '2026-11-26T00:00'],
    ['weekends are none', '2026-11-27T10:00', 1, '2026-12-01T00:00'],
    ['ten of them are two weeks', '2026-11-24T23:59', 10, '2026-12-09T00:00'],
    ['a holiday is none, a weekend day worked instead (调休) is one', '2025-09-26T09:00', 1, '2025-09-29T00:00'],
    ['the long holiday of October is jumped over', '2025-09-30T09:00', 1, '2025-10-10T00:00'],
  ])('%s', (_, from, days, until) => {
    expect(addWorkingDays(new Date(`${from}:00+08:00`), days)).toEqual(new Date(`${until}:00+08:00`));
  });
});

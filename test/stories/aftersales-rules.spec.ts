import { cycleFrom, forecast, kmPerDay } from '../../src/modules/aftersales/maintenance-reminders/due-dates.js';
import { type Demand, freeSlots, type Workshop } from '../../src/modules/aftersales/service-appointments/capacity.js';

describe('M-1 to M-3: when a service falls due', () => {
  const delivery = { on: '2026-01-31', km: 15 };

  it('M-1 counts months to the end of a short month, and kilometres from the base', () => {
    expect(cycleFrom(delivery, { km: 5_000, months: 6 })).toEqual({ base: delivery, dueOn: '2026-07-31', dueKm: 5_015 });
    expect(cycleFrom({ on: '2026-08-31', km: 100 }, { km: null, months: 6 })).toMatchObject({ dueOn: '2027-02-28', dueKm: null });
  });
  it('M-2 assumes the yearly default until two readings lie 14 days apart', () => {
    expect(kmPerDay([delivery], '2026-02-10', 15_000)).toBeCloseTo(15_000 / 365);
    expect(kmPerDay([delivery, { on: '2026-02-10', km: 900 }], '2026-02-10', 15_000)).toBeCloseTo(15_000 / 365);
    expect(kmPerDay([delivery, { on: '2026-03-02', km: 1_515 }], '2026-03-02', 15_000)).toBeCloseTo(50);
  });
  it('M-2 lets newer readings weigh more, forgets those older than a year and those of an instrument that was replaced', () => {
    const slowThenFast = [delivery, { on: '2026-05-31', km: 1_215 }, { on: '2026-09-28', km: 9_615 }];
    const rate = kmPerDay(slowThenFast, '2026-09-28', 15_000);
    expect(rate).toBeGreaterThan((9_615 - 15) / 240);
    expect(kmPerDay([{ on: '2024-01-01', km: 0 }, delivery, { on: '2026-03-02', km: 1_515 }], '2026-03-02', 15_000)).toBeCloseTo(50);
    expect(
      kmPerDay(
        [
          { on: '2026-01-01', km: 90_000 },
          { on: '2026-02-01', km: 10 },
          { on: '2026-03-03', km: 1_210 },
        ],
        '2026-03-03',
        15_000,
      ),
    ).toBeCloseTo(40);
  });
  it('M-2 is due by whichever comes first', () => {
    const cycle = cycleFrom(delivery, { km: 5_000, months: 6 });
    expect(forecast(cycle, delivery, 50).predictedDueOn).toBe('2026-05-11');
    expect(forecast(cycle, delivery, 10).predictedDueOn).toBe('2026-07-31');
  });
  it('M-2 does not run off the calendar for a car that stands still', () => {
    expect(forecast(cycleFrom(delivery, { km: 5_000, months: null }), delivery, 0).predictedDueOn).toBe('2039-10-10');
  });
  it('M-3 is due soon at nine tenths, 14 days or 1,000 km before, and overdue after', () => {
    const byDate = cycleFrom({ on: '2026-01-01', km: 0 }, { km: null, months: 12 });
    expect(forecast(byDate, { on: '2026-01-01', km: 0 }, 40)).toEqual({
      predictedDueOn: '2027-01-01',
      dueSoonOn: '2026-11-26',
      overdueOn: '2027-01-02',
    });
    const byKm = cycleFrom({ on: '2026-01-01', km: 0 }, { km: 5_000, months: null });
    expect(forecast(byKm, { on: '2026-01-01', km: 0 }, 100)).toEqual({
      predictedDueOn: '2026-02-20',
      dueSoonOn: '2026-02-10',
      overdueOn: '2026-02-21',
    });
  });
});

describe('A-3: capacity', () => {
  const MONDAY = '2026-11-23';
  const OPEN: [string, string][] = [['09:00', '18:00']];
  const demand: Demand = { hours: { MAINTENANCE: 1 }, bayType: 'QUICK' };
  const shift = { weekday: 1, from: '09:00', to: '18:00' };
  const workshop = (over: Partial<Workshop> = {}): Workshop => ({
    technicians: [{ skills: ['MAINTENANCE', 'MECHANICAL'], shifts: [shift] }],
    bayIds: ['bay-1', 'bay-2'],
    planned: [],
    planningFactor: 0.85,
    walkInReservePercent: 20,
    ...over,
  });
  const visit = (hour: number, hours: Workshop['planned'][number]['hours'], bayId = 'bay-1') => {
    const startsAt = new Date(`2026-11-23T${String(hour).padStart(2, '0')}:00:00+08:00`);
    return { bayId, startsAt, endsAt: new Date(+startsAt + 3_600_000), hours };
  };
  const before = new Date('2026-11-22T12:00:00+08:00');
  const starts = (slots: { startsAt: Date }[]) => slots.map((s) => new Date(+s.startsAt + 8 * 3_600_000).toISOString().slice(11, 16));

  it('offers a grid of 30 minutes within opening hours, so that the visit ends before closing', () => {
    const slots = starts(freeSlots(MONDAY, OPEN, demand, workshop(), before));
    expect(slots[0]).toBe('09:00');
    expect(slots.at(-1)).toBe('17:00');
    expect(slots).toHaveLength(17);
    expect(freeSlots(MONDAY, [], demand, workshop(), before)).toEqual([]);
  });
  it('offers no time that is past', () => {
    expect(starts(freeSlots(MONDAY, OPEN, demand, workshop(), new Date('2026-11-23T16:00:00+08:00')))).toEqual(['16:30', '17:00']);
  });
  it('sells 9 shift hours × 0.85 less 20 % for walk-ins: 6.12 hours, to the tenth', () => {
    const planned = Array.from({ length: 5 }, (_, n) => visit(9 + n, { MAINTENANCE: 1 }));
    const ask = (hours: number) =>
      freeSlots(MONDAY, OPEN, { ...demand, hours: { MAINTENANCE: hours } }, workshop({ planned }), before).length > 0;
    expect(ask(1.1)).toBe(true);
    expect(ask(1.2)).toBe(false);
  });
  it('sells a visit that fits exactly', () => {
    const exact = workshop({ planningFactor: 0.7, walkInReservePercent: 0, planned: [visit(9, { MAINTENANCE: 6 })] });
    expect(freeSlots(MONDAY, OPEN, { ...demand, hours: { MAINTENANCE: 0.3 } }, exact, before).length).toBeGreaterThan(0);
  });
  it('counts per skill, but nobody works twice: other skills of the same people use up the day too', () => {
    const planned = [visit(9, { MECHANICAL: 6 })];
    expect(freeSlots(MONDAY, OPEN, demand, workshop({ planned }), before)).toEqual([]);
    const two = workshop({
      planned,
      technicians: [
        { skills: ['MAINTENANCE'], shifts: [shift] },
        { skills: ['MECHANICAL'], shifts: [shift] },
      ],
    });
    expect(freeSlots(MONDAY, OPEN, demand, two, before).length).toBeGreaterThan(0);
    expect(freeSlots(MONDAY, OPEN, { hours: { MECHANICAL: 1 }, bayType: 'QUICK' }, two, before)).toEqual([]);
  });
  it('needs someone with the skill on shift at the start', () => {
    expect(freeSlots('2026-11-24', OPEN, demand, workshop(), before)).toEqual([]);
    const afternoon = workshop({ technicians: [{ skills: ['MAINTENANCE'], shifts: [{ weekday: 1, from: '13:00', to: '18:00' }] }] });
    expect(starts(freeSlots(MONDAY, OPEN, demand, afternoon, before))[0]).toBe('13:00');
  });
  it('needs a bay that is free for the whole period', () => {
    const planned = [visit(10, { MAINTENANCE: 0.1 }, 'bay-1'), visit(10, { MAINTENANCE: 0.1 }, 'bay-2')];
    const slots = starts(freeSlots(MONDAY, OPEN, demand, workshop({ planned }), before));
    expect(slots.slice(0, 3)).toEqual(['09:00', '11:00', '11:30']);
    const one = freeSlots(MONDAY, OPEN, demand, workshop({ planned: planned.slice(0, 1) }), before).find(
      (s) => s.startsAt.getTime() === +new Date('2026-11-23T10:30:00+08:00'),
    );
    expect(one?.freeBayIds).toEqual(['bay-2']);
  });
});

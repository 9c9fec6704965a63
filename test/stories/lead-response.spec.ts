import { expectStatus, someMobile } from '../support/deals.js';
import { CALL, enquiry, type Hired, someStore, type SomeStore } from '../support/leads.js';
import { type OwnServer, ownServer } from '../support/server.js';

jest.setTimeout(180_000);
const MINUTE = 60_000;
let app: OwnServer;
let store: SomeStore;
let boss: Hired;
let seller: Hired;
beforeAll(async () => {
  app = await ownServer();
  store = await someStore(app);
  [boss, seller] = [await store.hire('sales_manager'), await store.hire('sales_consultant')];
}, 180_000);
const now = async () => Date.parse((await (await app.as('admin@s01')).get('/ops/clock')).body.now as string);
/** Moves the clock to the next time that the store's clock shows this (`HH:mm`); a new store opens every day from 9 to 18. */
async function until(time: string): Promise<void> {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const at = await now();
  const midnight = Math.floor((at + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000;
  const target = [0, 1].map((day) => midnight + day * 86_400_000 + (hours * 60 + minutes) * MINUTE).find((t) => t > at + MINUTE) ?? 0;
  await app.advance(`PT${Math.ceil((target - at) / 1000)}S`);
}
const taken = async (more: object = {}) => {
  const manager = await boss.actor();
  const { id } = expectStatus(await manager.post('/leads', enquiry(someMobile(), more)), 201);
  return expectStatus(await manager.post(`/leads/${id}/assign`, { employeeId: seller.employeeId }), 200);
};
const call = async (id: string, more: object = {}) =>
  expectStatus(await (await seller.actor()).post(`/leads/${id}/contacts`, { ...CALL, ...more }), 200);
const read = async (id: string) => expectStatus(await (await boss.actor()).get(`/leads/${id}`), 200);
const missed = (id: string) => app.sql(`SELECT 1 FROM kernel.event WHERE name = 'crm.lead-response-missed' AND aggregate_id = $1`, [id]);
const after = (lead: { receivedAt: string }, instant: string) => Math.round((Date.parse(instant) - Date.parse(lead.receivedAt)) / MINUTE);

describe('the first answer to an enquiry (L-5)', () => {
  it('is on time, late or missed, and missed once and for all when its time is over', async () => {
    await until('10:00');
    const [quick, slow, silent] = [await taken(), await taken(), await taken()];
    expect([quick.responseVerdict, after(quick, quick.responseDueAt), after(quick, quick.responseMissedAfter)]).toEqual([
      'PENDING',
      15,
      30,
    ]);
    await app.advance('PT8M');
    // A customer who calls and a reply without a human are no answer.
    expect(await call(silent.id, { direction: 'INBOUND' })).toMatchObject({
      responseVerdict: 'PENDING',
      followUpDueAt: silent.responseDueAt,
    });
    const answered = await call(quick.id, { outcome: 'NO_ANSWER' });
    expect(answered.responseVerdict).toBe('GOAL');
    expect(answered.responseMinutes).toBeGreaterThanOrEqual(8);
    expect(answered.responseMinutes).toBeLessThanOrEqual(10);
    await app.advance('PT12M');
    expect((await call(slow.id)).responseVerdict).toBe('LATE');
    await app.advance('PT15M');
    expect(await read(silent.id)).toMatchObject({ responseVerdict: 'MISSED', responseMinutes: null });
    await app.advance('P1D');
    expect(await missed(silent.id)).toHaveLength(1);
    expect(await missed(slow.id)).toHaveLength(0);
    const late = await call(silent.id);
    expect(late.responseVerdict).toBe('MISSED');
    // 30 minutes to its limit, the rest of that day and what the next one had of business hours: a day of nine.
    expect(late.responseMinutes).toBeGreaterThan(9 * 60);
    expect((await call(quick.id)).responseMinutes).toBe(answered.responseMinutes);
  });

  it('may wait until the store opens', async () => {
    await until('22:30');
    const lead = await taken();
    await until('09:14');
    expect((await read(lead.id)).responseVerdict).toBe('PENDING');
    const answered = await call(lead.id);
    expect(answered).toMatchObject({ responseVerdict: 'GOAL' });
    expect([14, 15]).toContain(answered.responseMinutes);
  });

  it('is owed to a visitor within a day of their leaving, day and night', async () => {
    const manager = await boss.actor();
    const leftAt = new Date((await now()) - 120 * MINUTE).toISOString();
    const lead = expectStatus(await manager.post('/leads', enquiry(someMobile(), { source: 'WALK_IN', leftAt })), 201);
    expect(lead).toMatchObject({ leftAt, responseClock: 'ELAPSED', responseMissedAfter: lead.responseDueAt });
    expect(Date.parse(lead.responseDueAt) - Date.parse(leftAt)).toBe(24 * 60 * MINUTE);
    const tomorrow = new Date((await now()) + 60 * MINUTE).toISOString();
    const refused = await manager.post('/leads', enquiry(someMobile(), { source: 'WALK_IN', leftAt: tomorrow }));
    expect(refused).toMatchObject({ status: 422, body: { code: 'lead_left_in_future', errors: [{ pointer: '/leftAt' }] } });
    await app.advance('PT23H');
    expect((await read(lead.id)).responseVerdict).toBe('MISSED');
  });

  it('is owed no more once the enquiry is none', async () => {
    await until('11:00');
    const lead = await taken();
    const invalid = expectStatus(await (await boss.actor()).post(`/leads/${lead.id}/invalidate`, { reason: '空号' }), 200);
    expect(invalid).toMatchObject({ state: 'INVALID', responseVerdict: null, recallAt: null, followUpDueAt: null });
    await app.advance('PT1H');
    expect(await missed(lead.id)).toHaveLength(0);
  });
});

describe('response standards', () => {
  it('are data: a store’s own goes before the brand’s and the group’s, for leads from then on', async () => {
    await until('10:00');
    const [general, admin] = [await taken(), await app.as('admin@s01')];
    const own = { source: 'WEBSITE', storeId: store.id, clock: 'BUSINESS', goalMinutes: 5, missedMinutes: 10 };
    const brand = { source: 'WEBSITE', brand: '示范', clock: 'BUSINESS', goalMinutes: 60, missedMinutes: 90 };
    const set = expectStatus(await admin.post('/response-standards', own), 201);
    expectStatus(await admin.post('/response-standards', brand), 201);
    const own5 = await taken();
    expect([after(own5, own5.responseDueAt), after(own5, own5.responseMissedAfter)]).toEqual([5, 10]);
    expect((await read(general.id)).responseDueAt).toBe(general.responseDueAt);
    expect(await admin.post('/response-standards', own)).toMatchObject({ status: 409, body: { code: 'response_standard_taken' } });
    expect(await admin.post('/response-standards', { ...own, source: 'OEM', missedMinutes: 4 })).toMatchObject({
      status: 422,
      body: { code: 'response_standard_reversed', errors: [{ pointer: '/missedMinutes' }] },
    });
    expect(await admin.post('/response-standards', { ...own, brand: '示范' })).toMatchObject({
      status: 422,
      body: { code: 'response_standard_place', errors: [{ pointer: '/storeId' }] },
    });
    const path = `/response-standards/${set.id}`;
    const change = (body: object, etag: string) => admin.patch(path, body, { headers: { 'if-match': etag } });
    expect((await change({ goalMinutes: 11 }, '"1"')).body.code).toBe('response_standard_reversed');
    expectStatus(await change({ goalMinutes: 10 }, '"1"'), 200);
    expect((await change({ goalMinutes: 9 }, '"1"')).body.code).toBe('version_stale');
    expect((await (await boss.actor()).patch(path, { goalMinutes: 9 }, { headers: { 'if-match': '*' } })).status).toBe(403);
    expect((await (await boss.actor()).get(path)).body).toMatchObject({ goalMinutes: 10, missedMinutes: 10, version: 2 });
    const standards = (await (await boss.actor()).get('/response-standards?source=WALK_IN')).body.items;
    expect(standards).toMatchObject([{ clock: 'ELAPSED', goalMinutes: 1440, missedMinutes: 1440, storeId: null, brand: null }]);
  });
});

describe('the figures of answering (K-13)', () => {
  it('count by source and consultant, with medians and shares, null where there is nothing to share', async () => {
    const fresh = await someStore(app);
    const [head, fast, slow] = [
      await fresh.hire('sales_manager'),
      await fresh.hire('sales_consultant'),
      await fresh.hire('sales_consultant'),
    ];
    const day = async () => new Date((await now()) + 8 * 3_600_000).toISOString().slice(0, 10);
    await until('13:00');
    const today = await day();
    const ask = async () => expectStatus(await (await head.actor()).get(`/leads/response-figures?from=${today}&to=${today}`), 200);
    expect(await ask()).toEqual({
      from: today,
      to: today,
      storeId: null,
      total: { count: 0, pending: 0, medianMinutes: null, goalRate: null, lateRate: null, missedRate: null },
      bySource: [],
      byConsultant: [],
    });
    const give = async (who: Hired, source: string) => {
      const { id } = expectStatus(await (await head.actor()).post('/leads', enquiry(someMobile(), { source })), 201);
      expectStatus(await (await head.actor()).post(`/leads/${id}/assign`, { employeeId: who.employeeId }), 200);
      return id as string;
    };
    const [a, b, c, d] = [await give(fast, 'PHONE'), await give(fast, 'PHONE'), await give(slow, 'OEM'), await give(slow, 'OEM')];
    const dup = expectStatus(await (await head.actor()).post('/leads', enquiry(someMobile(), { source: 'OEM' })), 201);
    await app.advance('PT5M');
    for (const id of [a, b]) expectStatus(await (await fast.actor()).post(`/leads/${id}/contacts`, CALL), 200);
    await app.advance('PT15M');
    expectStatus(await (await slow.actor()).post(`/leads/${c}/contacts`, CALL), 200);
    expect((await ask()).total).toMatchObject({ count: 5, pending: 2, missedRate: 0 });
    await app.advance('PT20M');
    const figures = await ask();
    expect(figures.total).toMatchObject({ count: 5, pending: 0, goalRate: 0.4, lateRate: 0.2, missedRate: 0.4 });
    expect(figures.bySource.map((f: { source: string }) => f.source)).toEqual(['OEM', 'PHONE']);
    expect(figures.bySource[1]).toMatchObject({ count: 2, goalRate: 1, lateRate: 0, missedRate: 0 });
    expect(figures.bySource[1].medianMinutes).toBeLessThan(8);
    expect(figures.byConsultant.slice(0, 2)).toMatchObject(
      [
        { employeeId: fast.employeeId, count: 2, goalRate: 1 },
        { employeeId: slow.employeeId, count: 2, goalRate: 0, lateRate: 0.5, missedRate: 0.5 },
      ].sort((x, y) => (x.employeeId < y.employeeId ? -1 : 1)),
    );
    expect(figures.byConsultant.at(-1)).toMatchObject({ employeeId: null, count: 1, missedRate: 1, medianMinutes: null });
    expect([d, dup.id]).toHaveLength(2);
    const reversed = await (await head.actor()).get(`/leads/response-figures?from=${today}&to=2000-01-01`);
    expect(reversed).toMatchObject({ status: 400, body: { errors: [{ pointer: '/to', code: 'period_reversed' }] } });
    expect((await (await head.actor()).get(`/leads/response-figures?from=${today}&to=${today}&storeId=${store.id}`)).status).toBe(404);
    expect((await (await fast.actor()).get(`/leads/response-figures?from=${today}&to=${today}`)).status).toBe(403);
  });
});

import { expectStatus, someMobile } from '../support/deals.js';
import { type Actor, type Answer, type OwnServer, ownServer } from '../support/server.js';

let app: OwnServer;
let customerId: string;
beforeAll(async () => {
  app = await ownServer();
  customerId = expectStatus(await (await agent()).post('/customers', { type: 'PERSON', name: '吴小诉', mobile: someMobile() }), 201).id;
});
const agent = (): Promise<Actor> => app.as('crm_agent@s01');
const body = (more: object = {}) => ({ customerId, channel: 'PHONE', severity: 'MEDIUM', description: '维修后异响仍在', ...more });
const opened = async (more: object = {}): Promise<Answer['body']> =>
  expectStatus(await (await agent()).post('/complaints', body(more)), 201);
const move = async (id: string, name: string, what: object = {}, who = 'crm_agent@s01'): Promise<Answer> =>
  (await app.as(who)).post(`/complaints/${id}/${name}`, what);
const moved = async (id: string, name: string, what: object = {}): Promise<Answer['body']> => expectStatus(await move(id, name, what), 200);
const read = async (id: string): Promise<Answer['body']> => expectStatus(await (await agent()).get(`/complaints/${id}`), 200);
const tasks = async (id: string): Promise<{ step: string; role: string; state: string }[]> =>
  (await (await app.as('general_manager@s01')).get(`/tasks?subjectId=${id}&limit=100`)).body.items;
const soonTask = (id: string, step: string, state = 'OPEN') =>
  app.soon(async () => (await tasks(id)).find((t) => t.step === step && t.state === state), `task ${step} ${state}`);
const REMEDY = { remedy: '免费返修并赠送一次保养', cost: 30_000 };
const settled = async (more: object = {}, end: object = { rootCause: 'REPAIR_QUALITY', satisfaction: 4 }): Promise<Answer['body']> => {
  const { id } = await opened(more);
  for (const [name, what] of [['acknowledge'], ['investigate'], ['propose', REMEDY], ['accept']] as const) await moved(id, name, what);
  return moved(id, 'close', end);
};

describe('a complaint (C-3)', () => {
  it('goes from the first word to its end, each move with who and when', async () => {
    const complaint = await opened({ subject: { type: 'RepairOrder', id: crypto.randomUUID() } });
    expect(complaint).toMatchObject({
      state: 'OPEN',
      ownerEmployeeId: null,
      source: 'HAND',
      kind: 'GENERAL',
      escalationLevel: 0,
      cost: null,
    });
    const { id } = complaint;
    await soonTask(id, 'acknowledge');
    const me = (await (await agent()).get('/me')).body.employeeId;
    expect(await moved(id, 'acknowledge')).toMatchObject({ state: 'ACKNOWLEDGED', ownerEmployeeId: me });
    await soonTask(id, 'acknowledge', 'DONE');
    await soonTask(id, 'propose');
    await moved(id, 'investigate', { note: '试车确认' });
    expect((await move(id, 'propose', { remedy: '返修' })).status).toBe(400);
    expect(await moved(id, 'propose', REMEDY)).toMatchObject({ state: 'PROPOSED', cost: 30_000, currency: 'CNY' });
    expect(await moved(id, 'escalate', { reason: '要求更换总成' })).toMatchObject({ state: 'ESCALATED', escalationLevel: 1 });
    await soonTask(id, 'tell-service-manager');
    await moved(id, 'propose', { remedy: '更换总成', cost: 0 });
    await moved(id, 'accept');
    expect((await move(id, 'close', {})).status).toBe(400);
    const closed = await moved(id, 'close', { rootCause: 'PRODUCT_QUALITY', satisfaction: 5 });
    expect(closed).toMatchObject({ state: 'CLOSED', rootCause: 'PRODUCT_QUALITY', satisfaction: 5, cost: 0, allowedMoves: [] });
    expect(closed.history.map((h: { move: string; doneBy: string }) => [h.move, h.doneBy])).toEqual(
      ['open', 'acknowledge', 'investigate', 'propose', 'escalate', 'propose', 'accept', 'close'].map((name) => [name, me]),
    );
    expect(closed.clocks.every((c: { missed: boolean }) => !c.missed)).toBe(true);
    await app.soon(async () => (await tasks(id)).every((t) => t.state !== 'OPEN'), 'no open task');
    const story = (await (await agent()).get(`/customers/${customerId}/timeline?kind=COMPLAINT&limit=100`)).body.items;
    expect(story[0]).toMatchObject({ refId: id, title: expect.stringContaining('已关闭') });
    expect(await move(id, 'acknowledge')).toMatchObject({ status: 409, body: { code: 'illegal_move', allowedMoves: [] } });
  });

  it('is given to somebody of the store, who sees and moves their own only', async () => {
    const { id } = await opened();
    const advisor = await app.as('service_advisor@s01');
    const { employeeId } = (await advisor.get('/me')).body;
    expect((await advisor.get(`/complaints/${id}`)).status).toBe(404);
    const stranger = (await (await app.as('service_advisor@s02')).get('/me')).body.employeeId;
    expect(await move(id, 'assign', { employeeId: stranger })).toMatchObject({
      status: 422,
      body: { code: 'complaint_owner_unfit', errors: [{ pointer: '/employeeId' }] },
    });
    expect(await moved(id, 'assign', { employeeId })).toMatchObject({ state: 'OPEN', ownerEmployeeId: employeeId });
    expect((await advisor.get('/complaints')).body.items.map((c: { id: string }) => c.id)).toContain(id);
    expectStatus(await move(id, 'acknowledge', {}, 'service_advisor@s01'), 200);
    expect((await move(id, 'close', { rootCause: 'OTHER' }, 'service_advisor@s01')).status).toBe(403);
    expect((await (await app.as('crm_agent@s02')).get(`/complaints/${id}`)).status).toBe(404);
  });

  it('is moved once when two do it at the same moment', async () => {
    const { id } = await opened();
    const answers = await Promise.all([1, 2, 3, 4].map(() => move(id, 'acknowledge')));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409]);
    expect((await read(id)).history).toHaveLength(2);
  });

  it('that comes up again names the closed one of the same customer', async () => {
    const first = await settled();
    const again = await opened({ previousComplaintId: first.id });
    expect(again.previousComplaintId).toBe(first.id);
    for (const previousComplaintId of [again.id, crypto.randomUUID()])
      expect(await (await agent()).post('/complaints', body({ previousComplaintId }))).toMatchObject({
        status: 422,
        body: { code: 'complaint_previous_unfit', errors: [{ pointer: '/previousComplaintId' }] },
      });
    expect((await (await agent()).post('/complaints', body({ customerId: crypto.randomUUID() }))).status).toBe(404);
  });

  it('that is critical is told the general manager at once', async () => {
    const { id, escalationLevel } = await opened({ severity: 'CRITICAL' });
    expect(escalationLevel).toBe(2);
    expect(await soonTask(id, 'tell-general-manager')).toMatchObject({ role: 'general_manager' });
  });
});

describe('the clocks of a complaint', () => {
  it('mark a missed limit with its time and climb the ladder, each rung once', async () => {
    const { id, clocks } = await opened();
    const { now } = (await (await agent()).get('/ops/clock')).body;
    await app.advance(`PT${Math.ceil((Date.parse(clocks[0].dueAt) - Date.parse(now)) / 1000) + 60}S`);
    const late = await read(id);
    expect(late.overdueAt).toBe(clocks[0].dueAt);
    expect(late.clocks[0].missed).toBe(true);
    expect(late.escalationLevel).toBeGreaterThanOrEqual(1);
    await soonTask(id, 'tell-service-manager');
    const overdue = async (): Promise<string[]> =>
      (await (await agent()).get('/complaints?overdue=true&state=OPEN&severity=MEDIUM&limit=100')).body.items.map(
        (c: { id: string }) => c.id,
      );
    expect(await overdue()).toContain(id);
    await app.advance('P3D');
    await soonTask(id, 'tell-general-manager');
    await soonTask(id, 'tell-service-manager', 'DONE');
    const events = await app.sql<{ level: number; cause: string }>(
      `SELECT (payload->>'level')::int AS level, payload->>'cause' AS cause FROM kernel.event WHERE name = 'crm.complaint-escalated' AND aggregate_id = $1 ORDER BY seq`,
      [id],
    );
    expect(events.map((e) => e.level)).toEqual(events.map((_, n) => n + 1));
    expect(events.slice(0, 2).map((e) => e.cause)).toEqual(['ACKNOWLEDGE', 'ACKNOWLEDGE']);
    expect(await moved(id, 'acknowledge')).toMatchObject({ clocks: [{ clock: 'ACKNOWLEDGE', missed: true }, { clock: 'RESOLVE' }] });
  });

  it('of a claim under the three guarantees run in working days by law (W-5)', async () => {
    const claim = await opened({ kind: 'SANBAO', subject: { type: 'CustomerVehicle', id: crypto.randomUUID() } });
    const [, reply, resolve] = claim.clocks as { clock: string; dueAt: string }[];
    expect([reply?.clock, resolve?.clock]).toEqual(['REPLY', 'RESOLVE']);
    const days = (until = '') => (Date.parse(until) - Date.parse(claim.openedAt)) / 86_400_000;
    expect(days(reply?.dueAt)).toBeGreaterThan(12);
    expect(days(resolve?.dueAt)).toBeGreaterThan(26);
    for (const { dueAt } of [reply, resolve] as { dueAt: string }[]) expect(new Date(dueAt).toISOString().slice(11, 16)).toBe('16:00');
  });
});

describe('figures of complaints', () => {
  it('are counted by severity and root cause in one statement, and null where there is nothing', async () => {
    const { now } = (await (await agent()).get('/ops/clock')).body;
    const today = new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10);
    const ask = async (day: string): Promise<Answer> =>
      (await app.as('service_manager@s01')).get(`/complaints/figures?from=${day}&to=${day}`);
    const before = (await ask(today)).body;
    const first = await settled({ severity: 'LOW' });
    await settled({ severity: 'LOW', previousComplaintId: first.id }, { rootCause: 'PRICE' });
    await opened({ severity: 'LOW' });
    const answer = await ask(today);
    const figures = expectStatus(answer, 200);
    expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(2);
    expect(figures.total.count - before.total.count).toBe(3);
    expect(figures.total.cost - before.total.cost).toBe(60_000);
    expect(figures.bySeverity.find((s: { severity: string }) => s.severity === 'LOW')).toMatchObject({
      count: 3,
      closed: 2,
      repeated: 1,
      satisfaction: 4,
    });
    expect(figures.byRootCause.find((r: { rootCause: string }) => r.rootCause === 'PRICE')).toMatchObject({
      count: 1,
      satisfaction: null,
      medianHoursToClose: expect.any(Number),
    });
    expect((await ask('2020-01-01')).body).toMatchObject({
      total: { count: 0, medianHoursToClose: null, satisfaction: null, cost: 0 },
      bySeverity: [],
      byRootCause: [],
    });
    expect((await (await agent()).get('/complaints/figures?from=2026-02-01&to=2026-01-01')).status).toBe(400);
  });
});

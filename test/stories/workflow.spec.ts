import { confirmedOrder, expectStatus, type Order, pay, someModel, stockCar, unique } from '../support/deals.js';
import { type Answer, ownServer, type Server, server } from '../support/server.js';

interface Task {
  id: string;
  step: string;
  definitionCode: string;
  state: string;
  role: string;
  title: string;
  assigneeEmployeeId: string | null;
  dueAt: string | null;
  overdueAt: string | null;
  escalationLevel: number;
  escalatedFrom: string | null;
  allowedMoves: string[];
}
const tasksOf = async (app: Server, subjectId: string, query = ''): Promise<Task[]> =>
  (await (await app.as('general_manager@s01')).get(`/tasks?subjectId=${subjectId}&limit=100${query}`)).body.items as Task[];
const soonTask = (app: Server, subjectId: string, step: string, state = 'OPEN'): Promise<Task> =>
  app.soon(
    async () => (await tasksOf(app, subjectId)).find((t) => t.step === step && t.state === state && t.escalatedFrom === null),
    `task ${step} ${state}`,
  );
/** A confirmed order with a car, its first tasks written. */
async function order(app: Server): Promise<Order> {
  const model = await someModel(app);
  await stockCar(app, model);
  const confirmed = await confirmedOrder(app, model);
  await soonTask(app, confirmed.id, 'prepare-car');
  return confirmed;
}
const stepOf = (code: string, more: object = {}) => ({
  code,
  name: { zh: code, en: code },
  standard: { zh: '做好', en: 'Well done' },
  role: 'cashier',
  ...more,
});
const definition = (steps: object[], more: object = {}) => ({
  code: `t-${unique()}`,
  name: { zh: '测试流程', en: 'Test process' },
  content: { trigger: { event: 'sales.order-confirmed' }, subject: { type: 'SalesOrder', field: 'salesOrderId' }, steps, ...more },
});

describe('workflow', () => {
  let app: Server;
  beforeAll(async () => {
    app = await server();
  });

  describe('an order', () => {
    it('opens two tasks at once when it is confirmed: collect the deposit, prepare the car', async () => {
      const { id } = await order(app);
      const tasks = (await tasksOf(app, id)).filter((t) => t.definitionCode === 'order-fulfilment');
      expect(tasks.map((t) => [t.step, t.role, t.state]).sort()).toEqual([
        ['collect-deposit', 'cashier', 'OPEN'],
        ['prepare-car', 'inventory_clerk', 'OPEN'],
      ]);
      expect(tasks.every((t) => t.dueAt !== null && t.overdueAt === null && t.assigneeEmployeeId === null)).toBe(true);
      const [event] = await app.sql<{ correlation_id: string }>(
        `SELECT correlation_id FROM kernel.event WHERE name = 'sales.order-confirmed' AND payload->>'salesOrderId' = $1`,
        [id],
      );
      const [opened] = await app.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM kernel.event WHERE name = 'workflow.task-opened' AND correlation_id = $1 AND payload->>'subjectId' = $2`,
        [event?.correlation_id, id],
      );
      expect(opened?.n).toBe(2);
    });
    it('without a car asks for one first', async () => {
      const confirmed = await confirmedOrder(app, await someModel(app));
      await soonTask(app, confirmed.id, 'find-car');
      expect((await tasksOf(app, confirmed.id)).map((t) => t.step)).not.toContain('prepare-car');
    });
    it('goes on when what a step waits for happens, and gives the next steps to the owner', async () => {
      const confirmed = await order(app);
      await pay(app, confirmed.id, 'DEPOSIT');
      await soonTask(app, confirmed.id, 'collect-deposit', 'DONE');
      const contract = await soonTask(app, confirmed.id, 'sign-contract');
      const consultant = await app.as('sales_consultant@s01');
      expect(contract.assigneeEmployeeId).toBe((await consultant.get('/me')).body.employeeId);
      expect((await soonTask(app, confirmed.id, 'collect-balance')).assigneeEmployeeId).toBeNull();
    });
    it('says of every step where it stands and what it waits for', async () => {
      const { id } = await order(app);
      const gm = await app.as('general_manager@s01');
      const [process] = (
        await gm.get(`/processes?subjectId=${id}&definitionCode=order-fulfilment`, { headers: { 'accept-language': 'en' } })
      ).body.items;
      const step = (code: string) => process.steps.find((s: { code: string }) => s.code === code);
      expect(step('collect-deposit')).toMatchObject({
        state: 'OPEN',
        name: 'Collect the deposit',
        waitingFor: ['finance.receivable-paid'],
      });
      expect(step('find-car').state).toBe('NOT_NEEDED');
      expect(step('hand-over')).toMatchObject({ state: 'WAITING', waitingFor: ['Prepare the car (PDI)', 'Register the car'] });
      expect((await gm.get(`/processes/${process.id}`)).body.definitionRevision).toBe(2);
      expect((await (await app.as('general_manager@s02')).get(`/processes/${process.id}`)).status).toBe(404);
    });
    it('that is cancelled leaves no open task', async () => {
      const { id } = await order(app);
      expectStatus(
        await (await app.as('sales_manager@s01')).post(`/sales-orders/${id}/cancel`, { reason: '客户放弃', cause: 'CUSTOMER' }),
        200,
      );
      await app.soon(async () => (await tasksOf(app, id, '&state=OPEN')).length === 0, 'no open task');
      const [process] = (await (await app.as('general_manager@s01')).get(`/processes?subjectId=${id}`)).body.items;
      expect([process.state, process.endedAt !== null]).toEqual(['CANCELLED', true]);
    });
  });

  describe('a task', () => {
    it('is done by its role, its assignee or a manager, by nobody else, and once', async () => {
      const { id } = await order(app);
      const task = await soonTask(app, id, 'prepare-car');
      const technician = await app.as('technician@s01');
      expect((await technician.get(`/tasks/${task.id}`)).body.allowedMoves).toEqual([]);
      const foreign = await technician.post(`/tasks/${task.id}/complete`);
      expect([foreign.status, foreign.body.code]).toEqual([403, 'task_not_yours']);
      expect((await (await app.as('inventory_clerk@s02')).post(`/tasks/${task.id}/complete`)).status).toBe(404);
      const clerk = await app.as('inventory_clerk@s01');
      expect((await clerk.post(`/tasks/${task.id}/complete`)).body).toMatchObject({ state: 'DONE', completedBy: 'HAND', allowedMoves: [] });
      const again = await clerk.post(`/tasks/${task.id}/complete`);
      expect([again.status, again.body.code]).toEqual([409, 'illegal_move']);
    });
    it('is skipped by a manager who says why; the process goes on', async () => {
      const { id } = await order(app);
      const task = await soonTask(app, id, 'collect-deposit');
      const cashier = await app.as('cashier@s01');
      expect((await cashier.post(`/tasks/${task.id}/skip`, { reason: '全款' })).status).toBe(403);
      const manager = await app.as('sales_manager@s01');
      expect((await manager.post(`/tasks/${task.id}/skip`, {})).status).toBe(400);
      expect((await manager.post(`/tasks/${task.id}/skip`, { reason: '客户全款' })).body).toMatchObject({
        state: 'SKIPPED',
        reason: '客户全款',
      });
      await soonTask(app, id, 'sign-contract');
    });
    it('is in the list of its role and of its assignee, in the language of the request', async () => {
      const { id } = await order(app);
      const titles = async (who: string, language: string) =>
        (
          (await (await app.as(who)).get(`/tasks?assignee=me&subjectId=${id}`, { headers: { 'accept-language': language } })).body
            .items as Task[]
        ).map((t) => t.title);
      expect(await titles('cashier@s01', 'en')).toEqual(['Collect the deposit']);
      expect(await titles('inventory_clerk@s01', 'zh-CN')).toEqual(['新车准备(PDI)']);
      expect(await titles('technician@s01', 'en')).toEqual([]);
      expect(await tasksOf(app, id, '&due=overdue')).toEqual([]);
      expect((await (await app.as('cashier@s01')).get('/tasks?assignee=nobody')).status).toBe(400);
    });
  });

  describe('a definition', () => {
    it('is delivered for leads, sales, orders, repair orders, care and follow-up, each of which could be published', async () => {
      const admin = await app.as('admin@s01');
      const { items } = (await admin.get('/process-definitions?state=PUBLISHED&limit=100')).body;
      const delivered = items as { code: string; name: object; content: object }[];
      expect(delivered.map((d) => d.code)).toEqual(
        expect.arrayContaining([
          'after-delivery-care',
          'lead-follow-up',
          'order-fulfilment',
          'repair-order',
          'sales-pipeline',
          'service-follow-up',
        ]),
      );
      for (const { name, content } of delivered) {
        const copy = expectStatus(await admin.post('/process-definitions', { code: `copy-${unique()}`, name, content }), 201);
        expectStatus(await admin.post(`/process-definitions/${copy.id}/publish`), 200);
        expectStatus(await admin.post(`/process-definitions/${copy.id}/retire`), 200);
      }
    });
    it('with an unknown event, role or fact, a dead end, a cycle or a broken condition is refused with the place', async () => {
      const admin = await app.as('admin@s01');
      const draft = expectStatus(
        await admin.post(
          '/process-definitions',
          definition(
            [
              stepOf('a', { start: { after: ['b'] } }),
              stepOf('b', { start: { after: ['a'] } }),
              stepOf('c', { start: { after: ['b'] } }),
              stepOf('d', { role: 'nobody', condition: { fact: 'x' } }),
              stepOf('e', { complete: { events: [{ event: 'sales.no-such' }] } }),
              stepOf('e', { start: { after: ['nowhere'] } }),
              stepOf('f', {
                complete: {
                  events: [{ event: 'crm.lead-created' }, { event: 'sales.order-preparing', condition: { fact: 'weather', op: 'exists' } }],
                },
              }),
            ],
            { ends: [{ event: 'no.such', as: 'CANCELLED' }] },
          ),
        ),
        201,
      );
      const refused = await admin.post(`/process-definitions/${draft.id}/publish`);
      expect([refused.status, refused.body.code]).toEqual([422, 'definition_invalid']);
      expect(refused.body.errors.map((e: { pointer: string; code: string }) => [e.pointer, e.code])).toEqual(
        expect.arrayContaining([
          ['/content/ends/0/event', 'unknown_event'],
          ['/content/steps/4/complete/events/0/event', 'unknown_event'],
          ['/content/steps/3/role', 'unknown_role'],
          ['/content/steps/3/condition', 'condition_invalid'],
          ['/content/steps/5/code', 'duplicate_step'],
          ['/content/steps/5/start/after/0', 'unknown_step'],
          ['/content/steps/0/start', 'cycle_without_exit'],
          ['/content/steps/1/start', 'cycle_without_exit'],
          ['/content/steps/2/start', 'unreachable_step'],
          // The event tells of no order; nothing tells of the weather, or of x.
          ['/content/steps/6/complete/events/0/event', 'event_without_subject'],
          ['/content/steps/6/complete/events/1/condition', 'unknown_fact'],
          ['/content/steps/3/condition', 'unknown_fact'],
        ]),
      );
    });
    it('may hold a cycle that an event leads out of', async () => {
      const admin = await app.as('admin@s01');
      const body = definition([
        stepOf('a', { start: { after: ['b'] } }),
        stepOf('b', { start: { after: ['a'] }, complete: { events: [{ event: 'sales.order-preparing' }] } }),
      ]);
      const draft = expectStatus(await admin.post('/process-definitions', body), 201);
      expectStatus(await admin.post(`/process-definitions/${draft.id}/publish`), 200);
      expectStatus(await admin.post(`/process-definitions/${draft.id}/retire`), 200);
    });
    it('is changed as a draft only, by an admin, and has one revision in force', async () => {
      const admin = await app.as('admin@s01');
      const body = definition([stepOf('a')]);
      expect((await (await app.as('sales_manager@s01')).post('/process-definitions', body)).status).toBe(403);
      const first = expectStatus(await admin.post('/process-definitions', body), 201);
      const name = { zh: '改名', en: 'Renamed' };
      const patch = (id: string, version: number) =>
        admin.patch(`/process-definitions/${id}`, { name }, { headers: { 'if-match': `"${version}"` } });
      expect((await patch(first.id, 1)).body.name).toEqual(name);
      expect((await patch(first.id, 1)).status).toBe(412);
      expectStatus(await admin.post(`/process-definitions/${first.id}/publish`), 200);
      const fixed = await patch(first.id, 3);
      expect([fixed.status, fixed.body.code]).toEqual([409, 'definition_fixed']);
      const second = expectStatus(await admin.post('/process-definitions', body), 201);
      expect(second.revision).toBe(2);
      expectStatus(await admin.post(`/process-definitions/${second.id}/publish`), 200);
      expect((await admin.get(`/process-definitions/${first.id}`)).body.state).toBe('RETIRED');
      expectStatus(await admin.post(`/process-definitions/${second.id}/retire`), 200);
    });
    it('is drawn as a picture', async () => {
      const gm = await app.as('general_manager@s01');
      const [delivered] = (await gm.get('/process-definitions?code=order-fulfilment&state=PUBLISHED')).body.items;
      const picture: Answer = await gm.get(`/process-definitions/${delivered.id}/diagram`, { headers: { 'accept-language': 'en' } });
      expect(picture.headers.get('content-type')).toContain('image/svg+xml');
      expect(picture.body).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
      for (const text of ['Collect the deposit', 'sales.order-confirmed', 'cashier · 18 h', 'CANCELLED'])
        expect(picture.body.replaceAll('&#45;', '-')).toContain(text);
    });
  });
});

describe('workflow as time passes', () => {
  it('marks an overdue task once, tells the manager once, and keeps running processes on their revision', async () => {
    const app = await ownServer();
    const { id } = await order(app);
    const admin = await app.as('admin@s01');
    const [inForce] = (await admin.get('/process-definitions?code=order-fulfilment&state=PUBLISHED')).body.items;
    const next = expectStatus(
      await admin.post('/process-definitions', {
        code: 'order-fulfilment',
        name: inForce.name,
        content: { ...inForce.content, steps: inForce.content.steps.slice(0, 1) },
      }),
      201,
    );
    expectStatus(await admin.post(`/process-definitions/${next.id}/publish`), 200);

    const overdueEvents = (level: number) =>
      app.sql(
        `SELECT 1 FROM kernel.event WHERE name = 'workflow.task-overdue' AND payload->>'subjectId' = $1 AND payload->>'step' = 'prepare-car' AND payload->>'level' = $2`,
        [id, String(level)],
      );
    await app.advance('PT1H');
    expect((await soonTask(app, id, 'prepare-car')).overdueAt).toBeNull();
    await app.advance('P6D');
    const task = await soonTask(app, id, 'prepare-car');
    expect([task.overdueAt, task.escalationLevel]).toEqual([task.dueAt, 1]);
    const told = async () => (await tasksOf(app, id, '&role=sales_manager')).filter((t) => t.escalatedFrom === task.id);
    expect((await told()).map((t) => [t.state, t.title])).toEqual([['OPEN', '逾期:新车准备(PDI)']]);
    expect((await tasksOf(app, id, '&due=overdue')).map((t) => t.id)).toContain(task.id);
    // An order that nobody paid is cancelled after seven days: stay before that.
    await app.advance('PT12H');
    expect([(await told()).length, (await overdueEvents(1)).length, (await overdueEvents(0)).length]).toEqual([1, 1, 0]);

    expectStatus(await (await app.as('inventory_clerk@s01')).post(`/tasks/${task.id}/complete`), 200);
    expect((await told()).map((t) => t.state)).toEqual(['CANCELLED']);
    const [process] = (await (await app.as('general_manager@s01')).get(`/processes?subjectId=${id}&definitionCode=order-fulfilment`)).body
      .items;
    expect([process.definitionRevision, process.steps.length]).toEqual([inForce.revision, inForce.content.steps.length]);
  });

  it('opens a delayed step when its time has come', async () => {
    const app = await ownServer();
    const admin = await app.as('admin@s01');
    const body = definition([stepOf('now'), stepOf('later', { start: { after: ['now'], delay: 'P3D' }, limitBusinessHours: 2 })]);
    const draft = expectStatus(await admin.post('/process-definitions', body), 201);
    expectStatus(await admin.post(`/process-definitions/${draft.id}/publish`), 200);
    const { id } = await order(app);
    const first = await soonTask(app, id, 'now');
    expectStatus(await (await app.as('cashier@s01')).post(`/tasks/${first.id}/complete`), 200);
    await app.advance('P2D');
    expect((await tasksOf(app, id)).map((t) => t.step)).not.toContain('later');
    await app.advance('P1DT1H');
    expect((await soonTask(app, id, 'later')).dueAt).not.toBeNull();
  });
});

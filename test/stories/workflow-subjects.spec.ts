import { confirmedOrder, expectStatus, offer, pay, someMobile, someModel, someOpportunity, stockCar, unique } from '../support/deals.js';
import { enquiry } from '../support/leads.js';
import { deliveredOrder, passPdi, preparingOrder, signedContract, waitingOrder } from '../support/orders.js';
import { type Actor, type Answer, type OwnServer, ownServer, type Server, server } from '../support/server.js';

interface Task {
  id: string;
  step: string;
  state: string;
  subjectId: string;
  definitionCode: string;
  assigneeEmployeeId: string | null;
  escalatedFrom: string | null;
}
const tasksOf = async (app: Server, subjectId: string): Promise<Task[]> =>
  ((await (await app.as('general_manager@s01')).get(`/tasks?subjectId=${subjectId}&limit=100`)).body.items as Task[]).filter(
    (t) => t.escalatedFrom === null,
  );
const soonTask = (app: Server, subjectId: string, step: string, state = 'OPEN'): Promise<Task> =>
  app.soon(async () => (await tasksOf(app, subjectId)).find((t) => t.step === step && t.state === state), `task ${step} ${state}`);
const soonProcess = (app: Server, subjectId: string, definitionCode: string, state: string): Promise<Answer['body']> =>
  app.soon(
    async () =>
      (await (await app.as('general_manager@s01')).get(`/processes?subjectId=${subjectId}&definitionCode=${definitionCode}&state=${state}`))
        .body.items[0],
    `process ${definitionCode} ${state}`,
  );
const statesOf = (process: Answer['body']): Record<string, string> =>
  Object.fromEntries((process.steps as { code: string; state: string }[]).map((s) => [s.code, s.state]));
const stepOf = (code: string, more: object = {}) => ({
  code,
  name: { zh: code, en: code },
  standard: { zh: '做好', en: 'Well done' },
  role: 'crm_agent',
  ...more,
});
/** A definition in force. */
async function inForce(admin: Actor, content: object): Promise<string> {
  const code = `t-${unique()}`;
  const draft = expectStatus(
    await admin.post('/process-definitions', { code, name: { zh: '测试流程', en: 'Test process' }, content }),
    201,
  );
  expectStatus(await admin.post(`/process-definitions/${draft.id}/publish`), 200);
  return code;
}

describe('a process and its subject', () => {
  let app: Server;
  let consultant: Actor;
  let manager: Actor;
  beforeAll(async () => {
    app = await server();
    [consultant, manager] = [await app.as('sales_consultant@s01'), await app.as('sales_manager@s01')];
  });

  it('an order that loses its car needs another one, prepared and signed for anew (D-3)', async () => {
    const model = await someModel(app);
    const { order, car } = await preparingOrder(app, model);
    await soonTask(app, order.id, 'sign-contract');
    await signedContract(app, order.id);
    await passPdi(app, car.id);
    await soonTask(app, order.id, 'prepare-car', 'DONE');
    await soonTask(app, order.id, 'sign-contract', 'DONE');

    const other = await waitingOrder(app, model);
    const give = { toSalesOrderId: other.id, reason: '客户推迟提车', voidContract: true };
    expectStatus(await manager.post(`/sales-orders/${order.id}/hand-over-car`, give), 200);
    await soonTask(app, order.id, 'find-car');
    await soonTask(app, order.id, 'sign-contract');
    expect((await tasksOf(app, order.id)).filter((t) => t.step === 'prepare-car').map((t) => t.state)).toEqual(['DONE']);
    await stockCar(app, model);
    await soonTask(app, order.id, 'find-car', 'DONE');
    await soonTask(app, order.id, 'prepare-car');
    const steps = statesOf(await soonProcess(app, order.id, 'order-fulfilment', 'RUNNING'));
    expect(steps).toMatchObject({ 'collect-deposit': 'DONE', 'find-car': 'DONE', 'prepare-car': 'OPEN', 'sign-contract': 'OPEN' });
  });

  it('an order on credit has its loan arranged, one that is paid cash has not (F-3)', async () => {
    const model = await someModel(app);
    await stockCar(app, model);
    const { opportunityId } = await someOpportunity(app, model);
    const loan = { kind: 'LOAN', downPayment: 6_000_000, months: 36, annualRatePercent: 4.5, method: 'EQUAL_INSTALLMENT' };
    const body = { opportunityId, modelId: model.id, colour: model.colour, lines: offer(model, 2), financeAlternatives: [loan] };
    const { id } = expectStatus(await consultant.post('/quotations', body), 201);
    expectStatus(await consultant.post(`/quotations/${id}/submit`), 200);
    expectStatus(await consultant.post(`/quotations/${id}/send`), 200);
    const { salesOrderId } = expectStatus(await consultant.post(`/quotations/${id}/accept`, { financeAlternative: 1 }), 200);
    await soonProcess(app, salesOrderId, 'order-fulfilment', 'RUNNING');
    await pay(app, salesOrderId, 'DEPOSIT');
    expect((await soonTask(app, salesOrderId, 'arrange-loan')).assigneeEmployeeId).toBe((await consultant.get('/me')).body.employeeId);
    const cash = await confirmedOrder(app, await someModel(app));
    await pay(app, cash.id, 'DEPOSIT');
    await soonTask(app, cash.id, 'collect-balance');
    expect(statesOf(await soonProcess(app, cash.id, 'order-fulfilment', 'RUNNING'))['arrange-loan']).toBe('NOT_NEEDED');
  });

  it('whose deal it is now gets its open tasks, those of the order too (O-1)', async () => {
    const order = await confirmedOrder(app, await someModel(app));
    await pay(app, order.id, 'DEPOSIT');
    await soonTask(app, order.id, 'sign-contract');
    await soonTask(app, order.opportunityId, 'deliver');
    const { employeeId } = (await manager.get('/me')).body;
    expectStatus(await manager.post(`/opportunities/${order.opportunityId}/hand-over`, { employeeId, reason: '原顾问调岗' }), 200);
    const isTheirs = (subjectId: string, step: string) =>
      app.soon(async () => (await soonTask(app, subjectId, step)).assigneeEmployeeId === employeeId, `${step} handed over`);
    await isTheirs(order.opportunityId, 'deliver');
    await isTheirs(order.id, 'sign-contract');
    expect((await soonTask(app, order.id, 'collect-balance')).assigneeEmployeeId).toBeNull();
  });

  it('ends with an enquiry that is none, and with a wish that is lost', async () => {
    const lead = expectStatus(await (await app.as('crm_agent@s01')).post('/leads', enquiry(someMobile())), 201);
    await app.soon(async () => (await tasksOf(app, lead.id)).some((t) => t.state === 'OPEN'), 'a task of the lead');
    expectStatus(await manager.post(`/leads/${lead.id}/invalidate`, { reason: '空号' }), 200);
    await soonProcess(app, lead.id, 'lead-follow-up', 'CANCELLED');
    expect((await tasksOf(app, lead.id)).filter((t) => t.state === 'OPEN')).toEqual([]);

    const { opportunityId } = await someOpportunity(app, await someModel(app));
    await soonTask(app, opportunityId, 'quote');
    expectStatus(await consultant.post(`/opportunities/${opportunityId}/lose`, { reason: 'PRICE', note: '竞品更便宜' }), 200);
    expectStatus(await manager.post(`/opportunities/${opportunityId}/review`, { decision: 'APPROVED' }), 200);
    await soonProcess(app, opportunityId, 'sales-pipeline', 'CANCELLED');
    expect((await tasksOf(app, opportunityId)).filter((t) => t.state === 'OPEN')).toEqual([]);
  });

  it('follows a customer into a merge and back (L-4)', async () => {
    const model = await someModel(app);
    const [gone, stays] = [(await someOpportunity(app, model)).customerId, (await someOpportunity(app, model)).customerId];
    const code = await inForce(await app.as('admin@s01'), {
      trigger: { event: 'crm.interaction-recorded', condition: { fact: 'customerId', op: 'eq', value: gone } },
      subject: { type: 'Customer', field: 'customerId' },
      steps: [stepOf('call', { complete: { events: [{ event: 'crm.visit-left' }] } })],
    });
    const call = { channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED', note: '周六到店', customerId: gone };
    // The definition is in force with every instance a moment after it was published.
    await app.soon(async () => {
      expectStatus(await consultant.post('/interactions', call), 201);
      return (await tasksOf(app, gone)).find((t) => t.definitionCode === code);
    }, 'the task');
    const about = async (customerId: string) => (await tasksOf(app, customerId)).filter((t) => t.definitionCode === code).length;
    const agent = await app.as('crm_agent@s01');
    expectStatus(await agent.post(`/customers/${gone}/merge`, { intoCustomerId: stays, reason: '同一人的两个手机号' }), 200);
    await app.soon(async () => (await about(stays)) === 1, 'the task of the survivor');
    expect([await about(gone), (await soonProcess(app, stays, code, 'RUNNING')).subjectId]).toEqual([0, stays]);
    expectStatus(await agent.post(`/customers/${gone}/unmerge`), 200);
    await app.soon(async () => (await about(gone)) === 1, 'the task of the restored customer');
    expect([await about(stays), (await soonProcess(app, gone, code, 'RUNNING')).subjectId]).toEqual([0, gone]);
  });

  it('calls after a delivery are asked for by what the customer says now (C-1)', async () => {
    const { order } = await deliveredOrder(app, await someModel(app));
    await soonProcess(app, order.id, 'after-delivery-care', 'RUNNING');
    const consent = { purpose: 'SATISFACTION_SURVEY', channel: 'PHONE', evidence: '展厅签字' };
    const knows = (phoneConsent: boolean) =>
      app.soon(
        async () =>
          (
            await app.sql(
              `SELECT 1 FROM workflow.process WHERE subject_id = $1 AND definition_code = 'after-delivery-care' AND facts->'phoneConsent' = to_jsonb($2::boolean)`,
              [order.id, phoneConsent],
            )
          ).length,
        `call consent ${phoneConsent}`,
      );
    const { textVersion } = (await consultant.get('/consent-texts?limit=100')).body.items.find(
      (t: { purpose: string }) => t.purpose === 'SATISFACTION_SURVEY',
    );
    expectStatus(await consultant.post(`/customers/${order.customerId}/consents`, { ...consent, granted: true, textVersion }), 201);
    await knows(true);
    expectStatus(await consultant.post(`/customers/${order.customerId}/consents`, { ...consent, granted: false }), 201);
    await knows(false);
  });
});

describe('a process and the clock', () => {
  let app: OwnServer;
  beforeAll(async () => {
    app = await ownServer();
  });

  it('judges a delayed step by what is known when it would open, from events that the process does not name', async () => {
    const car = (there: boolean) => ({ start: { delay: 'P1D' }, condition: { fact: 'car', op: 'exists', value: there } });
    const code = await inForce(await app.as('admin@s01'), {
      trigger: { event: 'sales.order-confirmed' },
      subject: { type: 'SalesOrder', field: 'salesOrderId' },
      steps: [stepOf('with-car', car(true)), stepOf('without-car', car(false))],
    });
    const model = await someModel(app);
    const order = await confirmedOrder(app, model);
    await pay(app, order.id, 'DEPOSIT');
    expect(statesOf(await soonProcess(app, order.id, code, 'RUNNING'))).toEqual({ 'with-car': 'SCHEDULED', 'without-car': 'SCHEDULED' });
    await stockCar(app, model);
    await soonTask(app, order.id, 'find-car', 'DONE');
    await app.advance('P1DT1H');
    expect(statesOf(await soonProcess(app, order.id, code, 'RUNNING'))).toEqual({ 'with-car': 'OPEN', 'without-car': 'NOT_NEEDED' });
  });

  it('asks for a follow-up that nobody made, until somebody makes it (G-2)', async () => {
    const model = await someModel(app);
    const [deal, guest] = [await someOpportunity(app, model), await someOpportunity(app, model)];
    // Level H: seven days after the contact.
    await app.advance('P8DT1H');
    const task = await soonTask(app, deal.opportunityId, 'follow-up');
    const consultant = await app.as('sales_consultant@s01');
    expect(task).toMatchObject({ definitionCode: 'follow-up-missed', assigneeEmployeeId: (await consultant.get('/me')).body.employeeId });
    const call = { channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED', note: '周六到店' };
    expectStatus(await consultant.post('/interactions', { ...call, ...deal }), 201);
    await soonTask(app, deal.opportunityId, 'follow-up', 'DONE');
    // However they spoke: a visit that the consultant hosted makes it too.
    await soonTask(app, guest.opportunityId, 'follow-up');
    const visit = expectStatus(await consultant.post('/visits', { customerId: guest.customerId, purpose: 'VIEWING' }), 201);
    expectStatus(await consultant.post(`/visits/${visit.id}/receive`), 200);
    expectStatus(await consultant.post(`/visits/${visit.id}/leave`), 200);
    await soonTask(app, guest.opportunityId, 'follow-up', 'DONE');
  });
});

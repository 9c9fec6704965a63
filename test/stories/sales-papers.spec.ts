import {
  confirmedOrder,
  dateOn,
  expectStatus,
  identify,
  instantOn,
  type Model,
  type Order,
  orderIn,
  pay,
  someModel,
  stockCar,
  unique,
} from '../support/deals.js';
import { deliveredOrder, orderOf } from '../support/orders.js';
import { type OwnServer, ownServer } from '../support/server.js';

// A server of its own: reminders and warnings come by the calendar.
let app: OwnServer;
let model: Model;
beforeAll(async () => {
  app = await ownServer();
  model = await someModel(app);
});

const seller = () => app.as('sales_consultant@s01');
const orderWithCar = async (): Promise<Order> => {
  await stockCar(app, model);
  const order = await confirmedOrder(app, model);
  await identify(app, order.customerId);
  await pay(app, order.id, 'DEPOSIT');
  await orderIn(app, await seller(), order.id, 'PREPARING');
  return order;
};
const insured = async (order: Order, more: object = {}) => {
  const policy = {
    salesOrderId: order.id,
    kind: 'COMPULSORY',
    insurer: '示范保险',
    policyNumber: `JQ${unique()}`,
    startsOn: await dateOn(app, 0),
    endsOn: await dateOn(app, 364),
    premium: 95_000,
    ...more,
  };
  return expectStatus(await (await seller()).post('/insurance-policies', policy), 201);
};
const renewalOf = async (policyId: string) => {
  const { items } = expectStatus(await (await seller()).get('/insurance-renewals?limit=100&sort=-createdAt'), 200);
  return (items as { id: string; insurancePolicyId: string }[]).find((n) => n.insurancePolicyId === policyId) as { id: string };
};
const due = async (days: number) =>
  (
    expectStatus(await (await seller()).get(`/insurance-renewals?dueWithin=${days}&limit=100`), 200).items as {
      id: string;
      daysLeft: number;
    }[]
  ).map((n) => n.id);
const invoiced = async (order: Order): Promise<string> => {
  const cashier = await app.as('cashier@s01');
  const { id } = expectStatus(await cashier.post('/invoices', { salesOrderId: order.id, kind: 'VEHICLE' }), 201);
  expectStatus(await cashier.post(`/invoices/${id}/issue`), 200);
  return id as string;
};
interface Deadline {
  kind: string;
  dueOn: string;
  warnedAt: string | null;
  closedAt: string | null;
  overdue: boolean;
}
const deadlinesOf = async (order: Order): Promise<Deadline[]> =>
  expectStatus(await (await seller()).get(`/registration-deadlines?subjectId=${order.id}`), 200).items as Deadline[];
const deadline = (order: Order, kind: string, test: (d: Deadline) => boolean = () => true): Promise<Deadline> =>
  app.soon(async () => (await deadlinesOf(order)).find((d) => d.kind === kind && test(d)), `the deadline ${kind}`);

const tasksOf = async (subjectId: string): Promise<{ definitionCode: string; step: string; state: string }[]> =>
  expectStatus(await (await app.as('sales_manager@s01')).get(`/tasks?subjectId=${subjectId}`), 200).items as never;

describe('the renewal of a policy (IN-1)', () => {
  it('is due within N days, falls due again by itself, and is closed by the policy that goes on', async () => {
    const order = await orderWithCar();
    const policy = await insured(order, { kind: 'COMMERCIAL', endsOn: await dateOn(app, 61) });
    const { id } = await renewalOf(policy.id);
    const consultant = await seller();
    const open = expectStatus(await consultant.get(`/insurance-renewals/${id}`), 200);
    expect(open).toMatchObject({ state: 'OPEN', daysLeft: 61, reminders: 0, allowedMoves: ['renew', 'lose'] });
    expect(await due(60)).not.toContain(id);
    expect(await due(61)).toContain(id);
    await app.advance('P2D');
    const reminded = expectStatus(await (await seller()).get(`/insurance-renewals/${id}`), 200);
    expect([reminded.reminders, reminded.daysLeft]).toEqual([1, 59]);
    expect(reminded.nextReminderAt).toBe(new Date(`${await dateOn(app, 29)}T09:00:00+08:00`).toISOString());
    expect(await due(60)).toContain(id);

    expect(await tasksOf(id)).toMatchObject([{ definitionCode: 'insurance-renewal', step: 'offer', state: 'OPEN' }]);

    const next = {
      insurer: '示范保险',
      policyNumber: `SY${unique()}`,
      startsOn: await dateOn(app, 62),
      endsOn: await dateOn(app, 400),
      premium: 1,
    };
    const renew = async (more: object) => (await seller()).post(`/insurance-renewals/${id}/renew`, { ...next, ...more });
    expect((await renew({ startsOn: await dateOn(app, 59) })).body).toMatchObject({ code: 'renewal_overlaps', rule: 'IN-1' });
    expect((await renew({ endsOn: await dateOn(app, 61) })).body.code).toBe('insurance_term_invalid');
    expect((await renew({ policyNumber: policy.policyNumber })).body.code).toBe('policy_number_taken');
    const answers = await Promise.all([1, 2, 3].map((n) => renew({ policyNumber: `${next.policyNumber}-${n}` })));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409]);
    const renewed = answers.find((a) => a.status === 200)?.body;
    expect(renewed).toMatchObject({ state: 'RENEWED', gapDays: 2, allowedMoves: [] });
    await app.soon(async () => (await tasksOf(id))[0]?.state !== 'OPEN', 'the task gone');
    expect(await due(400)).not.toContain(id);
    expect(await due(400)).toContain((await renewalOf(renewed.renewedPolicyId)).id);
    expect((await (await seller()).get(`/insurance-policies/${renewed.renewedPolicyId}`)).body.renewsPolicyId).toBe(policy.id);
  });

  it('of compulsory insurance runs one year and does not touch the first policy of the order', async () => {
    const order = await orderWithCar();
    const policy = await insured(order);
    const { id } = await renewalOf(policy.id);
    const next = { insurer: '示范保险', policyNumber: `JQ${unique()}`, startsOn: await dateOn(app, 365), premium: 85_000 };
    const short = await (await seller()).post(`/insurance-renewals/${id}/renew`, { ...next, endsOn: await dateOn(app, 500) });
    expect(short.body.code).toBe('insurance_term_invalid');
    const answer = await (await seller()).post(`/insurance-renewals/${id}/renew`, { ...next, endsOn: await dateOn(app, 729) });
    expect(expectStatus(answer, 200).gapDays).toBe(0);
    const { gates } = expectStatus(await (await seller()).get(`/sales-orders/${order.id}/delivery-readiness`), 200);
    expect((gates as { code: string; passed: boolean }[]).find((g) => g.code === 'COMPULSORY_INSURANCE')?.passed).toBe(true);
    const lost = await (await seller()).post(`/insurance-renewals/${id}/lose`, { reason: '在别处续保' });
    expect(lost.body.code).toBe('illegal_move');
  });

  it('of a car that the order lost is void at its next reminder', async () => {
    const order = await orderWithCar();
    const policy = await insured(order, { kind: 'COMMERCIAL', endsOn: await dateOn(app, 61) });
    const { id } = await renewalOf(policy.id);
    const manager = await app.as('sales_manager@s01');
    expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '改变计划' }), 200);
    await app.advance('P2D');
    const over = expectStatus(await (await seller()).get(`/insurance-renewals/${id}`), 200);
    expect(over).toMatchObject({ state: 'VOID', closeReason: 'CAR_LOST' });
  });

  it('of a car that came back is void at its next reminder', async () => {
    const { order } = await deliveredOrder(app, await someModel(app));
    const vin = (await orderOf(app, order.id)).reservation.vin as string;
    const [policy] = await app.sql<{ id: string }>('SELECT id FROM sales.insurance_policy WHERE vin = $1', [vin]);
    const { id } = await renewalOf(policy?.id ?? '');
    const back = { salesOrderId: order.id, reason: 'SANBAO_ART_23', odometerKm: 900, account: '检测报告 JC-018' };
    const asked = expectStatus(await (await seller()).post('/order-returns', back), 201);
    expectStatus(await (await app.as('general_manager@s01')).post(`/order-returns/${asked.id}/approve`), 200);
    // Due now, as it is at the end of the year.
    await app.sql('UPDATE sales.insurance_renewal SET next_reminder_at = $2 WHERE id = $1', [id, await instantOn(app, 1)]);
    await app.advance('PT1H');
    expect(expectStatus(await (await seller()).get(`/insurance-renewals/${id}`), 200)).toMatchObject({ state: 'VOID', reminders: 0 });
  });
});

describe('temporary plates (RG-2)', () => {
  it('are three of thirty days at most, one after the other, never longer than the car is insured', async () => {
    const order = await orderWithCar();
    const consultant = await seller();
    const { id } = expectStatus(await consultant.post('/registrations', { salesOrderId: order.id }), 201);
    const issue = async (from: number, until: number, number = '沪A·0F123') =>
      consultant.post(`/registrations/${id}/issue-temporary-plate`, {
        number,
        validFrom: await dateOn(app, from),
        validUntil: await dateOn(app, until),
      });
    expect((await issue(0, 29)).body.code).toBe('temporary_plate_uninsured');
    await insured(order);
    expect((await issue(0, 29, '??')).body.code).toBe('temporary_plate_invalid');
    for (const [from, until, pointer] of [
      [0, 30, '/validUntil'],
      [5, 4, '/validUntil'],
      [-1, 20, '/validFrom'],
      [350, 365, '/validUntil'],
    ] as const)
      expect([from, until, (await issue(from, until)).body.errors?.[0]?.pointer]).toEqual([from, until, pointer]);
    const first = expectStatus(await issue(0, 29), 200);
    expect(first.temporaryPlates).toMatchObject([{ sequence: 1, validUntil: await dateOn(app, 29), voidAfter: null }]);
    expect(first.temporaryPlates[0].number).not.toContain('0F12');
    expect((await issue(29, 40)).body.errors[0].pointer).toBe('/validFrom');
    const race = await Promise.all([issue(30, 50), issue(30, 50), issue(30, 50)]);
    expect(race.map((a) => a.status).sort()).toEqual([200, 422, 422]);
    expectStatus(await issue(51, 60), 200);
    expect((await issue(61, 70)).body).toMatchObject({ code: 'temporary_plates_exhausted', rule: 'RG-2' });
    const [row] = await app.sql<{ all: string }>(
      'SELECT string_agg(p::text, $2) AS all FROM sales.temporary_plate p WHERE registration_id = $1',
      [id, ''],
    );
    expect(row?.all).not.toContain('0F123');
    const { items } = expectStatus(await consultant.get(`/registrations?salesOrderId=${order.id}`), 200);
    expect(items[0].temporaryPlates).toHaveLength(3);
    expect(await deadlinesOf(order)).toMatchObject([{ kind: 'TEMPORARY_PLATE', dueOn: await dateOn(app, 60), closedAt: null }]);
  });
});

describe('the deadlines of a registration', () => {
  it('are set by the invoice, warned of in time, and met by the registration (TX-1, RG-2)', async () => {
    const order = await orderWithCar();
    await insured(order);
    await invoiced(order);
    expect(await deadline(order, 'PURCHASE_TAX')).toMatchObject({ dueOn: await dateOn(app, 60), overdue: false, warnedAt: null });
    const consultant = await seller();
    const { id } = expectStatus(await consultant.post('/registrations', { salesOrderId: order.id }), 201);
    const plate = { number: '沪A0F999', validFrom: await dateOn(app, 0), validUntil: await dateOn(app, 8) };
    expectStatus(await consultant.post(`/registrations/${id}/issue-temporary-plate`, plate), 200);
    expect((await deadline(order, 'TEMPORARY_PLATE')).warnedAt).toBeNull();
    await app.advance('P2D');
    expect((await deadline(order, 'TEMPORARY_PLATE')).warnedAt).not.toBeNull();
    expect((await deadline(order, 'PURCHASE_TAX')).warnedAt).toBeNull();
    const soon = expectStatus(await (await seller()).get('/registration-deadlines?dueWithin=7&limit=100'), 200);
    const mine = (soon.items as { subjectId: string; kind: string }[]).filter((d) => d.subjectId === order.id);
    expect(mine.map((d) => d.kind)).toEqual(['TEMPORARY_PLATE']);

    const today = await dateOn(app, 0);
    const done = {
      plateNumber: `沪A${String(unique()).slice(-5)}`,
      registeredOn: today,
      purchaseTax: { amount: 1_700_000, paidOn: today, certificateNumber: `TAX${unique()}` },
    };
    expectStatus(await (await seller()).post(`/registrations/${id}/complete`, done), 200);
    await deadline(order, 'PURCHASE_TAX', (d) => d.closedAt !== null);
    await deadline(order, 'TEMPORARY_PLATE', (d) => d.closedAt !== null);
    const after = await app.soon(async () => {
      const { body } = await (await seller()).get(`/registrations/${id}`);
      return (body as { temporaryPlates: { voidAfter: string | null }[] }).temporaryPlates[0]?.voidAfter;
    }, 'the end of the temporary plate');
    expect(after).toBe(await dateOn(app, 3));
  });

  it('fall away with a red invoice and with the order', async () => {
    const order = await orderWithCar();
    const invoiceId = await invoiced(order);
    await deadline(order, 'PURCHASE_TAX');
    const finance = await app.as('finance_manager@s01');
    expectStatus(await finance.post(`/invoices/${invoiceId}/red-flush`, { reason: '开票有误' }), 200);
    await deadline(order, 'PURCHASE_TAX', (d) => d.closedAt !== null);
    await invoiced(order);
    await deadline(order, 'PURCHASE_TAX', (d) => d.closedAt === null);
    const manager = await app.as('sales_manager@s01');
    expectStatus(await manager.post(`/sales-orders/${order.id}/cancel`, { cause: 'CUSTOMER', reason: '改变计划' }), 200);
    await app.soon(async () => (await deadlinesOf(order)).every((d) => d.closedAt !== null), 'no deadline of the order');
  });
});

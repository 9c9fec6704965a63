import { demoCar, dateOn, expectStatus, instantOn, offer, pay, someModel, someOpportunity, stockCar } from '../support/deals.js';
import { deliveredOrder, orderOf, refundOf } from '../support/orders.js';
import { type Actor, type OwnServer, ownServer } from '../support/server.js';

let app: OwnServer;
let consultant: Actor;
let admin: Actor;
beforeAll(async () => {
  app = await ownServer();
  [consultant, admin] = await Promise.all([app.as('sales_consultant@s01'), app.as('admin')]);
});
interface Tag {
  key: string;
  value: string;
  kind: string;
  eventId: string;
  eventName: string;
}
const profileOf = async (customerId: string) => expectStatus(await consultant.get(`/customers/${customerId}/profile`), 200);
const tagged = async (customerId: string, key: string, value?: string): Promise<Tag | undefined> =>
  (await profileOf(customerId)).tags.find((t: Tag) => t.key === key && (value === undefined || t.value === value));
const TABLES = ['profile_fact', 'profile', 'profile_vehicle', 'customer_tag'];
const tables = async () => {
  const all = await Promise.all(
    TABLES.map((table) => app.sql<{ row: object }>(`SELECT to_jsonb(t) AS row FROM crm.${table} t ORDER BY to_jsonb(t)::text`)),
  );
  return Object.fromEntries(TABLES.map((table, n) => [table, all[n]?.map(({ row }) => row)]));
};
const heard = () =>
  app.soon(async () => {
    const [left] = await app.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM kernel.delivery WHERE listener = 'crm.profile' AND state <> 'DONE'`,
    );
    return left?.count === 0;
  }, 'every event');
const rebuilt = async () => {
  const { id } = expectStatus(await admin.post('/profile-rebuilds'), 201);
  return app.soon(async () => {
    const { body } = await admin.get(`/profile-rebuilds/${id}`);
    return (body as { state: string }).state === 'DONE' && (body as { facts: number; corrected: number; events: number });
  }, 'the rebuild');
};

describe('a profile (客户画像)', () => {
  it('is made from what happened: intent, tags, cars, revenue, each with where it comes from', async () => {
    const model = await someModel(app);
    const car = await demoCar(app, model);
    await stockCar(app, model);
    const deal = await someOpportunity(app, model);
    const { customerId, opportunityId } = deal;
    const early = await app.soon(async () => {
      const profile = await profileOf(customerId);
      return profile.intent && profile;
    });
    expect(early).toMatchObject({ intent: { level: 'H', opportunityId }, orders: 0, lifetimeRevenue: 0 });
    expectStatus(await consultant.post(`/opportunities/${opportunityId}/grade`, { intentLevel: 'A', reason: '等家人意见' }), 200);
    const drive = expectStatus(
      await consultant.post('/test-drives', {
        opportunityId,
        stockVehicleId: car.id,
        startsAt: await instantOn(app, 5),
        endsAt: await instantOn(app, 35),
        licence: { number: '11010519491231002X', class: 'C1', expiresOn: await dateOn(app, 900) },
      }),
      201,
    );
    expectStatus(await consultant.post(`/test-drives/${drive.id}/start`, { agreementSigned: true, odometerKm: car.odometerKm }), 200);
    const refused = await consultant.post(`/test-drives/${drive.id}/complete`, { odometerKm: car.odometerKm + 5, rating: 6 });
    expect(refused.status).toBe(400);
    expectStatus(await consultant.post(`/test-drives/${drive.id}/complete`, { odometerKm: car.odometerKm + 5, rating: 5 }), 200);
    const lines = [...offer(model, 2), { kind: 'ACCESSORY', description: '行车记录仪', amount: 100_000 }];
    const quotation = expectStatus(
      await consultant.post('/quotations', { opportunityId, modelId: model.id, colour: model.colour, lines }),
      201,
    );
    expectStatus(await consultant.post(`/quotations/${quotation.id}/submit`), 200);
    expectStatus(await consultant.post(`/quotations/${quotation.id}/send`), 200);
    const { salesOrderId } = expectStatus(await consultant.post(`/quotations/${quotation.id}/accept`), 200);
    await pay(app, salesOrderId, 'DEPOSIT');
    await pay(app, salesOrderId, 'BALANCE');
    const profile = await app.soon(async () => {
      const seen = await profileOf(customerId);
      return (
        seen.paidVisits === 1 && seen.tags.some((t: Tag) => t.key === 'ACCESSORY') && seen.tags.some((t: Tag) => t.key === 'COLOUR') && seen
      );
    }, 'the profile');
    expect(profile).toMatchObject({
      intent: { level: 'A', reason: '等家人意见' },
      orders: 1,
      repairOrders: 0,
      lifetimeRevenue: 0,
      vehicles: [],
    });
    const tags = Object.fromEntries(profile.tags.map((t: Tag) => [t.key, [t.value, t.kind, t.eventName]]));
    expect(tags).toMatchObject({
      LIKED_MODEL: [model.name, 'FEEDBACK', 'sales.test-drive-completed'],
      ACCESSORY: ['行车记录仪', 'PREFERENCE', 'sales.quotation-accepted'],
      COLOUR: [model.colour, 'PREFERENCE', 'sales.order-confirmed'],
      FINANCE: ['NO', 'PREFERENCE', 'sales.order-confirmed'],
    });
    const sources = await app.sql<{ id: string }>('SELECT id FROM kernel.event WHERE id = ANY($1::uuid[])', [
      profile.tags.map((t: Tag) => t.eventId),
    ]);
    expect(sources).toHaveLength(new Set(profile.tags.map((t: Tag) => t.eventId)).size);
    expect(Date.parse(profile.lastContactAt)).toBeGreaterThan(0);
  });

  it('takes revenue without what is passed through, and cars, from those who drive them', async () => {
    await heard();
    const delivered = await app.sql<{ customerId: string; revenue: number; vin: string }>(
      `SELECT payload ->> 'customerId' AS "customerId", sum((payload ->> 'total')::bigint - (payload ->> 'passThroughTotal')::bigint)::float8 AS revenue, min(payload ->> 'vin') AS vin
       FROM kernel.event WHERE name = 'sales.order-delivered' GROUP BY 1 LIMIT 3`,
    );
    expect(delivered.length).toBeGreaterThan(0);
    for (const { customerId, revenue, vin } of delivered) {
      const [row] = await app.sql<{ sales: number; vehicles: number }>(
        'SELECT sales_revenue::float8 AS sales, vehicles FROM crm.profile WHERE customer_id = $1',
        [customerId],
      );
      expect(row?.sales).toBe(revenue);
      const [car] = await app.sql<{ until: Date | null; model_name: string }>(
        'SELECT until, model_name FROM crm.profile_vehicle WHERE customer_id = $1 AND vin = $2',
        [customerId, vin],
      );
      expect(car).toMatchObject({ until: null });
    }
  });

  it('forgets the money, the revenue and the car of an order that came back and was refunded (G-3)', async () => {
    const { order, car } = await deliveredOrder(app, await someModel(app));
    const { customerId, id: salesOrderId } = order;
    const all = (what: string) =>
      app.sql<{ amount: number }>(
        'SELECT coalesce(sum(amount), 0)::float8 AS amount FROM crm.profile_fact WHERE document_id = $1 AND what = $2',
        [salesOrderId, what],
      );
    const bought = await app.soon(async () => {
      const seen = await profileOf(customerId);
      return seen.vehicles.length === 1 && seen.lifetimeRevenue > 0 && seen.paidVisits === 1 && seen;
    }, 'the bought car');
    expect(bought).toMatchObject({ orders: 1, vehicles: [{ vin: car.vin, until: null }] });
    const paid = (await all('MONEY'))[0]?.amount ?? 0;
    const body = { salesOrderId, reason: 'GOODWILL', odometerKm: 900, account: '协商退车', deduction: 300_000 };
    const asked = expectStatus(await consultant.post('/order-returns', body), 201);
    const boss = await app.as('general_manager@s01');
    expectStatus(await boss.post(`/order-returns/${asked.id}/approve`), 200);
    expect((await orderOf(app, salesOrderId)).state).toBe('RETURNED');
    const back = await app.soon(async () => {
      const seen = await profileOf(customerId);
      return seen.vehicles[0]?.until !== null && seen.orders === 0 && seen;
    }, 'the car comes back');
    expect(back).toMatchObject({ lifetimeRevenue: 0, salesRevenue: 0, paidVisits: 0, lastPaidVisitAt: null });
    const refund = await refundOf(app, salesOrderId);
    expectStatus(await boss.post(`/refunds/${refund.id}/approve`, {}), 200);
    const cashier = await app.as('cashier@s01');
    const { items } = expectStatus(await cashier.get(`/invoices?salesOrderId=${salesOrderId}&state=ISSUED`), 200);
    expectStatus(await (await app.as('finance_manager@s01')).post(`/invoices/${items[0].id}/red-flush`, { reason: '退车' }), 200);
    expectStatus(await cashier.post(`/refunds/${refund.id}/pay`, { method: 'TRANSFER' }), 200);
    await app.soon(async () => (await all('MONEY'))[0]?.amount === 300_000, 'the refund');
    expect(refund.amount).toBe(paid - 300_000);
  });

  it('learns from needs, a survey and a complaint what is wanted and how it was', async () => {
    const model = await someModel(app);
    const { customerId, opportunityId } = await someOpportunity(app, model);
    await app.soon(async () => (await app.sql('SELECT 1 FROM crm.model_on_offer WHERE model_id = $1', [model.id])).length === 1);
    const needs = {
      ...{ budgetFrom: 18_000_000, budgetTo: 24_000_000, use: 'FAMILY', timing: 'WITHIN_MONTH', finance: 'LOAN', modelIds: [model.id] },
      ...{ powertrains: ['BEV', 'PHEV'], colours: [model.colour], tradeIn: { brand: '示范', year: 2019, odometerKm: 78_000 } },
    };
    const record = (body: object) => consultant.patch(`/opportunities/${opportunityId}/needs`, body, { headers: { 'if-match': '*' } });
    expectStatus(await record(needs), 200);
    await app.soon(() => tagged(customerId, 'WANTED_MODEL'));
    const wanted = async () => Object.fromEntries((await profileOf(customerId)).tags.map((t: Tag) => [`${t.key}:${t.value}`, t.eventName]));
    const said = await wanted();
    const keys = ['BUDGET:200K_300K', 'USE:FAMILY', 'TIMING:WITHIN_MONTH', 'FINANCE:YES', 'TRADE_IN:YES'];
    for (const tag of [...keys, `WANTED_MODEL:${model.name}`, 'POWERTRAIN:BEV', 'POWERTRAIN:PHEV', `COLOUR:${model.colour}`])
      expect([tag, said[tag]]).toEqual([tag, 'crm.needs-recorded']);
    // What is left out is not known, and takes nothing back; what is single is replaced.
    expectStatus(await record({ budgetFrom: 9_000_000, finance: 'UNDECIDED' }), 200);
    await app.soon(() => tagged(customerId, 'BUDGET', 'UNDER_100K'));
    const later = await wanted();
    expect(later['BUDGET:200K_300K']).toBeUndefined();
    expect(later).toMatchObject({ 'FINANCE:YES': 'crm.needs-recorded', 'TIMING:WITHIN_MONTH': 'crm.needs-recorded' });

    const agent = await app.as('crm_agent@s01');
    const manager = await app.as('general_manager@s01');
    const complaint = { customerId, channel: 'PHONE', severity: 'LOW', description: '交车等待过久' };
    const { id } = expectStatus(await agent.post('/complaints', complaint), 201);
    const move = async (name: string, body: object) => expectStatus(await manager.post(`/complaints/${id}/${name}`, body), 200);
    await move('acknowledge', {});
    await move('investigate', {});
    await move('propose', { remedy: '赠送保养', cost: 20_000 });
    await move('accept', {});
    await move('close', { rootCause: 'WAITING_TIME', satisfaction: 4 });
    await app.soon(() => tagged(customerId, 'COMPLAINT_TOPIC', 'WAITING_TIME'));
  });

  it('keeps free words about a person sealed in the events that it is made from (PR-9)', async () => {
    const { customerId, opportunityId } = await someOpportunity(app, await someModel(app));
    const [words, reason] = ['家里老人喜欢的枣红', '爱人不同意,下月再谈'];
    expectStatus(await consultant.post(`/customers/${customerId}/tags`, { key: 'COLOUR', value: words }), 201);
    expectStatus(await consultant.post(`/opportunities/${opportunityId}/grade`, { intentLevel: 'B', reason }), 200);
    await app.soon(() => tagged(customerId, 'COLOUR', words));
    await app.soon(async () => (await profileOf(customerId)).intent?.reason === reason);
    const events = await app.sql<{ name: string; payload: object; sealed: object | null }>(
      `SELECT name, payload, sealed FROM kernel.event WHERE payload ->> 'customerId' = $1 AND name IN ('crm.customer-tagged', 'crm.opportunity-graded') ORDER BY seq`,
      [customerId],
    );
    expect(events.map(({ name, sealed }) => [name, Object.keys(sealed ?? {})])).toEqual([
      ['crm.customer-tagged', ['value']],
      ['crm.opportunity-graded', ['reason']],
    ]);
    const clear = JSON.stringify(events.map(({ payload }) => payload));
    for (const word of [words, reason]) expect(clear).not.toContain(word);
    const [audited] = await app.sql<{ changes: object }>(
      `SELECT changes FROM kernel.audit_entry WHERE aggregate_id = $1 AND action = 'tag'`,
      [customerId],
    );
    expect(audited?.changes).toEqual({ key: 'COLOUR' });
  });

  it('ends an intent with the wish, and knows why it was lost', async () => {
    const model = await someModel(app);
    const { customerId, opportunityId } = await someOpportunity(app, model);
    expectStatus(await consultant.post(`/opportunities/${opportunityId}/lose`, { reason: 'PRICE' }), 200);
    await app.soon(() => tagged(customerId, 'PRICE_SENSITIVE', 'YES'));
    expect((await profileOf(customerId)).intent).toBeNull();
  });

  it('is tagged by hand, typed, and untagged', async () => {
    const { customerId } = await someOpportunity(app, await someModel(app));
    const tag = (key: string, value: string) => consultant.post(`/customers/${customerId}/tags`, { key, value });
    expect(expectStatus(await tag('MOOD', 'GOOD'), 422)).toMatchObject({ code: 'tag_key_unknown', errors: [{ pointer: '/key' }] });
    expect(expectStatus(await tag('BUDGET', 'PLENTY'), 422)).toMatchObject({ code: 'tag_value_unknown', errors: [{ pointer: '/value' }] });
    expect(expectStatus(await tag('BUDGET', '100K_200K'), 201)).toMatchObject({ customerId, kind: 'PREFERENCE' });
    expectStatus(await tag('BUDGET', '200K_300K'), 201);
    expectStatus(await tag('COLOUR', '极光白'), 201);
    expectStatus(await tag('COLOUR', '曜石黑'), 201);
    await app.soon(() => tagged(customerId, 'COLOUR', '曜石黑'));
    // A budget is one, colours are many.
    const values = async () =>
      (await profileOf(customerId)).tags
        .filter((t: Tag) => ['BUDGET', 'COLOUR'].includes(t.key))
        .map((t: Tag) => t.value)
        .sort();
    expect(await values()).toEqual(['200K_300K', '曜石黑', '极光白']);
    const untag = (value: string) => consultant.post(`/customers/${customerId}/untag`, { key: 'COLOUR', value });
    expect(expectStatus(await untag('草木绿'), 409).code).toBe('tag_absent');
    expectStatus(await untag('极光白'), 200);
    await app.soon(async () => (await values()).length === 2);
    expect(await values()).toEqual(['200K_300K', '曜石黑']);
  });

  it('says on which ground each field is kept, and whether offers may use it (PR-4)', async () => {
    const { customerId } = await someOpportunity(app, await someModel(app));
    const usable = async () => (await profileOf(customerId)).bases.find((b: { basis: string }) => b.basis === 'CONSENT');
    expect(await usable()).toMatchObject({ fields: ['tags', 'intent', 'valueGrades'], forMarketing: false });
    const consent = (granted: boolean) =>
      consultant.post(`/customers/${customerId}/consents`, {
        purpose: 'MARKETING',
        channel: 'SMS',
        granted,
        textVersion: '2026-01',
        evidence: '展厅签字',
      });
    expectStatus(await consent(true), 201);
    expect(await usable()).toMatchObject({ forMarketing: true });
    expect((await profileOf(customerId)).consents).toEqual([expect.objectContaining({ purpose: 'MARKETING', channel: 'SMS' })]);
    // Who wants no personal offers is written to, but not by what they prefer (PR-10).
    const others = async () => (await profileOf(customerId)).bases.filter((b: { basis: string }) => b.basis !== 'CONSENT');
    const profiling = { purpose: 'PROFILING', channel: 'SMS', granted: false };
    expectStatus(await consultant.post(`/customers/${customerId}/consents`, profiling), 201);
    expect(await usable()).toMatchObject({ forMarketing: false });
    for (const basis of await others()) expect(basis).toMatchObject({ forMarketing: true });
    expectStatus(await consent(false), 201);
    for (const basis of await others()) expect(basis).toMatchObject({ forMarketing: false });
  });

  it('belongs to those whose stores know the customer', async () => {
    const { customerId } = await someOpportunity(app, await someModel(app));
    const stranger = await app.as('sales_consultant@s02');
    expect((await stranger.get(`/customers/${customerId}/profile`)).status).toBe(404);
    expect((await stranger.post(`/customers/${customerId}/tags`, { key: 'COLOUR', value: '红' })).status).toBe(404);
    expect((await stranger.post('/profile-rebuilds')).status).toBe(403);
  });
});

describe('a rebuild', () => {
  it('from the events finds the same profiles, and puts right what was wrong', async () => {
    await heard();
    const before = await tables();
    expect(before['profile_fact']?.length).toBeGreaterThan(50);
    const first = await rebuilt();
    expect(first).toMatchObject({ corrected: 0, facts: before['profile_fact']?.length });
    expect(await tables()).toEqual(before);
    await app.sql(`DELETE FROM crm.profile_fact WHERE what IN ('TAG', 'REVENUE')`);
    await app.sql(`UPDATE crm.profile SET orders = orders + 7, intent_level = 'C'`);
    await app.sql('DELETE FROM crm.profile_vehicle');
    await app.sql(
      `INSERT INTO crm.profile (customer_id, sales_revenue, service_revenue, paid_visits, orders, repair_orders, vehicles) VALUES (gen_random_uuid(), 1, 1, 1, 1, 1, 1)`,
    );
    expect((await rebuilt()).corrected).toBeGreaterThan(0);
    expect(await tables()).toEqual(before);
    expect(expectStatus(await admin.get('/profile-rebuilds'), 200).items).toHaveLength(2);
  });

  it('runs once at a time', async () => {
    await app.sql(
      `INSERT INTO crm.profile_rebuild (id, version, created_at, updated_at, number, state, after_seq, events, facts, corrected)
       VALUES (gen_random_uuid(), 1, now(), now(), 'PB-TEST', 'RUNNING', 0, 0, 0, 0)`,
    );
    expect(expectStatus(await admin.post('/profile-rebuilds'), 409).code).toBe('profile_rebuild_running');
  });
});

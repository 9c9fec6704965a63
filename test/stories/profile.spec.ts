import { demoCar, dateOn, expectStatus, instantOn, offer, pay, someModel, someOpportunity, stockCar } from '../support/deals.js';
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
      consultant.post(`/customers/${customerId}/consents`, { purpose: 'MARKETING', channel: 'SMS', granted, textVersion: '2026-01' });
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

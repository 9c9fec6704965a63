import { expectStatus, offer, someMobile, someModel, someOpportunity, someVin, unique } from '../support/deals.js';
import { type Answer, type OwnServer, ownServer } from '../support/server.js';

// Messages wait for the morning and results for weeks: this server's clock moves.
let app: OwnServer;
beforeAll(async () => {
  app = await ownServer();
});

const post = async (path: string, body: object = {}, as = 'crm_agent@s01') => (await app.as(as)).post(path, body);
const get = async (path: string, as = 'crm_agent@s01') => (await (await app.as(as)).get(path)).body as Answer['body'];
const customer = async (more: object = {}) =>
  expectStatus(await post('/customers', { type: 'PERSON', name: '孙小测', mobile: someMobile(), ...more }), 201).id as string;
const consent = async (customerId: string, granted = true, purpose = 'MARKETING') =>
  expectStatus(
    await post(`/customers/${customerId}/consents`, { purpose, channel: 'SMS', granted, textVersion: '2026-01', evidence: '展厅签字' }),
    201,
  );
const willing = async (more: object = {}) => {
  const id = await customer(more);
  await consent(id);
  return id;
};
/** A segment of exactly these. */
const segmentOf = async (...customerIds: string[]) => {
  const value = `K${unique()}`;
  await app.sql(
    `INSERT INTO crm.customer_tag (id, customer_id, key, value, kind, at, event_id, event_name)
     SELECT gen_random_uuid(), c, 'TEST', $2, 'FACT', '2026-01-01T00:00:00Z', gen_random_uuid(), 'test' FROM unnest($1::uuid[]) c`,
    [customerIds, value],
  );
  const filter = { field: 'tag', op: 'has', value: { key: 'TEST', value } };
  return expectStatus(await post('/segments', { name: '测试', filter }), 201).id as string;
};
const plan = (segmentId: string | undefined, more: object = {}) =>
  post('/campaigns', {
    name: '测试活动',
    segmentId,
    channel: 'SMS',
    templateCode: 'CAMPAIGN_OFFER',
    offerZh: '保养八折。',
    offerEn: '20 % off.',
    budget: 100_000,
    ...more,
  });
const planned = async (segmentId: string | undefined, more: object = {}) => expectStatus(await plan(segmentId, more), 201).id as string;
const launched = async (segmentId: string | undefined, more: object = {}) => {
  const id = await planned(segmentId, more);
  expectStatus(await post(`/campaigns/${id}/launch`), 200);
  return id;
};
const result = (id: string) => get(`/campaigns/${id}/result`);
const settled = (id: string) =>
  app.soon(async () => {
    const found = await result(id);
    return found.pending === 0 && found;
  }, 'every message has left or not');
const minutesTo = async (hour: number) => {
  const now = new Date(Date.parse((await get('/ops/clock', 'admin@s01')).now as string) + 8 * 3_600_000);
  return (hour * 60 - (now.getUTCHours() * 60 + now.getUTCMinutes()) + 1440) % 1440 || 1440;
};
/** Moves on to the next time a store's clock shows this hour. */
const until = async (hour: number) => app.advance(`PT${await minutesTo(hour)}M`);
beforeAll(async () => {
  await until(11);
});

describe('a campaign', () => {
  it('freezes its audience at the launch, writes to each once in their language, and counts who was spared (PR-4)', async () => {
    const [one, english, silent] = [await willing(), await willing({ name: 'Jane Doe', language: 'en' }), await customer()];
    const segmentId = await segmentOf(one, english, silent);
    const id = await planned(segmentId);
    expect(await get(`/campaigns/${id}`)).toMatchObject({ state: 'DRAFT', segmentId, allowedMoves: ['schedule', 'launch', 'cancel'] });
    const running = expectStatus(await post(`/campaigns/${id}/launch`), 200);
    expect(running).toMatchObject({ state: 'RUNNING', costPerMessage: 5 });
    expect((await post(`/campaigns/${id}/launch`)).body.code).toBe('illegal_move');
    expect(await settled(id)).toMatchObject({
      audience: 3,
      reached: 2,
      failed: 0,
      withheld: [{ reason: 'NO_CONSENT', count: 1 }],
      cost: 10,
      costPerSale: null,
    });
    const messages = (await get(`/messages?campaignId=${id}`)).items as {
      customerId: string;
      text: string;
      state: string;
      purpose: string;
    }[];
    expect(messages).toHaveLength(3);
    const textTo = (customerId: string) => messages.find((m) => m.customerId === customerId)?.text;
    expect(textTo(one)).toContain('孙小测,您好!保养八折。 拒收请回复R');
    expect(textTo(english)).toContain('Dear Jane Doe, 20 % off.');
    const spared = (await get(`/campaigns/${id}/members?state=WITHHELD`)).items;
    expect(spared).toMatchObject([{ customerId: silent, name: '孙*测', reason: 'NO_CONSENT', reachedAt: null }]);
    expect((await post(`/campaigns/${id}/launch`, {}, 'crm_agent@s02')).status).toBe(404);
    await app.soon(async () => (await get(`/customers/${one}/timeline?kind=CAMPAIGN`)).items.length === 1, 'the story');
  });

  it('is refused over people without consent, over nobody, and beyond its budget, and nothing is half-done', async () => {
    const refused = async (segmentId: string, code: string, pointer: string, more: object = {}) => {
      const id = await planned(segmentId, more);
      expect(await post(`/campaigns/${id}/launch`)).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
      expect(await get(`/campaigns/${id}`)).toMatchObject({ state: 'DRAFT', launchedAt: null });
      expect(await result(id)).toMatchObject({ audience: 0 });
    };
    const withdrawn = await willing();
    await consent(withdrawn, false);
    await refused(await segmentOf(await customer(), withdrawn), 'campaign_without_consent', '/channel');
    await refused(await segmentOf(), 'campaign_audience_empty', '/segmentId');
    await refused(await segmentOf(await willing(), await willing(), await willing()), 'campaign_budget_exceeded', '/budget', {
      budget: 14,
    });
    // Who did not agree is not written to, and costs nothing.
    expect(
      await settled(await launched(await segmentOf(await willing(), await willing(), await customer()), { budget: 10 })),
    ).toMatchObject({
      ...{ audience: 3, reached: 2, cost: 10 },
    });
  });

  it('by what is known of people spares who wanted no personal offers when their needs were recorded (PR-10)', async () => {
    const { customerId, opportunityId } = await someOpportunity(app, await someModel(app));
    await consent(customerId);
    const needs = async (personalised: boolean) =>
      expectStatus(
        await (
          await app.as('sales_consultant@s01')
        ).patch(`/opportunities/${opportunityId}/needs`, { personalised }, { headers: { 'if-match': '*' } }),
        200,
      );
    await needs(false);
    const segmentId = await segmentOf(customerId, await willing());
    const spared = await settled(await launched(segmentId));
    expect(spared).toMatchObject({ reached: 1, withheld: [{ reason: 'PERSONALISATION_REFUSED', count: 1 }] });
    await needs(true);
    expect(await settled(await launched(await segmentOf(customerId)))).toMatchObject({ reached: 1, withheld: [] });
  });

  it('is planned only of what goes together', async () => {
    const segmentId = await segmentOf(await willing());
    const refused = async (code: string, pointer: string, more: object) =>
      expect(await plan(segmentId, more)).toMatchObject({ body: { code, errors: [{ pointer }] } });
    await refused('campaign_template_unfit', '/templateCode', { templateCode: 'MAINTENANCE_REMINDER' });
    await refused('campaign_template_unfit', '/templateCode', { templateCode: 'NO_SUCH' });
    await refused('campaign_invalid', '/couponDefinitionId', { templateCode: 'CAMPAIGN_COUPON' });
    await refused('campaign_invalid', '/segmentId', { segmentId: undefined });
    const draft = expectStatus(await post('/coupon-definitions', couponRules()), 201);
    await refused('campaign_coupon_unfit', '/couponDefinitionId', { templateCode: 'CAMPAIGN_COUPON', couponDefinitionId: draft.id });
    expectStatus(await post(`/segments/${segmentId}/retire`), 200);
    await refused('segment_retired', '/segmentId', {});
    const templates = (await get('/message-templates?limit=100')).items as {
      code: string;
      purpose: string;
      channel: string;
      language: string;
    }[];
    const marketing = templates.filter((t) => t.purpose === 'MARKETING').map((t) => [t.code, t.channel, t.language].join());
    const wanted = ['CAMPAIGN_COUPON', 'CAMPAIGN_OFFER'].flatMap((c) =>
      ['EMAIL', 'SMS', 'WECHAT'].flatMap((ch) => ['en', 'zh'].map((l) => [c, ch, l].join())),
    );
    expect(marketing.sort()).toEqual(wanted.sort());
  });

  it('is changed as a draft only, and launched at its hour; one that may not be launched then is a draft again, with the reason', async () => {
    const [good, bad] = [await planned(await segmentOf(await willing())), await planned(await segmentOf(await customer()))];
    const at = new Date((await app.advance('PT1M')).getTime() + 3_600_000).toISOString();
    expect((await post(`/campaigns/${good}/schedule`, { at: '2020-01-01T00:00:00Z' })).body.code).toBe('campaign_schedule_invalid');
    const edit = async (version: number) =>
      (await app.as('crm_agent@s01')).patch(`/campaigns/${good}`, { name: '新名' }, { headers: { 'if-match': `"${version}"` } });
    expect(expectStatus(await edit(1), 200).name).toBe('新名');
    for (const id of [good, bad]) expect(expectStatus(await post(`/campaigns/${id}/schedule`, { at }), 200).state).toBe('SCHEDULED');
    expect((await edit(3)).body.code).toBe('campaign_fixed');
    await app.advance('PT2H');
    expect(await get(`/campaigns/${good}`)).toMatchObject({ state: 'RUNNING', heldBecause: null });
    expect(await get(`/campaigns/${bad}`)).toMatchObject({ state: 'DRAFT', heldBecause: 'campaign_without_consent', launchedAt: null });
    expect((await result(good)).reached).toBe(1);
  });

  it('keeps the quiet hours, and whoever withdraws their consent meanwhile hears nothing (M-7, PR-3)', async () => {
    await until(22);
    const [stays, leaves] = [await willing(), await willing()];
    const id = await launched(await segmentOf(stays, leaves));
    await app.soon(async () => (await get(`/messages?campaignId=${id}`)).items.length === 2, 'the messages are written');
    await app.advance('PT1H');
    expect(await result(id)).toMatchObject({ pending: 2, reached: 0 });
    await consent(leaves, false);
    await app.advance('PT11H');
    expect(await result(id)).toMatchObject({ pending: 0, reached: 1, withheld: [{ reason: 'NO_CONSENT', count: 1 }] });
    const [reached] = (await get(`/campaigns/${id}/members?state=REACHED`)).items;
    expect(new Date(Date.parse(reached.reachedAt as string) + 8 * 3_600_000).toISOString().slice(11, 13)).toBe('09');
    expect(reached.customerId).toBe(stays);
  });

  it('leaves those in peace who heard of another campaign a short while ago', async () => {
    await until(11);
    const person = await willing();
    const segmentId = await segmentOf(person);
    expect(await settled(await launched(segmentId))).toMatchObject({ reached: 1 });
    expect(await settled(await launched(segmentId, { channel: 'SMS', offerZh: '另一活动。' }))).toMatchObject({
      reached: 0,
      withheld: [{ reason: 'COOLDOWN', count: 1 }],
    });
    await app.advance('P8D');
    expect(await settled(await launched(segmentId))).toMatchObject({ reached: 1 });
  });

  it('can be paused, resumed and called off: what has not left does not leave', async () => {
    await until(22);
    const [a, b] = [await willing(), await willing()];
    const id = await launched(await segmentOf(a, b));
    expect(expectStatus(await post(`/campaigns/${id}/pause`), 200).state).toBe('PAUSED');
    expect(expectStatus(await post(`/campaigns/${id}/resume`), 200).state).toBe('RUNNING');
    await app.soon(async () => (await get(`/messages?campaignId=${id}`)).items.length === 2, 'the messages are written');
    expect(expectStatus(await post(`/campaigns/${id}/cancel`, { reason: '取消' }), 200)).toMatchObject({
      state: 'CANCELLED',
      allowedMoves: [],
    });
    await until(11);
    expect(await result(id)).toMatchObject({ audience: 2, reached: 0, withheld: [{ reason: 'CANCELLED', count: 2 }] });
    const states = (await get(`/messages?campaignId=${id}`)).items.map((m: { withheldReason: string }) => m.withheldReason);
    expect(states).toEqual(['CANCELLED', 'CANCELLED']);
  });

  it('holds what waits for the morning while it is paused, and lets it go when it goes on', async () => {
    await until(22);
    const id = await launched(await segmentOf(await willing(), await willing()));
    await app.soon(async () => (await get(`/messages?campaignId=${id}`)).items.length === 2, 'the messages are written');
    expectStatus(await post(`/campaigns/${id}/pause`), 200);
    await until(11);
    expect(await result(id)).toMatchObject({ pending: 2, reached: 0 });
    expectStatus(await post(`/campaigns/${id}/resume`), 200);
    await app.advance('PT1M');
    expect(await settled(id)).toMatchObject({ reached: 2, withheld: [] });
  });

  it('that is over sends nothing that still waited, and says so', async () => {
    await until(22);
    const id = await launched(await segmentOf(await willing()));
    await app.soon(async () => (await get(`/messages?campaignId=${id}`)).items.length === 1, 'the message is written');
    expect(expectStatus(await post(`/campaigns/${id}/complete`), 200).state).toBe('COMPLETED');
    await until(11);
    expect(await result(id)).toMatchObject({ reached: 0, withheld: [{ reason: 'CANCELLED', count: 1 }] });
    const [message] = (await get(`/messages?campaignId=${id}`)).items;
    expect(message).toMatchObject({ state: 'WITHHELD', withheldReason: 'CANCELLED', sentAt: null });
  });
});

const couponRules = (more: object = {}) => ({
  code: `K-${unique()}`,
  nameZh: '代金券',
  nameEn: 'Voucher',
  kind: 'AMOUNT',
  amount: 5_000,
  appliesTo: ['SALES_QUOTATION', 'SERVICE_SETTLEMENT'],
  validDays: 30,
  ...more,
});

describe('a campaign with coupons', () => {
  it('gives each who is written to one of their own, as long as there are some', async () => {
    const people = [await willing(), await willing(), await willing()];
    const { id: couponDefinitionId } = expectStatus(await post('/coupon-definitions', couponRules({ totalQuantity: 2 })), 201);
    expectStatus(await post(`/coupon-definitions/${couponDefinitionId}/approve`, {}, 'sales_manager@s01'), 200);
    const id = await launched(await segmentOf(...people), { templateCode: 'CAMPAIGN_COUPON', couponDefinitionId });
    expect(await settled(id)).toMatchObject({ audience: 3, reached: 2, withheld: [{ reason: 'NO_COUPON', count: 1 }] });
    const coupons = (await get(`/coupons?campaignId=${id}`)).items as { code: string; customerId: string; id: string }[];
    expect(coupons).toHaveLength(2);
    const messages = (await get(`/messages?campaignId=${id}`)).items as { customerId: string; text: string }[];
    for (const coupon of coupons)
      expect(messages.find((m) => m.customerId === coupon.customerId)?.text).toContain(`代金券,券码${coupon.code}`);
    const members = (await get(`/campaigns/${id}/members?state=REACHED`)).items as { couponId: string }[];
    expect(members.map((m) => m.couponId).sort()).toEqual(coupons.map((c) => c.id).sort());
  });
});

describe('the result of a campaign', () => {
  it('is what each reached customer did within its days: answered, came, bought, once each', async () => {
    await until(10);
    const model = await someModel(app);
    const deal = await someOpportunity(app, model);
    await consent(deal.customerId);
    const [caller, visitor, late] = [await willing(), await willing(), await willing()];
    const id = await launched(await segmentOf(deal.customerId, caller, visitor, late), { budget: 20 });
    expect(await settled(id)).toMatchObject({ reached: 4, cost: 20 });
    const call = { customerId: caller, channel: 'PHONE', direction: 'INBOUND', outcome: 'REACHED', note: '来电' };
    for (let turn = 0; turn < 2; turn++) expectStatus(await post('/interactions', call), 201);
    const advisor = 'service_advisor@s01';
    const car = { vin: someVin(), customerId: visitor, modelName: '示范 A4L', powertrain: 'ICE', odometerKm: 12_000 };
    const { id: customerVehicleId } = expectStatus(await post('/customer-vehicles', car, advisor), 201);
    const reception = {
      customerVehicleId,
      odometerKm: 12_500,
      fuelLevelPercent: 50,
      concern: '异响',
      signedBy: '孙小测',
      walkAround: { items: [{ code: 'BODY', note: '好' }] },
    };
    expectStatus(await post('/repair-orders', reception, advisor), 201);
    const seller = 'sales_consultant@s01';
    const quotation = { opportunityId: deal.opportunityId, modelId: model.id, colour: model.colour, lines: offer(model, 2) };
    const { id: quotationId } = expectStatus(await post('/quotations', quotation, seller), 201);
    for (const move of ['submit', 'send']) expectStatus(await post(`/quotations/${quotationId}/${move}`, {}, seller), 200);
    const { salesOrderId } = expectStatus(await post(`/quotations/${quotationId}/accept`, {}, seller), 200);
    const counted = { reached: 4, answered: 1, visited: 1, bought: 1, revenue: 19_600_000, cost: 20, costPerSale: 20 };
    await app.soon(async () => {
      const found = await result(id);
      return Object.entries(counted).every(([name, value]) => found[name] === value);
    }, 'the result');
    const stage = async (name: string) =>
      (await get(`/campaigns/${id}/members?stage=${name}`)).items.map((m: { customerId: string }) => m.customerId);
    expect([await stage('ANSWERED'), await stage('VISITED'), await stage('BOUGHT')]).toEqual([[caller], [visitor], [deal.customerId]]);

    expectStatus(await post(`/sales-orders/${salesOrderId}/cancel`, { reason: '不买了', cause: 'CUSTOMER' }, 'sales_manager@s01'), 200);
    await app.soon(async () => (await result(id)).bought === 0, 'the purchase is taken back');
    await app.advance('P31D');
    expect(await get(`/campaigns/${id}`)).toMatchObject({ state: 'COMPLETED' });
    expectStatus(await post('/interactions', { ...call, customerId: late }), 201);
    await app.advance('PT1H');
    expect(await result(id)).toMatchObject({ answered: 1, revenue: 0, costPerSale: null });
  });

  it('counts an enquiry of a known mobile as an answer', async () => {
    await until(11);
    const mobile = someMobile();
    const id = await launched(await segmentOf(await willing({ mobile })));
    await settled(id);
    expectStatus(await post('/leads', { source: 'WEBSITE', name: '孙小测', mobile, note: '想看车' }), 201);
    await app.soon(async () => (await result(id)).answered === 1, 'the answer');
  });

  it('counts an enquiry of a mobile whose file was merged, and one by e-mail', async () => {
    const [mobile, email] = [someMobile(), `k${unique()}@example.com`];
    const [merged, survivor, writer] = [await customer({ mobile }), await willing(), await willing({ email })];
    const merge = { intoCustomerId: survivor, reason: '同一人' };
    expectStatus(await post(`/customers/${merged}/merge`, merge, 'sales_manager@s01'), 200);
    // The survivor's profile is made anew: what the test notes of them comes after it.
    const pending = () => app.sql(`SELECT 1 FROM kernel.delivery WHERE state = 'PENDING' LIMIT 1`);
    await app.soon(async () => (await pending()).length === 0, 'everybody hearing of the merge');
    const id = await launched(await segmentOf(survivor, writer));
    expect(await settled(id)).toMatchObject({ reached: 2 });
    expectStatus(await post('/leads', { source: 'WEBSITE', name: '孙小测', mobile }), 201);
    expectStatus(await post('/leads', { source: 'WEBSITE', name: '孙小测', email }), 201);
    await app.soon(async () => (await result(id)).answered === 2, 'both answers');
  });

  it('counts who comes in at the door as a visitor', async () => {
    const visitor = await willing();
    const id = await launched(await segmentOf(visitor));
    await settled(id);
    expectStatus(await post('/visits', { purpose: 'VIEWING', customerId: visitor }, 'sales_consultant@s01'), 201);
    await app.soon(async () => (await result(id)).visited === 1, 'the visit');
  });
});

/** As the nightly run says it. */
const graded = (customerId: string, to: string) =>
  app.sql(
    `WITH e AS (INSERT INTO kernel.event (id, name, aggregate_type, aggregate_id, store_id, payload, occurred_at, correlation_id, actor_id)
       SELECT gen_random_uuid(), 'crm.activity-changed', 'Customer', $1::uuid, s.id,
         jsonb_build_object('customerId', $1::text, 'storeId', s.id, 'from', 'ACTIVE', 'to', $2::text, 'runId', gen_random_uuid()), $3::timestamptz, 'test', gen_random_uuid()
       FROM identity.store s WHERE s.code = 'S01' RETURNING id, seq, aggregate_id)
     INSERT INTO kernel.delivery (event_id, listener, seq, aggregate_id, retry_at) SELECT id, 'crm.join-campaigns', seq, aggregate_id, '2026-01-01' FROM e`,
    [customerId, to, new Date()],
  );

describe('a campaign that waits for a change of grade', () => {
  it('takes each customer in when it happens, with the same checks, until its budget is spent (G-4)', async () => {
    const id = await launched(undefined, { trigger: { on: 'ACTIVITY', to: 'DORMANT' }, budget: 15 });
    expect(await result(id)).toMatchObject({ audience: 0 });
    const [one, two, silent, three, late] = [await willing(), await willing(), await customer(), await willing(), await willing()];
    await graded(await willing(), 'LOST');
    for (const [n, customerId] of [one, two, silent, three, late].entries()) {
      await graded(customerId, 'DORMANT');
      await app.soon(async () => (await result(id)).audience === n + 1, 'the customer has joined');
      // Who is withheld takes no part of the budget from the next.
      await settled(id);
    }
    await graded(one, 'DORMANT');
    expect(await settled(id)).toMatchObject({
      reached: 3,
      withheld: [
        { reason: 'BUDGET', count: 1 },
        { reason: 'NO_CONSENT', count: 1 },
      ],
    });
  });
});

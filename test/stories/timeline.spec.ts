import {
  confirmedOrder,
  dateOn,
  demoCar,
  expectStatus,
  instantOn,
  pay,
  sentQuotation,
  someModel,
  someOpportunity,
  stockCar,
} from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { type Actor, type OwnServer, ownServer, type Server, server } from '../support/server.js';

interface Entry {
  id: string;
  kind: string;
  at: string;
  title: string;
  refType: string;
  storeId: string | null;
}
let app: Server;
let consultant: Actor;
beforeAll(async () => {
  app = await server();
  consultant = await app.as('sales_consultant@s01');
});
const storyOf = async (customerId: string, query = ''): Promise<Entry[]> =>
  expectStatus(await consultant.get(`/customers/${customerId}/timeline?limit=100${query}`), 200).items;

describe('a customer’s story', () => {
  it('tells what every context did, newest first, each in words', async () => {
    const model = await someModel(app);
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    await pay(app, order.id, 'DEPOSIT');
    expectStatus(
      await consultant.post(`/customers/${order.customerId}/consents`, {
        purpose: 'MARKETING',
        channel: 'SMS',
        granted: true,
        textVersion: '2026-01',
        evidence: '展厅签字',
      }),
      201,
    );
    expectStatus(
      await consultant.post(`/customers/${order.customerId}/consents`, {
        purpose: 'MARKETING',
        channel: 'SMS',
        granted: false,
        textVersion: '2026-01',
      }),
      201,
    );
    const wanted = [
      /^线索 /,
      /^跟进/,
      /建立商机,意向 H/,
      /^发出报价/,
      /^接受报价/,
      /^订单生效/,
      /^收款 ¥/,
      /定金已付清/,
      /^同意 营销/,
      /^撤回同意 营销/,
    ];
    const story = await app.soon(async () => {
      const told = await storyOf(order.customerId);
      return wanted.every((title) => told.some((e) => title.test(e.title))) && told;
    }, 'the whole story');
    expect(story.map((e) => e.at)).toEqual(
      story
        .map((e) => e.at)
        .sort()
        .reverse(),
    );
    expect(story.find((e) => e.kind === 'CONSENT')?.storeId).toBeNull();
    const english = expectStatus(
      await consultant.get(`/customers/${order.customerId}/timeline?kind=MONEY`, { headers: { 'accept-language': 'en' } }),
      200,
    );
    expect(english.items.map((e: Entry) => e.title)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Received ¥/), 'Paid in full: deposit']),
    );
  });

  it('tells of hand-overs, stages, reviewed losses, lost leads and merges, and forgets a merge that was undone', async () => {
    const model = await someModel(app);
    const { customerId, opportunityId } = await someOpportunity(app, model);
    const manager = await app.as('sales_manager@s01');
    const agent = await app.as('crm_agent@s01');
    const boss = (await manager.get('/me')).body.employeeId as string;
    const me = (await consultant.get('/me')).body.employeeId as string;
    const path = `/opportunities/${opportunityId}`;
    const needs = await consultant.patch(`${path}/needs`, { use: 'FAMILY' }, { headers: { 'if-match': '*' } });
    expectStatus(needs, 200);
    expectStatus(await manager.post(`${path}/hand-over`, { employeeId: boss, reason: '顾问休假' }), 200);
    expectStatus(await manager.post(`${path}/hand-over`, { employeeId: me, reason: '顾问回来' }), 200);
    expectStatus(await consultant.post(`${path}/lose`, { reason: 'PRICE' }), 200);
    expectStatus(await manager.post(`${path}/review`, { decision: 'APPROVED' }), 200);
    const { mobile } = expectStatus(await agent.post(`/customers/${customerId}/reveal`, { purpose: 'CONTACT', fields: ['mobile'] }), 200);
    const again = async () => expectStatus(await agent.post('/leads', { source: 'PHONE', name: '陈小测', mobile }), 201).id as string;
    const lost = await again();
    expectStatus(await manager.post(`/leads/${lost}/assign`, { employeeId: me }), 200);
    expectStatus(await consultant.post(`/leads/${lost}/lose`, { reason: 'PRICE' }), 200);
    expectStatus(await manager.post(`/leads/${lost}/review`, { decision: 'APPROVED' }), 200);
    expectStatus(await manager.post(`/leads/${await again()}/invalidate`, { reason: '打错电话' }), 200);
    const other = await someOpportunity(app, model);
    expectStatus(await manager.post(`/customers/${other.customerId}/merge`, { intoCustomerId: customerId, reason: '同一人' }), 200);
    const wanted = [/^商机阶段:需求/, /^商机改由他人跟进/, /^战败审核:同意/, /^线索战败/, /^线索无效/, /^合并客户档案/];
    const titles = async () => (await storyOf(customerId)).map((e) => e.title);
    await app.soon(async () => {
      const told = await titles();
      return wanted.every((title) => told.some((t) => title.test(t)));
    }, 'the whole story');
    expect((await titles()).filter((t) => t === '商机改由他人跟进')).toHaveLength(2);
    expectStatus(await manager.post(`/customers/${other.customerId}/unmerge`), 200);
    await app.soon(async () => !(await titles()).includes('合并客户档案'), 'the merge is forgotten');
  });

  it('tells of drives that were called off, and of wishes that came to nothing', async () => {
    const model = await someModel(app);
    const car = await demoCar(app, model);
    const deal = await someOpportunity(app, model);
    const drive = expectStatus(
      await consultant.post('/test-drives', {
        opportunityId: deal.opportunityId,
        stockVehicleId: car.id,
        startsAt: await instantOn(app, 24 * 60),
        endsAt: await instantOn(app, 24 * 60 + 30),
        licence: { number: '11010519491231002X', class: 'C1', expiresOn: await dateOn(app, 900) },
      }),
      201,
    );
    expectStatus(await consultant.post(`/test-drives/${drive.id}/cancel`, { reason: '客户改期' }), 200);
    expectStatus(await consultant.post(`/opportunities/${deal.opportunityId}/grade`, { intentLevel: 'B', reason: '推迟' }), 200);
    expectStatus(await consultant.post(`/opportunities/${deal.opportunityId}/lose`, { reason: 'PRICE' }), 200);
    const titles = await app.soon(async () => {
      const told = (await storyOf(deal.customerId)).map((e) => e.title);
      return told.some((t) => t === '商机战败(价格)') && told;
    }, 'the loss');
    expect(titles).toEqual(expect.arrayContaining([expect.stringMatching(/^预约试驾/), expect.stringMatching(/^取消试驾/), '意向 H → B']));
  });

  it('is asked for by kind, time and store', async () => {
    const model = await someModel(app);
    const deal = await someOpportunity(app, model);
    await sentQuotation(app, model, deal);
    const story = await app.soon(async () => {
      const told = await storyOf(deal.customerId);
      // The quotation brings the wish to its stage: that is the last to be told.
      return told.some((e) => e.kind === 'QUOTATION') && told.some((e) => e.title.startsWith('商机阶段')) && told;
    });
    expect(new Set((await storyOf(deal.customerId, '&kind=LEAD&kind=QUOTATION')).map((e) => e.kind))).toEqual(
      new Set(['LEAD', 'QUOTATION']),
    );
    const middle = story[1]?.at ?? '';
    const ids = (entries: Entry[]) => entries.map((e) => e.id);
    expect(ids(await storyOf(deal.customerId, `&from=${encodeURIComponent(middle)}`))).toEqual(ids(story.filter((e) => e.at >= middle)));
    expect(ids(await storyOf(deal.customerId, `&to=${encodeURIComponent(middle)}`))).toEqual(ids(story.filter((e) => e.at < middle)));
    expect(ids(await storyOf(deal.customerId, `&storeId=${story.at(-1)?.storeId ?? ''}`))).toEqual(
      ids(story.filter((e) => e.storeId !== null)),
    );
    expect((await consultant.get(`/customers/${deal.customerId}/timeline?kind=GOSSIP`)).status).toBe(400);
  });
});

describe('a long story', () => {
  const LENGTH = atScale(5_000, 50_000);
  let own: OwnServer;
  let manager: Actor;
  let customerId: string;
  let storeId: string;
  beforeAll(async () => {
    own = await ownServer();
    manager = await own.as('sales_manager@s01');
    const [known] = await own.sql<{ customer_id: string; store_id: string }>(
      `SELECT customer_id, store_id FROM crm.customer_store JOIN identity.store s ON s.id = store_id WHERE s.code = 'S01' LIMIT 1`,
    );
    [customerId, storeId] = [known?.customer_id ?? '', known?.store_id ?? ''];
    await own.sql(
      `INSERT INTO crm.timeline_entry (id, customer_id, store_id, at, kind, what, data, ref_type, ref_id)
       SELECT gen_random_uuid(), $1, $2, timestamptz '2020-01-01' + n * interval '37 minutes', CASE WHEN n % 500 = 0 THEN 'DELIVERY' ELSE 'MESSAGE' END,
         CASE WHEN n % 500 = 0 THEN 'order-delivered' ELSE 'message-sent' END, '{}', 'Message', gen_random_uuid() FROM generate_series(1, $3::int) AS n`,
      [customerId, storeId, LENGTH],
    );
    await own.sql('ANALYZE crm.timeline_entry');
  });

  const statementsOf = (answer: { headers: Headers }) => Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1]);
  it.each(['', '&kind=DELIVERY', '&kind=DELIVERY&kind=MESSAGE', '&to=2020-01-20T00:00:00Z'])(
    'takes two statements for twenty entries%s',
    async (query) => {
      const answer = await manager.get(`/customers/${customerId}/timeline?limit=20${query}`);
      expect(expectStatus(answer, 200).items.length).toBeGreaterThan(0);
      // Now and then a call also looks its caller up again.
      const again = await manager.get(`/customers/${customerId}/timeline?limit=20${query}`);
      expect(Math.min(statementsOf(answer), statementsOf(again))).toBeLessThanOrEqual(2);
    },
  );

  it('is read page by page to its end, nothing twice and nothing left out', async () => {
    const seen = new Set<string>();
    let cursor = '';
    let turns = 0;
    do {
      const page = expectStatus(await manager.get(`/customers/${customerId}/timeline?limit=100&kind=DELIVERY${cursor}`), 200);
      for (const { id } of page.items as Entry[]) seen.add(id);
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
    } while (cursor !== '' && ++turns < 1000);
    const [told] = await own.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM crm.timeline_entry WHERE customer_id = $1 AND kind = 'DELIVERY'`,
      [customerId],
    );
    expect(seen.size).toBe(told?.count);
  });

  // What the service asks, explained: the index gives the order, and the last page costs what the first does.
  it.each([
    ['of every kind', ''],
    ['of one rare kind', `AND (t.kind = 'DELIVERY')`],
  ])('comes from an index without sorting, deep pages as cheap as the first, %s', async (_, kind) => {
    const explain = async (before: string) => {
      const [{ 'QUERY PLAN': [plan] } = { 'QUERY PLAN': [] }] = await own.sql<{ 'QUERY PLAN': { Plan: Record<string, unknown> }[] }>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT t.id, t.kind, t.at FROM crm.timeline_entry t
         WHERE (t.customer_id = '${customerId}') ${kind} AND (t.store_id IS NULL OR t.store_id = ANY('{${storeId}}'::uuid[]))
           AND ((t.at, t.id) < ('${before}'::timestamptz, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)) ORDER BY t.at DESC, t.id DESC LIMIT 21`,
      );
      const text = JSON.stringify(plan);
      return { text, buffers: Number(plan?.Plan['Shared Hit Blocks']) + Number(plan?.Plan['Shared Read Blocks']) };
    };
    const [first, deep] = [await explain('2100-01-01'), await explain('2020-02-20')];
    for (const { text } of [first, deep]) {
      expect(text).not.toMatch(/Seq Scan/);
      // Of a kind so rare that all of it is a handful of rows, sorting them is as good.
      if (kind === '') expect(text).toMatch(/"Index (Only )?Scan"/);
      if (kind === '') expect(text).not.toMatch(/"Sort"|Incremental Sort/);
    }
    expect(deep.buffers).toBeLessThanOrEqual(first.buffers + 30);
    expect(deep.buffers).toBeLessThan(60);
  });
});

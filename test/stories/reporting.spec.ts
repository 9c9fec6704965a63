import { type Actor, server, type Server } from '../support/server.js';
import { confirmedOrder, dateOn, expectStatus, someMobile, someModel, stockCar } from '../support/deals.js';

const STAGES = ['LEAD', 'CONTACTED', 'VISIT', 'TEST_DRIVE', 'QUOTED', 'ORDERED', 'DELIVERED'];
type Counts = Record<string, number>;

let app: Server;
let manager: Actor;
let today: string;
beforeAll(async () => {
  app = await server();
  manager = await app.as('general_manager@s01');
  today = await dateOn(app, 0);
});

const ask = (query: string, by: Actor = manager) => by.get(`/reports/sales-funnel?${query}`);
const counts = async (basis: string): Promise<Counts> =>
  Object.fromEntries(
    (await ask(`basis=${basis}&from=${today}&to=${today}`)).body.stages.map((s: { stage: string; count: number }) => [s.stage, s.count]),
  );
/** An enquiry at S01, perhaps called back or met. */
async function enquiry(contact?: 'PHONE' | 'VISIT'): Promise<string> {
  const crm = await app.as('crm_agent@s01');
  const { id } = expectStatus(await crm.post('/leads', { source: 'WEBSITE', name: '陈小测', mobile: someMobile() }), 201);
  if (contact) {
    const consultant = await app.as('sales_consultant@s01');
    const { employeeId } = expectStatus(await consultant.get('/me'), 200);
    expectStatus(await (await app.as('sales_manager@s01')).post(`/leads/${id}/assign`, { employeeId }), 200);
    expectStatus(
      await consultant.post(`/leads/${id}/contacts`, { channel: contact, direction: 'OUTBOUND', outcome: 'REACHED', note: '已联系' }),
      200,
    );
  }
  return id;
}
/** What the facts say of one lead: other specs make leads of their own meanwhile. */
const factsOf = async (leadId: string) => {
  const [row] = await app.sql<Record<string, Date | null>>(
    `SELECT l.contacted_at AS contacted, l.visited_at AS visited, d.quoted_at AS quoted,
       (SELECT min(o.confirmed_at) FROM reporting.funnel_order o WHERE o.opportunity_id = d.opportunity_id AND NOT o.cancelled) AS ordered
     FROM reporting.funnel_lead l LEFT JOIN reporting.funnel_deal d ON d.lead_id = l.lead_id WHERE l.lead_id = $1`,
    [leadId],
  );
  return row;
};

describe('the sales funnel (K-11)', () => {
  it('has every stage with its share of the leads, never more than all of them', async () => {
    const { status, body } = await ask(`from=2020-01-01&to=${today}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'sales-funnel', basis: 'cohort', from: '2020-01-01', to: today, storeId: null });
    expect(body.stages.map((s: { stage: string }) => s.stage)).toEqual(STAGES);
    const lead = body.stages[0].count as number;
    for (const { count, rate } of body.stages) {
      expect(count).toBeLessThanOrEqual(lead);
      expect(rate).toBe(lead ? count / lead : null);
    }
  });

  it('gives null, not zero, where there is nothing to divide by', async () => {
    const { body } = await ask('from=2020-01-01&to=2020-01-31');
    expect(body.stages).toEqual(STAGES.map((stage) => ({ stage, count: 0, rate: null })));
  });

  it('counts a lead, its call and its visit', async () => {
    const before = await counts('cohort');
    const called = await enquiry('PHONE');
    const visited = await enquiry('VISIT');
    const fresh = await enquiry();
    await app.soon(
      async () => (await factsOf(called))?.['contacted'] && (await factsOf(visited))?.['visited'] && (await factsOf(fresh)),
      'the leads are counted',
    );
    expect((await factsOf(called))?.['visited']).toBeNull();
    expect((await factsOf(fresh))?.['contacted']).toBeNull();
    const after = await counts('cohort');
    expect((after['LEAD'] ?? 0) - (before['LEAD'] ?? 0)).toBeGreaterThanOrEqual(3);
    expect((after['CONTACTED'] ?? 0) - (before['CONTACTED'] ?? 0)).toBeGreaterThanOrEqual(2);
    expect((after['VISIT'] ?? 0) - (before['VISIT'] ?? 0)).toBeGreaterThanOrEqual(1);
  });

  it('counts an order on both bases until it is cancelled', async () => {
    const model = await someModel(app);
    await stockCar(app, model);
    const order = await confirmedOrder(app, model);
    const [lead] = await app.soon(async () => {
      const rows = await app.sql<{ id: string }>(
        'SELECT lead_id AS id FROM reporting.funnel_deal WHERE opportunity_id = $1 AND lead_id IS NOT NULL',
        [order.opportunityId],
      );
      return rows.length > 0 && rows;
    }, 'the opportunity is tied to its lead');
    const leadId = lead?.id ?? '';
    await app.soon(async () => (await factsOf(leadId))?.['ordered'] && (await factsOf(leadId))?.['quoted'], 'the order is counted');
    for (const basis of ['cohort', 'event']) expect((await counts(basis))['ORDERED']).toBeGreaterThanOrEqual(1);
    await (await app.as('sales_manager@s01')).post(`/sales-orders/${order.id}/cancel`, { reason: '客户放弃', cause: 'CUSTOMER' });
    await app.soon(async () => (await factsOf(leadId))?.['ordered'] === null, 'the cancelled order is no longer counted');
  });

  it('is drawn as a picture with Chinese labels', async () => {
    const answer = await ask(`from=${today}&to=${today}&format=svg`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('image/svg+xml')]);
    for (const text of ['<svg', '销售漏斗', '线索', '已联系', '到店', '试驾', '报价', '下订', '交付']) expect(answer.body).toContain(text);
    const english = await manager.get(`/reports/sales-funnel?from=${today}&to=${today}&format=svg`, {
      headers: { 'accept-language': 'en' },
    });
    expect(english.body).toContain('Sales funnel');
  });

  it('is of the caller’s stores, and for those who lead or audit', async () => {
    const { stores } = (await manager.get('/me')).body as { stores: { id: string }[] };
    const own = stores[0]?.id ?? '';
    expect((await ask(`from=${today}&to=${today}&storeId=${own}`)).body.storeId).toBe(own);
    expect((await ask(`from=${today}&to=${today}&storeId=${own}`, await app.as('general_manager@s02'))).status).toBe(404);
    expect((await ask(`from=${today}&to=${today}`, await app.as('sales_consultant@s01'))).status).toBe(403);
  });

  it('names a period that runs backwards and a parameter it does not know', async () => {
    const backwards = await ask('from=2026-02-02&to=2026-02-01');
    expect([backwards.status, backwards.body.errors[0].pointer]).toEqual([400, '/to']);
    const unknown = await ask(`from=${today}&to=${today}&colour=red`);
    expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([400, '/colour']);
  });
});

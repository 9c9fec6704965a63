import { expectStatus, type Model, someMobile, someModel, someOpportunity } from '../support/deals.js';
import { type Actor, type OwnServer, ownServer, type Server, server } from '../support/server.js';

let app: Server;
let consultant: Actor;
let agent: Actor;
let stranger: Actor;
let me: string;
let model: Model;
beforeAll(async () => {
  app = await server();
  [consultant, agent, stranger] = await Promise.all(
    ['sales_consultant@s01', 'crm_agent@s01', 'sales_consultant@s02'].map((name) => app.as(name)),
  );
  me = (await consultant.get('/me')).body.employeeId as string;
  model = await someModel(app);
});
const arrive = (body: object) => consultant.post('/visits', { purpose: 'VIEWING', ...body });

describe('a visit', () => {
  it('of people whose names are not known waits for a host, and ends when they leave', async () => {
    const visit = expectStatus(await agent.post('/visits', { purpose: 'VIEWING', partySize: 3, note: '带家人看车' }), 201);
    expect(visit).toMatchObject({ state: 'PRESENT', partySize: 3, hostEmployeeId: null, waitMinutes: null, lengthMinutes: null });
    expect(visit.allowedMoves.sort()).toEqual(['identify', 'leave', 'receive']);
    const received = expectStatus(await consultant.post(`/visits/${visit.id}/receive`, {}), 200);
    expect(received).toMatchObject({ hostEmployeeId: me, waitMinutes: 0 });
    const left = expectStatus(await consultant.post(`/visits/${visit.id}/leave`, { note: '下周再来' }), 200);
    expect(left).toMatchObject({ state: 'LEFT', note: '下周再来', lengthMinutes: 0, forgotten: false, allowedMoves: [] });
    expect((await consultant.post(`/visits/${visit.id}/leave`, {})).body.code).toBe('illegal_move');
    expect((await consultant.post(`/visits/${visit.id}/receive`, {})).body.code).toBe('illegal_move');
    expect((await stranger.get(`/visits/${visit.id}`)).status).toBe(404);
    const { items } = (await consultant.get('/visits?state=LEFT&limit=100')).body;
    expect(items.map((v: { id: string }) => v.id)).toContain(visit.id);
    expect((await consultant.get(`/visits/${visit.id}`)).body).toEqual(left);
  });

  it('of an enquirer starts the time for the call back when they leave (L-5)', async () => {
    const enquiry = { source: 'WALK_IN', name: '陈到店', mobile: someMobile() };
    const lead = expectStatus(await consultant.post('/leads', enquiry), 201);
    expectStatus(await consultant.post(`/leads/${lead.id}/claim`), 200);
    const visit = expectStatus(await arrive({ leadId: lead.id, hostEmployeeId: me }), 201);
    const { leftAt } = expectStatus(await consultant.post(`/visits/${visit.id}/leave`, {}), 200);
    const read = async () => (await consultant.get(`/leads/${lead.id}`)).body;
    const moved = await app.soon(async () => {
      const seen = await read();
      return seen.leftAt === leftAt && seen;
    }, 'the clock');
    expect(Date.parse(moved.responseDueAt) - Date.parse(leftAt)).toBe(86_400_000);
    expect(Date.parse(lead.responseDueAt)).toBeLessThan(Date.parse(moved.responseDueAt));
  });

  it('of a customer is in their story and a contact: the follow-up moves (G-2)', async () => {
    const { customerId, opportunityId } = await someOpportunity(app, model);
    const before = (await consultant.get(`/opportunities/${opportunityId}`)).body;
    const visit = expectStatus(await arrive({ customerId, hostEmployeeId: me }), 201);
    expect(visit).toMatchObject({ customerId, opportunityId, hostEmployeeId: me, waitMinutes: 0 });
    const left = expectStatus(await consultant.post(`/visits/${visit.id}/leave`, {}), 200);
    const after = (await consultant.get(`/opportunities/${opportunityId}`)).body;
    expect(after.lastContactAt).toBe(left.leftAt);
    expect(Date.parse(after.lastContactAt)).toBeGreaterThan(Date.parse(before.lastContactAt));
    const story = (await consultant.get(`/customers/${customerId}/timeline?kind=VISIT`)).body.items;
    expect(story).toMatchObject([{ refId: visit.id, title: `到店 ${visit.number}(看车)` }]);
    const told = await app.sql<{ name: string; payload: object }>(
      `SELECT name, payload FROM kernel.event WHERE aggregate_id = $1 ORDER BY seq`,
      [visit.id],
    );
    expect(told.map((e) => e.name)).toEqual(['crm.visit-arrived', 'crm.visit-left']);
    expect(told[1]?.payload).toMatchObject({
      visitId: visit.id,
      customerId,
      leadId: null,
      opportunityId,
      leftAt: left.leftAt,
      forgotten: false,
    });
  });

  it('is about what its host has open with the customer, whoever was asked for at the door', async () => {
    const { customerId, opportunityId } = await someOpportunity(app, model);
    const visit = expectStatus(await agent.post('/visits', { purpose: 'VIEWING', customerId }), 201);
    expect(visit.opportunityId).toBeNull();
    expect(expectStatus(await consultant.post(`/visits/${visit.id}/receive`, {}), 200)).toMatchObject({ opportunityId });
    const { leftAt } = expectStatus(await consultant.post(`/visits/${visit.id}/leave`, {}), 200);
    expect((await consultant.get(`/opportunities/${opportunityId}`)).body.lastContactAt).toBe(leftAt);
  });

  it('of an enquirer that somebody hosted is a contact with their lead, and no answer by phone (L-5, L-6)', async () => {
    const lead = expectStatus(await consultant.post('/leads', { source: 'WEBSITE', name: '陈到店', mobile: someMobile() }), 201);
    const { recallAt } = expectStatus(await consultant.post(`/leads/${lead.id}/claim`), 200);
    const alone = expectStatus(await agent.post('/visits', { purpose: 'VIEWING', leadId: lead.id }), 201);
    expectStatus(await agent.post(`/visits/${alone.id}/leave`, {}), 200);
    expect((await consultant.get(`/leads/${lead.id}`)).body).toMatchObject({ state: 'ASSIGNED', recallAt });
    const visit = expectStatus(await arrive({ leadId: lead.id, hostEmployeeId: me }), 201);
    const { leftAt } = expectStatus(await consultant.post(`/visits/${visit.id}/leave`, {}), 200);
    const seen = (await consultant.get(`/leads/${lead.id}`)).body;
    expect(seen).toMatchObject({ state: 'CONTACTED', firstRespondedAt: null, lastContactAt: leftAt });
    expect(Date.parse(seen.recallAt)).toBe(Date.parse(leftAt) + 3 * 86_400_000);
  });

  it('is one at a time: of two at once one is kept', async () => {
    const { customerId } = await someOpportunity(app, model);
    const answers = await Promise.all([1, 2, 3].map(() => arrive({ customerId })));
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409]);
    expect(answers.find((a) => a.status === 409)?.body.code).toBe('visitor_present');
  });

  it('learns once who they are', async () => {
    const { customerId } = await someOpportunity(app, model);
    const lead = expectStatus(await agent.post('/leads', { source: 'WALK_IN', name: '孙小测', mobile: someMobile() }), 201);
    const visit = expectStatus(await arrive({}), 201);
    const identify = (body: object) => agent.post(`/visits/${visit.id}/identify`, body);
    for (const body of [{}, { customerId, leadId: lead.id }]) expect((await identify(body)).body.code).toBe('visitor_named_twice');
    expect((await identify({ customerId: visit.id })).status).toBe(404);
    expect(expectStatus(await identify({ leadId: lead.id }), 200)).toMatchObject({ leadId: lead.id, customerId: null });
    expect((await identify({ customerId })).body.code).toBe('visitor_known');
  });

  it('names customer or lead, a host of the store, and an open opportunity of the customer', async () => {
    const [mine, other] = [await someOpportunity(app, model), await someOpportunity(app, model)];
    const { customerId, opportunityId } = mine;
    expect(await arrive({ customerId, leadId: customerId })).toMatchObject({
      status: 422,
      body: { code: 'visitor_named_twice', errors: [{ pointer: '/leadId' }] },
    });
    const hostEmployeeId = (await stranger.get('/me')).body.employeeId;
    expect(await arrive({ hostEmployeeId })).toMatchObject({ status: 422, body: { code: 'host_unfit' } });
    expect((await arrive({ customerId, opportunityId: other.opportunityId })).body.code).toBe('opportunity_of_another');
    expectStatus(await consultant.post(`/opportunities/${opportunityId}/lose`, { reason: 'PRICE' }), 200);
    expect((await arrive({ customerId, opportunityId })).body.code).toBe('opportunity_closed');
  });

  it('lists of 20 take at most 4 statements', async () => {
    const answer = await consultant.get('/visits?limit=20');
    expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(4);
  });
});

describe('a visitor who is forgotten', () => {
  let own: OwnServer;
  beforeAll(async () => {
    own = await ownServer();
  });
  it('leaves when the store closes', async () => {
    const visit = expectStatus(await (await own.as('sales_consultant@s01')).post('/visits', { purpose: 'SERVICE' }), 201);
    await own.advance('P2D');
    const left = (await (await own.as('sales_consultant@s01')).get(`/visits/${visit.id}`)).body;
    expect(left).toMatchObject({ state: 'LEFT', forgotten: true, hostEmployeeId: null });
    expect(Date.parse(left.leftAt) - Date.parse(left.arrivedAt)).toBeLessThanOrEqual(86_400_000);
    expect(left.leftAt).toMatch(/:00(:00)?(\.000)?Z$/);
  });
  it('was spoken with all the same, by whoever hosted them (G-2)', async () => {
    const { customerId, opportunityId } = await someOpportunity(own, await someModel(own));
    const hosted = { purpose: 'VIEWING', customerId, hostEmployeeId: me };
    const visit = expectStatus(await (await own.as('sales_consultant@s01')).post('/visits', hosted), 201);
    expect(visit.opportunityId).toBe(opportunityId);
    await own.advance('P1D');
    const seller = await own.as('sales_consultant@s01');
    const left = (await seller.get(`/visits/${visit.id}`)).body;
    expect(left).toMatchObject({ state: 'LEFT', forgotten: true });
    expect((await seller.get(`/opportunities/${opportunityId}`)).body.lastContactAt).toBe(left.leftAt);
  });
});

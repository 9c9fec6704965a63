import { expectStatus, someMobile, someModel, someOpportunity, someResidentId } from '../support/deals.js';
import { type Actor, type Answer, type OwnServer, ownServer, type Server, server } from '../support/server.js';

let app: Server;
let manager: Actor;
let agent: Actor;
let advisor: Actor;
beforeAll(async () => {
  app = await server();
  [manager, agent, advisor] = await Promise.all(['sales_manager@s01', 'crm_agent@s01', 'service_advisor@s01'].map((name) => app.as(name)));
});

const enrol = async (more: object = {}) =>
  expectStatus(await agent.post('/customers', { type: 'PERSON', name: '孙小测', mobile: someMobile(), ...more }), 201);
const merge = (from: string, into: string, actor = manager) =>
  actor.post(`/customers/${from}/merge`, { intoCustomerId: into, reason: '同一人的两个手机号' });
const read = async (id: string): Promise<Answer['body']> => expectStatus(await manager.get(`/customers/${id}`), 200);
const edit = async (id: string, body: object) =>
  expectStatus(await agent.patch(`/customers/${id}`, body, { headers: { 'if-match': `"${(await read(id)).version}"` } }), 200);
const reveal = async (id: string, ...fields: string[]) =>
  expectStatus(await agent.post(`/customers/${id}/reveal`, { purpose: 'CONTACT', fields }), 200);

describe('merging two customers', () => {
  it('moves the story to the survivor, and the merged file says where it went (L-4)', async () => {
    const deal = await someOpportunity(app, await someModel(app));
    const survivor = await enrol();
    const answer = expectStatus(await merge(deal.customerId, survivor.id), 200);
    expect(answer).toMatchObject({ state: 'MERGED', mergedIntoCustomerId: survivor.id, allowedMoves: ['unmerge'] });
    expect((await manager.get(`/opportunities/${deal.opportunityId}`)).body.customerId).toBe(survivor.id);
    const story = (await manager.get(`/customers/${survivor.id}/timeline?kind=INTERACTION&kind=LEAD`)).body.items;
    expect(story.map((i: { kind: string }) => i.kind)).toEqual(['INTERACTION', 'LEAD']);
    expect((await (await app.as('sales_consultant@s01')).get(`/customers/${deal.customerId}`)).body.state).toBe('MERGED');
  });

  it('is refused into itself, of and into a merged file, and of a person with a company (L-4)', async () => {
    const [a, b, c] = [await enrol(), await enrol(), await enrol({ type: 'COMPANY', name: '示范商贸有限公司' })];
    expect(await merge(a.id, a.id)).toMatchObject({
      status: 422,
      body: { code: 'merge_into_itself', errors: [{ pointer: '/intoCustomerId' }] },
    });
    expect(await merge(a.id, c.id)).toMatchObject({ status: 409, body: { code: 'merge_of_unlike' } });
    expect((await merge(a.id, crypto.randomUUID())).status).toBe(404);
    expectStatus(await merge(a.id, b.id), 200);
    const d = await enrol();
    expect(await merge(d.id, a.id)).toMatchObject({ status: 409, body: { code: 'customer_merged', customerId: b.id } });
    expect(await merge(a.id, d.id)).toMatchObject({ status: 409, body: { code: 'customer_merged', customerId: b.id } });
    expect((await merge(d.id, b.id, advisor)).status).toBe(403);
    expect((await manager.post(`/customers/${b.id}/unmerge`)).body.code).toBe('illegal_move');
  });

  it('begins nothing new with the merged file: its number leads to the survivor', async () => {
    const mobile = someMobile();
    const [a, b] = [await enrol({ mobile }), await enrol()];
    expectStatus(await merge(a.id, b.id), 200);
    expect((await agent.post('/customers', { type: 'PERSON', name: '孙小测', mobile })).body).toMatchObject({
      code: 'customer_exists',
      customerId: b.id,
    });
    expect((await manager.get(`/customers?q=${mobile}`)).body.items.map((c: { id: string }) => c.id)).toEqual([b.id]);
    const refused = { status: 409, body: { code: 'customer_merged', customerId: b.id } };
    const ifMatch = { headers: { 'if-match': '*' } };
    const contact = { customerId: a.id, channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED' };
    const consent = { purpose: 'MARKETING', channel: 'SMS', granted: true, textVersion: '2026-01', evidence: '展厅签字' };
    const car = { customerId: a.id, vin: 'LSVNV2182E2100001', modelName: '测试', powertrain: 'ICE', odometerKm: 10 };
    expect(await agent.patch(`/customers/${a.id}`, { name: '孙大测' }, ifMatch)).toMatchObject(refused);
    expect(await agent.post('/interactions', contact)).toMatchObject(refused);
    expect(await agent.post(`/customers/${a.id}/consents`, consent)).toMatchObject(refused);
    const complaint = { customerId: a.id, channel: 'PHONE', severity: 'LOW', description: '等待过久' };
    expect(await agent.post('/complaints', complaint)).toMatchObject(refused);
    expect(await agent.post('/visits', { purpose: 'VIEWING', customerId: a.id })).toMatchObject(refused);
    expect(await advisor.post('/customer-vehicles', car)).toMatchObject(refused);
  });

  it('completes the survivor with what it lacks and takes that back, but not what was changed since (L-4)', async () => {
    const residentId = someResidentId();
    const email = `m${Date.now()}@example.com`;
    const [a, b] = [await enrol({ residentId, email, address: '示范路 8 号' }), await enrol({ address: '示范路 9 号' })];
    const before = await read(b.id);
    expectStatus(await merge(a.id, b.id), 200);
    expect(await reveal(b.id, 'residentId', 'email', 'address')).toMatchObject({ residentId, email, address: '示范路 9 号' });
    await edit(b.id, { email: 'later@example.com' });
    expectStatus(await manager.post(`/customers/${a.id}/unmerge`), 200);
    expect(await reveal(b.id, 'residentId', 'email')).toMatchObject({ residentId: null, email: 'later@example.com' });
    expect(await reveal(a.id, 'residentId', 'email', 'address')).toMatchObject({ residentId, email, address: '示范路 8 号' });
    expect((await read(b.id)).residentId).toBe(before.residentId);
  });

  it('lets the newest consent of both hold: an older yes does not overrule a refusal (PR-3)', async () => {
    const [a, b] = [await enrol(), await enrol()];
    const say = async (id: string, granted: boolean) =>
      expectStatus(
        await agent.post(`/customers/${id}/consents`, {
          purpose: 'MARKETING',
          channel: 'SMS',
          granted,
          textVersion: '2026-01',
          evidence: '展厅签字',
        }),
        201,
      );
    await say(b.id, true);
    await say(a.id, false);
    expectStatus(await merge(a.id, b.id), 200);
    const inForce = async (id: string) =>
      (await agent.get(`/customers/${id}/consents`)).body.items
        .filter((c: { inForce: boolean }) => c.inForce)
        .map((c: { granted: boolean }) => c.granted);
    expect(await inForce(b.id)).toEqual([false]);
    expectStatus(await manager.post(`/customers/${a.id}/unmerge`), 200);
    expect([await inForce(a.id), await inForce(b.id)]).toEqual([[false], [true]]);
  });

  it('of two at once merges one file once', async () => {
    const [a, b, c] = [await enrol(), await enrol(), await enrol()];
    const answers = await Promise.all([merge(a.id, b.id), merge(a.id, c.id)]);
    expect(answers.map((x) => x.status).sort()).toEqual([200, 409]);
    const [d, e] = [await enrol(), await enrol()];
    const crossed = await Promise.all([merge(d.id, e.id), merge(e.id, d.id)]);
    expect(crossed.map((x) => x.status).sort()).toEqual([200, 409]);
  });

  it('undoes a chain from its end: the later merge first, each exactly (L-4)', async () => {
    const deal = await someOpportunity(app, await someModel(app));
    const [b, c] = [await enrol(), await enrol()];
    const a = { id: deal.customerId };
    expectStatus(await merge(a.id, b.id), 200);
    expectStatus(await merge(b.id, c.id), 200);
    const owner = async () => (await manager.get(`/opportunities/${deal.opportunityId}`)).body.customerId as string;
    expect([await owner(), (await read(a.id)).mergedIntoCustomerId]).toEqual([c.id, c.id]);
    expect(await manager.post(`/customers/${a.id}/unmerge`)).toMatchObject({
      status: 409,
      body: { code: 'unmerge_survivor_first', customerId: b.id },
    });
    expectStatus(await manager.post(`/customers/${b.id}/unmerge`), 200);
    expect([await owner(), (await read(a.id)).mergedIntoCustomerId]).toEqual([b.id, b.id]);
    expectStatus(await manager.post(`/customers/${a.id}/unmerge`), 200);
    expect([await owner(), (await read(a.id)).state, (await read(b.id)).state]).toEqual([a.id, 'ACTIVE', 'ACTIVE']);
  });
});

describe('as time goes by', () => {
  let own: OwnServer;
  beforeAll(async () => {
    own = await ownServer();
  });
  const on = (name: string) => own.as(`${name}@s01`);

  it('a merge picks up what arrived late, and can be undone for 30 days (L-4)', async () => {
    const crm = await on('crm_agent');
    const body = { type: 'PERSON', name: '孙小测' };
    const [a, b] = [
      expectStatus(await crm.post('/customers', { ...body, mobile: someMobile() }), 201),
      expectStatus(await crm.post('/customers', { ...body, mobile: someMobile() }), 201),
    ];
    expectStatus(await crm.post(`/customers/${a.id}/merge`, { intoCustomerId: b.id, reason: '同一人' }), 200);
    // What a listener in flight would still write.
    const late = crypto.randomUUID();
    await own.sql(
      `INSERT INTO finance.billable_order (id, store_id, customer_id, number, total, pass_through_total, cancelled) VALUES ($1, $1, $2, 'X', 1, 0, false)`,
      [late, a.id],
    );
    await own.advance('PT61M');
    const owner = async () =>
      (await own.sql<{ id: string }>('SELECT customer_id AS id FROM finance.billable_order WHERE id = $1', [late]))[0]?.id;
    expect(await owner()).toBe(b.id);
    await own.advance('P29D');
    expectStatus(await (await on('crm_agent')).post(`/customers/${a.id}/unmerge`), 200);
    await own.soon(async () => (await owner()) === a.id, 'the restored row');
    expectStatus(await (await on('crm_agent')).post(`/customers/${a.id}/merge`, { intoCustomerId: b.id, reason: '同一人' }), 200);
    await own.advance('P31D');
    expect(await (await on('crm_agent')).post(`/customers/${a.id}/unmerge`)).toMatchObject({
      status: 409,
      body: { code: 'unmerge_too_late' },
    });
  });
});

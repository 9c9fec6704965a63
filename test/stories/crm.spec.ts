import { expectStatus, someMobile, someResidentId } from '../support/deals.js';
import { type Actor, type OwnServer, ownServer, type Server, server } from '../support/server.js';

let app: Server;
let consultant: Actor;
let manager: Actor;
let agent: Actor;
let stranger: Actor;
let me: string;
beforeAll(async () => {
  app = await server();
  [consultant, manager, agent, stranger] = await Promise.all(
    ['sales_consultant@s01', 'sales_manager@s01', 'crm_agent@s01', 'sales_consultant@s02'].map((name) => app.as(name)),
  );
  me = (await consultant.get('/me')).body.employeeId as string;
});

const enquiry = (mobile: string, more: object = {}) => ({ source: 'WEBSITE', name: '钱小测', mobile, note: '想看车', ...more });
const CALL = { channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED', note: '周六到店' };
const need = (mobile: string, more: object = {}) => ({ intentLevel: 'A', customer: { type: 'PERSON', name: '钱小测', mobile }, ...more });
const newLead = async (mobile = someMobile(), more: object = {}) => expectStatus(await agent.post('/leads', enquiry(mobile, more)), 201);
const assigned = async (mobile = someMobile()) => {
  const { id } = await newLead(mobile);
  return expectStatus(await manager.post(`/leads/${id}/assign`, { employeeId: me }), 200);
};
const contacted = async (mobile = someMobile()) => {
  const { id } = await assigned(mobile);
  return expectStatus(await consultant.post(`/leads/${id}/contacts`, CALL), 200);
};
const qualified = async (mobile = someMobile(), more: object = {}) => {
  const { id } = await contacted(mobile);
  return expectStatus(await consultant.post(`/leads/${id}/qualify`, need(mobile, more)), 200);
};
const followUpAfter = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

describe('a lead', () => {
  it('starts its response clock in business hours, and a human call out stops it (L-5)', async () => {
    const lead = await assigned();
    expect(Date.parse(lead.responseDueAt) - Date.parse(lead.receivedAt)).toBeGreaterThanOrEqual(15 * 60_000 - 1000);
    const rung = expectStatus(await consultant.post(`/leads/${lead.id}/contacts`, { ...CALL, direction: 'INBOUND' }), 200);
    expect(rung).toMatchObject({ state: 'CONTACTED', firstRespondedAt: null });
    const called = expectStatus(await consultant.post(`/leads/${lead.id}/contacts`, { ...CALL, outcome: 'NO_ANSWER' }), 200);
    expect(called.firstRespondedAt).toBe(called.lastContactAt);
    const again = expectStatus(await consultant.post(`/leads/${lead.id}/contacts`, CALL), 200);
    expect(again.firstRespondedAt).toBe(called.firstRespondedAt);
  });

  it('gives a visitor of the showroom a day until the call back (L-5)', async () => {
    const lead = await newLead(someMobile(), { source: 'WALK_IN' });
    expect(Date.parse(lead.responseDueAt) - Date.parse(lead.receivedAt)).toBe(86_400_000);
  });

  it('is the open lead of its mobile in the whole group: a further enquiry is kept as its duplicate (L-3)', async () => {
    const mobile = someMobile();
    const first = await assigned(mobile);
    const other = await app.as('crm_agent@s02');
    const second = expectStatus(await other.post('/leads', enquiry(`+86${mobile}`, { source: 'PHONE' })), 201);
    expect(second).toMatchObject({ state: 'DUPLICATE', duplicateOfLeadId: first.id, allowedMoves: [] });
    expect((await other.post(`/leads/${second.id}/assign`, { employeeId: me })).body.code).toBe('illegal_move');
    expectStatus(await consultant.post(`/leads/${first.id}/contacts`, CALL), 200);
    const { customerId } = expectStatus(await consultant.post(`/leads/${first.id}/qualify`, need(mobile)), 200);
    const { items } = (await consultant.get(`/customers/${customerId}/timeline?kind=LEAD`)).body;
    expect(items.map((i: { refId: string }) => i.refId)).toEqual([second.id, first.id]);
  });

  it('is one even when two enquiries come at the same moment (L-3)', async () => {
    const mobile = someMobile();
    const answers = await Promise.all([1, 2, 3].map(() => agent.post('/leads', enquiry(mobile))));
    expect(answers.map((a) => a.body.state as string).sort()).toEqual(['DUPLICATE', 'DUPLICATE', 'NEW']);
  });

  it('is given only to somebody who sells in the store', async () => {
    const lead = await newLead();
    for (const name of ['service_advisor@s01', 'sales_consultant@s02']) {
      const { employeeId } = (await (await app.as(name)).get('/me')).body;
      const refused = await manager.post(`/leads/${lead.id}/assign`, { employeeId });
      expect(refused).toMatchObject({ status: 422, body: { code: 'lead_owner_unfit', errors: [{ pointer: '/employeeId' }] } });
    }
    expect((await consultant.post(`/leads/${lead.id}/assign`, { employeeId: me })).status).toBe(403);
  });

  it('waits in the pool until a consultant takes it, and is theirs alone then', async () => {
    const lead = await newLead();
    expect((await consultant.get(`/leads/${lead.id}`)).status).toBe(404);
    const { items } = (await consultant.get('/leads/pool?limit=100')).body;
    expect(items.map((l: { id: string }) => l.id)).toContain(lead.id);
    expect((await stranger.post(`/leads/${lead.id}/claim`)).status).toBe(404);
    expect(expectStatus(await consultant.post(`/leads/${lead.id}/claim`), 200)).toMatchObject({ state: 'ASSIGNED', ownerEmployeeId: me });
    expect((await consultant.post(`/leads/${lead.id}/claim`)).body.code).toBe('illegal_move');
    expect((await consultant.get('/leads?limit=100')).body.items.map((l: { id: string }) => l.id)).toContain(lead.id);
  });

  it('is lost only with a manager’s word (L-2)', async () => {
    const { id } = await contacted();
    const lost = expectStatus(await consultant.post(`/leads/${id}/lose`, { reason: 'PRICE', note: '已购竞品' }), 200);
    expect(lost).toMatchObject({ state: 'LOST_PENDING_REVIEW', lostReason: 'PRICE', allowedMoves: [] });
    expect((await consultant.post(`/leads/${id}/review`, { decision: 'APPROVED' })).status).toBe(403);
    const back = expectStatus(await manager.post(`/leads/${id}/review`, { decision: 'REJECTED', note: '请再联系一次' }), 200);
    expect(back).toMatchObject({ state: 'ASSIGNED', lostReason: null });
    expectStatus(await consultant.post(`/leads/${id}/lose`, { reason: 'COMPETITOR' }), 200);
    expect(expectStatus(await manager.post(`/leads/${id}/review`, { decision: 'APPROVED' }), 200)).toMatchObject({
      state: 'LOST',
      lostReason: 'COMPETITOR',
    });
  });

  it('is found by its whole mobile, which nobody sees unless they say why (PR-16)', async () => {
    const mobile = someMobile();
    const { id } = await assigned(mobile);
    const found = (await manager.get(`/leads?q=${mobile}`)).body.items;
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ id, name: '钱小测', mobile: `${mobile.slice(0, 3)}****${mobile.slice(-4)}` });
    expect((await (await app.as('auditor@s01')).get(`/leads/${id}`)).body.name).toBe('钱*测');
    const shown = await consultant.post(`/leads/${id}/reveal`, { purpose: 'CONTACT', reason: '首次联系' });
    expect(expectStatus(shown, 200)).toEqual({ mobile: `+86${mobile}`, email: null });
    const audits = await app.sql(`SELECT changes FROM kernel.audit_entry WHERE aggregate_id = $1 AND action = 'reveal'`, [id]);
    expect(audits).toEqual([{ changes: { purpose: 'CONTACT', reason: '首次联系', fields: ['mobile', 'email'] } }]);
    expect((await stranger.post(`/leads/${id}/reveal`, { purpose: 'CONTACT', reason: '好奇' })).status).toBe(404);
    const clear = await app.sql(`SELECT 1 FROM kernel.audit_entry WHERE aggregate_id = $1 AND changes::text LIKE $2`, [id, `%${mobile}%`]);
    expect(clear).toEqual([]);
  });
});

describe('qualifying a lead', () => {
  it('makes customer and opportunity and hands the story over, all or nothing (L-1, G-2)', async () => {
    const mobile = someMobile();
    const { id, lastContactAt } = await contacted(mobile);
    const refused = await consultant.post(`/leads/${id}/qualify`, need(mobile, { intentLevel: 'Z' }));
    expect(refused).toMatchObject({ status: 422, body: { code: 'intent_level_unknown', rule: 'G-1' } });
    expect((await consultant.get(`/customers?q=${mobile}`)).body.items).toEqual([]);
    const lead = expectStatus(await consultant.post(`/leads/${id}/qualify`, need(mobile)), 200);
    expect(lead).toMatchObject({ state: 'CONVERTED', intentLevel: 'A', recallAt: null });
    const opportunity = expectStatus(await consultant.get(`/opportunities/${lead.opportunityId}`), 200);
    expect(opportunity).toMatchObject({
      state: 'OPEN',
      stage: 'OPENED',
      customerId: lead.customerId,
      leadId: id,
      ownerEmployeeId: me,
      nextFollowUpOn: followUpAfter(lastContactAt, 15),
      stages: [{ stage: 'OPENED', cause: 'qualify' }],
    });
    const story = (await consultant.get(`/customers/${lead.customerId}/timeline?kind=INTERACTION&kind=LEAD`)).body.items;
    expect(story.map((i: { kind: string }) => i.kind)).toEqual(['INTERACTION', 'LEAD']);
    const { items } = (await consultant.get(`/interactions?opportunityId=${lead.opportunityId}`)).body;
    expect(items).toMatchObject([{ customerId: lead.customerId, note: '周六到店' }]);
  });

  it('is refused before anybody spoke with them (L-1)', async () => {
    const { id } = await assigned();
    const refused = await consultant.post(`/leads/${id}/qualify`, need(someMobile()));
    expect(refused).toMatchObject({ status: 409, body: { code: 'illegal_move', allowedMoves: expect.arrayContaining(['contact']) } });
  });

  it('finds the customer who is on file with this mobile (L-3)', async () => {
    const mobile = someMobile();
    const first = await qualified(mobile);
    const second = await qualified(mobile);
    expect(second.customerId).toBe(first.customerId);
    expect(second.opportunityId).not.toBe(first.opportunityId);
    const [row] = await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM crm.opportunity WHERE customer_id = $1', [first.customerId]);
    expect(row?.n).toBe(2);
  });
});

describe('a customer', () => {
  it('belongs to the group and is seen by a store once it has dealt with them', async () => {
    const mobile = someMobile();
    const { customerId } = await qualified(mobile);
    expect((await stranger.get(`/customers/${customerId}`)).status).toBe(404);
    expect((await stranger.get(`/customers/${customerId}/timeline`)).status).toBe(404);
    expect((await stranger.post(`/customers/${customerId}/reveal`, { purpose: 'CONTACT', fields: ['mobile'] })).status).toBe(404);
    const found = (await stranger.get(`/customers?q=${mobile}`)).body.items;
    expect(found.map((c: { id: string }) => c.id)).toEqual([customerId]);
    expectStatus(await stranger.post('/interactions', { customerId, channel: 'VISIT', direction: 'INBOUND', outcome: 'REACHED' }), 201);
    expectStatus(await stranger.get(`/customers/${customerId}`), 200);
    // What the first store did stays its own.
    const story = (await stranger.get(`/customers/${customerId}/timeline`)).body.items;
    expect(story.map((i: { kind: string }) => i.kind)).toEqual(['INTERACTION']);
  });

  it('is on file once per mobile (L-3)', async () => {
    const mobile = someMobile();
    const { customerId } = await qualified(mobile);
    const refused = await agent.post('/customers', { type: 'PERSON', name: '钱小测', mobile });
    expect(refused).toMatchObject({ status: 409, body: { code: 'customer_exists', customerId, rule: 'L-3' } });
    const other = expectStatus(await agent.post('/customers', { type: 'PERSON', name: '孙小测', mobile: someMobile() }), 201);
    const taken = await agent.patch(`/customers/${other.id}`, { mobile }, { headers: { 'if-match': '"1"' } });
    expect(taken).toMatchObject({ status: 409, body: { code: 'customer_exists' } });
    const race = someMobile();
    const answers = await Promise.all([1, 2].map(() => agent.post('/customers', { type: 'PERSON', name: '李小测', mobile: race })));
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409]);
  });

  it('is changed only on the version that was read, with an ID number that is one (ID-4, ID-5)', async () => {
    const person = expectStatus(await agent.post('/customers', { type: 'PERSON', name: '周小测', mobile: someMobile() }), 201);
    const residentId = someResidentId();
    const change = (body: object, version: number) =>
      agent.patch(`/customers/${person.id}`, body, { headers: { 'if-match': `"${version}"` } });
    expect((await agent.patch(`/customers/${person.id}`, { residentId })).body.code).toBe('if_match_required');
    expect(await change({ residentId }, 9)).toMatchObject({ status: 412, body: { code: 'version_stale' } });
    expect(await change({ residentId: '12345619991205131X' }, 1)).toMatchObject({
      status: 422,
      body: { code: 'resident_id_invalid', rule: 'ID-4', errors: [{ pointer: '/residentId', code: 'resident_id_invalid' }] },
    });
    expect(await change({ creditCode: '91310000MA1K000006' }, 1)).toMatchObject({ status: 422, body: { code: 'credit_code_invalid' } });
    const known = expectStatus(await change({ residentId, email: 'Zhou@Example.com', address: '示范路 8 号' }, 1), 200);
    expect(known).toMatchObject({
      version: 2,
      residentId: `${residentId.slice(0, 4)}**********${residentId.slice(-4)}`,
      email: 'z***@example.com',
      hasAddress: true,
    });
    const kept = await app.sql<{ all: string }>('SELECT c::text AS all FROM crm.customer c WHERE id = $1', [person.id]);
    for (const secret of [residentId, 'zhou@example.com', '示范路']) expect(kept[0]?.all).not.toContain(secret);
    const shown = await agent.post(`/customers/${person.id}/reveal`, { purpose: 'INVOICE', fields: ['residentId', 'address'] });
    expect(expectStatus(shown, 200)).toEqual({
      mobile: null,
      residentId,
      creditCode: null,
      birthDate: null,
      licenceNumber: null,
      email: null,
      address: '示范路 8 号',
    });
  });

  it('may be a company', async () => {
    const body = { type: 'COMPANY', name: '示范物流有限公司', mobile: someMobile(), creditCode: '91310000MA1K000006' };
    expect(expectStatus(await agent.post('/customers', { ...body, contactName: '李经理' }), 201)).toMatchObject({
      creditCode: '9131**********0006',
      residentId: null,
      contactName: '李经理',
    });
    expect(await agent.post('/customers', { ...body, mobile: someMobile(), creditCode: '91310000MA1K000007' })).toMatchObject({
      status: 422,
      body: { code: 'credit_code_invalid', rule: 'ID-5' },
    });
  });

  it('gives and withdraws consents in a ledger that keeps both (PR-3)', async () => {
    const { customerId } = await qualified();
    const path = `/customers/${customerId}/consents`;
    const yes = { purpose: 'MARKETING', channel: 'SMS', granted: true, textVersion: '2026-01', evidence: '展厅签字' };
    expectStatus(await consultant.post(path, yes), 201);
    expectStatus(await consultant.post(path, { ...yes, granted: false }), 201);
    const ledger = (await consultant.get(`${path}?purpose=MARKETING`)).body.items;
    expect(ledger.map(({ granted, inForce }: { granted: boolean; inForce: boolean }) => [granted, inForce])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(await consultant.post(path, { ...yes, purpose: 'DATA_SHARING' })).toMatchObject({
      status: 422,
      body: { code: 'consent_recipient_required', rule: 'PR-3' },
    });
    expect((await stranger.post(path, yes)).status).toBe(404);
    expect((await stranger.get(path)).status).toBe(404);
  });
});

describe('an opportunity', () => {
  it('is followed up by its level: a contact moves the date, a warmer level brings it forward (G-2)', async () => {
    const { customerId, opportunityId } = await qualified(someMobile(), { intentLevel: 'C' });
    const path = `/opportunities/${opportunityId}`;
    const cold = (await consultant.get(path)).body;
    expect(cold.nextFollowUpOn).toBe(followUpAfter(cold.lastContactAt, 90));
    const warm = expectStatus(await consultant.post(`${path}/grade`, { intentLevel: 'H', reason: '已卖旧车' }), 200);
    expect(warm).toMatchObject({ intentLevel: 'H', intentReason: '已卖旧车', nextFollowUpOn: followUpAfter(cold.lastContactAt, 7) });
    const contact = { customerId, opportunityId, channel: 'WECHAT', direction: 'OUTBOUND', outcome: 'REACHED' };
    const past = new Date(Date.parse(cold.lastContactAt) - 86_400_000).toISOString();
    expectStatus(await consultant.post('/interactions', { ...contact, at: past }), 201);
    expect((await consultant.get(path)).body.lastContactAt).toBe(cold.lastContactAt);
    const made = expectStatus(await consultant.post('/interactions', contact), 201);
    expect((await consultant.get(path)).body).toMatchObject({ lastContactAt: made.at, nextFollowUpOn: followUpAfter(made.at, 7) });
    const future = new Date(Date.parse(made.at) + 3_600_000).toISOString();
    expect((await consultant.post('/interactions', { ...contact, at: future })).body.code).toBe('interaction_in_future');
    const other = await qualified();
    expect((await consultant.post('/interactions', { ...contact, customerId: other.customerId })).body.code).toBe('opportunity_of_another');
  });

  it('and the enquiry of the same customer move together, whichever the contact was recorded with (G-2, L-5, L-6)', async () => {
    const mobile = someMobile();
    const { customerId, opportunityId } = await qualified(mobile);
    const again = await assigned(mobile);
    expect(again).toMatchObject({ state: 'ASSIGNED', customerId });
    const now = async () => ({
      lead: (await consultant.get(`/leads/${again.id}`)).body,
      opportunity: (await consultant.get(`/opportunities/${opportunityId}`)).body,
    });
    const days = (at: string) => new Date(Date.parse(at) + 3 * 86_400_000).toISOString();
    const made = expectStatus(await consultant.post('/interactions', { ...CALL, customerId }), 201);
    expect(made).toMatchObject({ opportunityId, leadId: again.id });
    const first = await now();
    expect(first.opportunity.lastContactAt).toBe(made.at);
    expect(first.lead).toMatchObject({ state: 'CONTACTED', firstRespondedAt: made.at, recallAt: days(made.at) });
    const agreedAt = new Date(Date.parse(made.at) + 2 * 86_400_000).toISOString();
    expectStatus(await consultant.post(`/leads/${again.id}/contacts`, { ...CALL, agreedAt }), 200);
    const second = await now();
    expect(second.lead.lastContactAt > made.at).toBe(true);
    expect(second.opportunity).toMatchObject({ lastContactAt: second.lead.lastContactAt, nextFollowUpOn: followUpAfter(agreedAt, 0) });
    // What was said before they enquired answers no enquiry; what a colleague says is not the consultant's.
    const third = await assigned(someMobile());
    const early = new Date(Date.parse(third.receivedAt) - 60_000).toISOString();
    const other = await qualified();
    expectStatus(await manager.post('/interactions', { ...CALL, customerId }), 201);
    expectStatus(await consultant.post('/interactions', { ...CALL, customerId: other.customerId, at: early }), 201);
    expect((await now()).lead.lastContactAt).toBe(second.lead.lastContactAt);
  });

  it('keeps its date when a customer becomes sure without one (G-2)', async () => {
    const { opportunityId } = await qualified(someMobile(), { intentLevel: 'H' });
    const path = `/opportunities/${opportunityId}`;
    const { nextFollowUpOn } = (await consultant.get(path)).body;
    const sure = expectStatus(await consultant.post(`${path}/grade`, { intentLevel: 'O', reason: '当场订车' }), 200);
    expect(sure).toMatchObject({ intentLevel: 'O', nextFollowUpOn });
    expect(nextFollowUpOn).not.toBeNull();
  });

  it('is lost with a reason, and is over then (O-1)', async () => {
    const { customerId, opportunityId } = await qualified();
    const lost = expectStatus(await consultant.post(`/opportunities/${opportunityId}/lose`, { reason: 'COMPETITOR' }), 200);
    expect(lost).toMatchObject({ state: 'LOST', lostReason: 'COMPETITOR', nextFollowUpOn: null, allowedMoves: [] });
    expect((await consultant.post(`/opportunities/${opportunityId}/lose`, { reason: 'PRICE' })).body.code).toBe('illegal_move');
    const contact = { customerId, opportunityId, channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED' };
    expect((await consultant.post('/interactions', contact)).body.code).toBe('opportunity_closed');
    expect((await stranger.get(`/opportunities/${opportunityId}`)).status).toBe(404);
  });

  it('has the delivered levels to choose from (G-1)', async () => {
    const { items } = (await consultant.get('/intent-levels')).body;
    expect(items.map((l: { code: string; followUpDays: number | null }) => [l.code, l.followUpDays])).toEqual([
      ['O', null],
      ['H', 7],
      ['A', 15],
      ['B', 30],
      ['C', 90],
    ]);
  });
});

describe('a list', () => {
  it.each([
    ['/customers', () => manager],
    ['/leads', () => manager],
    ['/opportunities', () => manager],
  ])('%s of 20 takes at most 4 statements', async (path, actor) => {
    for (let n = 0; n < 2; n++) await qualified();
    const answer = await actor().get(`${path}?limit=20`);
    expect(answer.body.items.length).toBeGreaterThan(1);
    expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(4);
  });
});

describe('a lead that nobody follows up', () => {
  let own: OwnServer;
  beforeAll(async () => {
    own = await ownServer();
  });

  it('goes back to the pool, and not at once to whom it was recalled from (L-6)', async () => {
    const mobile = someMobile();
    const { id } = expectStatus(await (await own.as('crm_agent@s01')).post('/leads', enquiry(mobile)), 201);
    expectStatus(await (await own.as('sales_manager@s01')).post(`/leads/${id}/assign`, { employeeId: me }), 200);
    await own.advance('P2D');
    expectStatus(await (await own.as('sales_consultant@s01')).post(`/leads/${id}/contacts`, CALL), 200);
    await own.advance('P2D');
    expect((await (await own.as('sales_manager@s01')).get(`/leads/${id}`)).body.state).toBe('CONTACTED');
    await own.advance('P1DT1H');
    const recalled = (await (await own.as('sales_manager@s01')).get(`/leads/${id}`)).body;
    expect(recalled).toMatchObject({ state: 'POOL', ownerEmployeeId: null, recallAt: null });
    const refused = await (await own.as('sales_consultant@s01')).post(`/leads/${id}/claim`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'lead_reclaim_too_soon', rule: 'L-6' } });
    await own.advance('P1D');
    expectStatus(await (await own.as('sales_consultant@s01')).post(`/leads/${id}/claim`), 200);
  });

  it('is no longer protected after the window: the next enquiry is a lead of its own (L-3)', async () => {
    const mobile = someMobile();
    const first = expectStatus(await (await own.as('crm_agent@s01')).post('/leads', enquiry(mobile)), 201);
    await own.advance('P91D');
    const second = expectStatus(await (await own.as('crm_agent@s01')).post('/leads', enquiry(mobile)), 201);
    expect([first.state, second.state]).toEqual(['NEW', 'NEW']);
  });
});

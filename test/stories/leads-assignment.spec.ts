import { expectStatus, someMobile } from '../support/deals.js';
import { CALL, enquiry, type Hired, set, someStore, type SomeStore } from '../support/leads.js';
import { type Actor, type Server, server } from '../support/server.js';

let app: Server;
let store: SomeStore;
let manager: Actor;
let people: Hired[];
const desks: { id: string; version: number; employeeId: string }[] = [];
beforeAll(async () => {
  app = await server();
  store = await someStore(app);
  manager = await (await store.hire('sales_manager')).actor();
  people = [];
  for (let n = 0; n < 3; n++) people.push(await store.hire('sales_consultant'));
  for (const { employeeId } of people)
    desks.push(expectStatus(await manager.post('/lead-desks', { employeeId, onDuty: true, skills: [] }), 201));
});
const newLead = async (more: object = {}) => expectStatus(await manager.post('/leads', enquiry(someMobile(), more)), 201);
const owners = async (count: number, more: object = {}) => {
  const found: (string | null)[] = [];
  for (let n = 0; n < count; n++) found.push((await newLead(more)).ownerEmployeeId);
  return found;
};
async function change(n: number, body: object): Promise<void> {
  const { id } = desks[n] as { id: string };
  const etag = (await manager.get(`/lead-desks/${id}`)).headers.get('etag') ?? '';
  expectStatus(await manager.patch(`/lead-desks/${id}`, body, { headers: { 'if-match': etag } }), 200);
}
const who = (...order: number[]) => order.map((n) => people[n]?.employeeId);

describe('leads by rule (L-7)', () => {
  it('wait for a hand while the store has no rule', async () => {
    expect(await newLead()).toMatchObject({ state: 'NEW', ownerEmployeeId: null, assignment: null });
    expect((await set(app, 'crm.assignment-rule', 'RANDOM', store.id)).body.code).toBe('setting_value_invalid');
  });

  it('go round in turn, at any hour, each with its reason and what was looked at (PR-10)', async () => {
    expectStatus(await set(app, 'crm.assignment-rule', 'ROUND_ROBIN', store.id), 201);
    const lead = await newLead();
    expect(lead).toMatchObject({ state: 'ASSIGNED', assignment: { by: 'RULE', reason: 'NEXT_IN_TURN', employeeId: lead.ownerEmployeeId } });
    expect(lead.assignment.candidates).toHaveLength(3);
    expect(lead.assignment.candidates[0]).toEqual({
      employeeId: lead.ownerEmployeeId,
      openLeads: 0,
      loadCap: 200,
      skills: [],
      lastTurn: 0,
      fitness: 'FITS',
    });
    const round = [lead.ownerEmployeeId, ...(await owners(5))];
    expect(new Set(round.slice(0, 3)).size).toBe(3);
    expect(round.slice(3)).toEqual(round.slice(0, 3));
    const mine = (await manager.get(`/leads/${lead.id}/ownerships`)).body.items;
    expect(mine).toMatchObject([{ how: 'RULE', reason: 'NEXT_IN_TURN', explanation: { candidates: lead.assignment.candidates } }]);
    const events = await app.sql<{ name: string }>('SELECT name FROM kernel.event WHERE aggregate_id = $1 ORDER BY seq', [lead.id]);
    expect(events.map((e) => e.name)).toEqual(['crm.lead-created', 'crm.lead-assigned']);
  });

  it('go to nobody who is off duty, full or lacks a skill that a colleague has', async () => {
    await change(0, { onDuty: false });
    expect(await owners(2)).not.toContain(people[0]?.employeeId);
    await change(0, { onDuty: true, skills: ['LANGUAGE:en'] });
    expect(await owners(2, { language: 'en' })).toEqual(who(0, 0));
    const { openLeads } = (await newLead({ language: 'en' })).assignment.candidates.find(
      (c: { employeeId: string }) => c.employeeId === people[0]?.employeeId,
    );
    await change(0, { loadCap: openLeads + 1 });
    const left = await newLead({ language: 'en' });
    expect(left).toMatchObject({
      state: 'NEW',
      ownerEmployeeId: null,
      assignment: { by: 'RULE', employeeId: null, reason: 'NOBODY_FITS', requiredSkills: ['LANGUAGE:en'] },
    });
    expect(left.assignment.candidates.map((c: { fitness: string }) => c.fitness).sort()).toEqual(['AT_CAP', 'LACKS_SKILL', 'LACKS_SKILL']);
    // What the rule left is in the pool, for whoever takes it.
    expectStatus(await (await (people[1] as Hired).actor()).post(`/leads/${left.id}/claim`), 200);
    expect((await owners(3)).includes(people[0]?.employeeId as string)).toBe(false);
    await change(0, { skills: [], loadCap: 100 });
  });

  it('go only to those who still sell in the store', async () => {
    const gone = people[2] as Hired;
    const admin = await app.as('admin');
    const etag = (await admin.get(`/employees/${gone.employeeId}`)).headers.get('etag') ?? '';
    expectStatus(await admin.patch(`/employees/${gone.employeeId}`, { active: false }, { headers: { 'if-match': etag } }), 200);
    const given = await owners(4);
    expect(new Set(given)).toEqual(new Set(who(0, 1)));
  });

  it('are dealt evenly when many come at one moment, and never beyond a cap', async () => {
    const fresh = await someStore(app);
    const boss = await (await fresh.hire('sales_manager')).actor();
    const team = await Promise.all([1, 2, 3].map(() => fresh.hire('sales_consultant')));
    for (const { employeeId } of team)
      expectStatus(await boss.post('/lead-desks', { employeeId, onDuty: true, loadCap: 6, skills: [] }), 201);
    expectStatus(await set(app, 'crm.assignment-rule', 'ROUND_ROBIN', fresh.id), 201);
    const leads = await Promise.all(Array.from({ length: 21 }, () => boss.post('/leads', enquiry(someMobile()))));
    const given = leads.map((l) => expectStatus(l, 201).ownerEmployeeId as string | null);
    for (const { employeeId } of team) expect(given.filter((id) => id === employeeId)).toHaveLength(6);
    expect(given.filter((id) => id === null)).toHaveLength(3);
    // Room again: the next one has an owner.
    const held = leads.find((l) => l.body.ownerEmployeeId === team[0]?.employeeId);
    expectStatus(await (await (team[0] as Hired).actor()).post(`/leads/${held?.body.id}/contacts`, CALL), 200);
    expectStatus(await boss.post(`/leads/${held?.body.id}/invalidate`, { reason: '空号' }), 200);
    expect(expectStatus(await boss.post('/leads', enquiry(someMobile())), 201).ownerEmployeeId).toBe(team[0]?.employeeId);
  });
});

describe('a lead desk', () => {
  it('is one per employee and store, of somebody who sells there, with skills that are some', async () => {
    const { employeeId } = people[0] as Hired;
    expect(await manager.post('/lead-desks', { employeeId, onDuty: true, skills: [] })).toMatchObject({
      status: 409,
      body: { code: 'lead_desk_taken', rule: 'L-7' },
    });
    const stranger = (await (await app.as('sales_consultant@s01')).get('/me')).body.employeeId as string;
    expect(await manager.post('/lead-desks', { employeeId: stranger, onDuty: true, skills: [] })).toMatchObject({
      status: 422,
      body: { code: 'lead_owner_unfit', errors: [{ pointer: '/employeeId' }] },
    });
    expect((await manager.post('/lead-desks', { employeeId, onDuty: true, skills: ['GOLF:9'] })).status).toBe(400);
    const path = `/lead-desks/${desks[0]?.id}`;
    expect((await manager.patch(path, { onDuty: false })).body.code).toBe('if_match_required');
    expect((await manager.patch(path, { onDuty: false }, { headers: { 'if-match': '"99"' } })).body.code).toBe('version_stale');
    expect((await (await (people[0] as Hired).actor()).patch(path, { onDuty: false }, { headers: { 'if-match': '*' } })).status).toBe(403);
    expect((await (await app.as('sales_manager@s01')).get(path)).status).toBe(404);
    expect((await manager.get('/lead-desks')).body.items).toHaveLength(3);
  });
});

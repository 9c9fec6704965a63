import { expectStatus, someMobile } from '../support/deals.js';
import { enquiry, someStore } from '../support/leads.js';
import { server } from '../support/server.js';

const LEADS = 10;
const CONSULTANTS = 10;

it('a hundred claims of ten leads at once give ten owners (L-6)', async () => {
  const app = await server();
  const store = await someStore(app);
  const manager = await (await store.hire('sales_manager')).actor();
  const team = [];
  for (let n = 0; n < CONSULTANTS; n++) team.push(await store.hire('sales_consultant'));
  const actors = await Promise.all(team.map((c) => c.actor()));
  const leads: string[] = [];
  for (let n = 0; n < LEADS; n++) leads.push(expectStatus(await manager.post('/leads', enquiry(someMobile())), 201).id as string);
  const answers = await Promise.all(leads.flatMap((id) => actors.map((a) => a.post(`/leads/${id}/claim`))));
  expect(answers.map((a) => a.status).filter((s) => s === 200)).toHaveLength(LEADS);
  for (const { status, body } of answers) if (status !== 200) expect([status, body.code]).toEqual([409, 'illegal_move']);
  const owned = await app.sql<{ lead: string; owner: string; held: string[] }>(
    `SELECT l.id AS lead, l.owner_employee_id AS owner, (SELECT array_agg(o.employee_id) FROM crm.lead_ownership o WHERE o.lead_id = l.id) AS held
     FROM crm.lead l WHERE l.store_id = $1 AND l.state = 'ASSIGNED'`,
    [store.id],
  );
  expect(owned.map((o) => o.lead).sort()).toEqual([...leads].sort());
  for (const { owner, held } of owned) expect(held).toEqual([owner]);
  const won = new Map(answers.filter((a) => a.status === 200).map((a) => [a.body.id as string, a.body.ownerEmployeeId as string]));
  for (const { lead, owner } of owned) expect(won.get(lead)).toBe(owner);
  const told = await app.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM kernel.event WHERE name = 'crm.lead-assigned' AND aggregate_id = ANY($1::uuid[])`,
    [leads],
  );
  expect(told).toEqual([{ n: LEADS }]);
});

it('nobody gets beyond their cap by claiming many at once (L-7)', async () => {
  const app = await server();
  const store = await someStore(app);
  const manager = await (await store.hire('sales_manager')).actor();
  const consultant = await store.hire('sales_consultant');
  expectStatus(await manager.post('/lead-desks', { employeeId: consultant.employeeId, onDuty: true, loadCap: 3, skills: [] }), 201);
  const leads: string[] = [];
  for (let n = 0; n < LEADS; n++) leads.push(expectStatus(await manager.post('/leads', enquiry(someMobile())), 201).id as string);
  const me = await consultant.actor();
  const answers = await Promise.all(leads.map((id) => me.post(`/leads/${id}/claim`)));
  expect(answers.filter((a) => a.status === 200)).toHaveLength(3);
  for (const { status, body } of answers) if (status !== 200) expect([status, body.code]).toEqual([409, 'lead_load_full']);
});

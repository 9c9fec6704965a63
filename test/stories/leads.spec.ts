import { expectStatus, someMobile } from '../support/deals.js';
import { CALL, enquiry, type Hired, set, someStore, type SomeStore } from '../support/leads.js';
import { type Actor, type Server, server } from '../support/server.js';

let app: Server;
let store: SomeStore;
let manager: Actor;
let one: Hired;
let two: Hired;
beforeAll(async () => {
  app = await server();
  store = await someStore(app);
  manager = await (await store.hire('sales_manager')).actor();
  [one, two] = await Promise.all([store.hire('sales_consultant'), store.hire('sales_consultant')]);
});
const newLead = async (more: object = {}, mobile = someMobile()) => expectStatus(await manager.post('/leads', enquiry(mobile, more)), 201);
const assigned = async (who = one) => {
  const { id } = await newLead();
  return expectStatus(await manager.post(`/leads/${id}/assign`, { employeeId: who.employeeId }), 200);
};
const ids = (items: { id: string }[]) => items.map((l) => l.id);

describe('who has a lead', () => {
  it('is handed over only with a reason, and every owner is kept with how they came to it (L-6, L-7)', async () => {
    const lead = await assigned();
    expect(lead).toMatchObject({ assignment: { by: 'HAND', employeeId: one.employeeId, reason: null }, followUpDueAt: lead.responseDueAt });
    const silent = await manager.post(`/leads/${lead.id}/assign`, { employeeId: two.employeeId });
    expect(silent).toMatchObject({ status: 422, body: { code: 'lead_hand_over_reason_required', errors: [{ pointer: '/reason' }] } });
    const handed = await manager.post(`/leads/${lead.id}/assign`, { employeeId: two.employeeId, reason: '王顾问休假' });
    expect(expectStatus(handed, 200)).toMatchObject({ ownerEmployeeId: two.employeeId, assignment: { reason: '王顾问休假' } });
    expect((await (await one.actor()).get(`/leads/${lead.id}`)).status).toBe(404);
    const { items } = (await manager.get(`/leads/${lead.id}/ownerships`)).body;
    expect(items).toMatchObject([
      { employeeId: two.employeeId, how: 'HAND', reason: '王顾问休假', until: null, endedBy: null },
      { employeeId: one.employeeId, how: 'HAND', reason: null, endedBy: 'HAND_OVER' },
    ]);
    expect(items[1].until).toBe(items[0].from);
  });

  it('may claim only as many as they may hold: their desk’s cap, else the store’s (L-7)', async () => {
    const consultant = await store.hire('sales_consultant');
    const actor = await consultant.actor();
    const leads = await Promise.all([1, 2, 3, 4].map(() => newLead()));
    const claim = (n: number) => actor.post(`/leads/${leads[n].id}/claim`);
    expectStatus(await set(app, 'crm.claim-cap', 1, store.id), 201);
    expectStatus(await claim(0), 200);
    expect(await claim(1)).toMatchObject({ status: 409, body: { code: 'lead_load_full', rule: 'L-7', detail: '1 / 1' } });
    const desk = { employeeId: consultant.employeeId, onDuty: true, loadCap: 2, skills: [] };
    expectStatus(await manager.post('/lead-desks', desk), 201);
    expect(expectStatus(await claim(1), 200).assignment).toMatchObject({ by: 'CLAIM', employeeId: consultant.employeeId });
    expect((await claim(2)).body.code).toBe('lead_load_full');
    expectStatus(await manager.post(`/leads/${leads[0].id}/invalidate`, { reason: '空号' }), 200);
    expectStatus(await claim(2), 200);
    expectStatus(await set(app, 'crm.claim-cap', 200, store.id), 201);
  });
});

describe('a further enquiry', () => {
  it('is folded into the open lead, which counts it and is due now (L-3)', async () => {
    const mobile = someMobile();
    const { id } = await newLead({ source: 'REFERRAL' }, mobile);
    expectStatus(await manager.post(`/leads/${id}/assign`, { employeeId: one.employeeId }), 200);
    const called = expectStatus(await (await one.actor()).post(`/leads/${id}/contacts`, CALL), 200);
    expect(called.followUpDueAt).toBe(called.recallAt);
    const again = await newLead({ source: 'PHONE', note: '改看SUV' }, `+86${mobile}`);
    expect(again).toMatchObject({ state: 'DUPLICATE', duplicateOfLeadId: id, responseVerdict: null, inquiries: 0 });
    const lead = expectStatus(await (await one.actor()).get(`/leads/${id}`), 200);
    // The customer spoke, not we: what is due now is not put off, nor is the recall.
    expect(lead).toMatchObject({ inquiries: 1, followUpDueAt: again.receivedAt, recallAt: called.recallAt });
    expect((await (await one.actor()).get(`/leads/${id}/inquiries`)).body.items).toMatchObject([{ id: again.id, note: '改看SUV' }]);
    expect(ids((await (await one.actor()).get(`/leads?dueBy=${again.receivedAt}`)).body.items)).toContain(id);
    expect((await (await two.actor()).get(`/leads/${id}/inquiries`)).status).toBe(404);
    expect((await (await two.actor()).get(`/leads/${id}/ownerships`)).status).toBe(404);
  });

  it('is recognised by the e-mail where one of both gave no mobile; two mobiles are two people (L-3)', async () => {
    const email = `Some.${someMobile()}@Example.com`;
    const first = await newLead({ email });
    expect(first.email).toBe('s***@example.com');
    const again = await newLead({ email: email.toLowerCase(), mobile: undefined });
    expect(again).toMatchObject({ state: 'DUPLICATE', duplicateOfLeadId: first.id });
    expect((await newLead({ email })).state).toBe('NEW');
    const [kept] = await app.sql<{ all: string }>('SELECT l::text AS all FROM crm.lead l WHERE id = $1', [first.id]);
    expect(kept?.all.toLowerCase()).not.toContain(email.toLowerCase());
  });

  it('goes to the lead of its mobile before the one of its e-mail (L-3)', async () => {
    const email = `x${someMobile()}@example.com`;
    const mobile = someMobile();
    const byMobile = await newLead({}, mobile);
    const byEmail = await newLead({ email, mobile: undefined });
    expect((await newLead({ email }, mobile)).duplicateOfLeadId).toBe(byMobile.id);
    expect((await manager.get(`/leads/${byEmail.id}`)).body.inquiries).toBe(0);
  });

  it('is one even when the mobile and the e-mail come at the same moment, and one of them is a customer’s (L-3)', async () => {
    const [email, mobile] = [`z${someMobile()}@example.com`, someMobile()];
    expectStatus(await (await app.as('crm_agent@s01')).post('/customers', { type: 'PERSON', name: '钱小测', mobile }), 201);
    const answers = await Promise.all([newLead({ email }, mobile), newLead({ email, mobile: undefined }), newLead({ email }, mobile)]);
    expect(answers.map(({ state }) => state).sort()).toEqual(['DUPLICATE', 'DUPLICATE', 'NEW']);
  });

  it('is a lead of its own once the first is closed, and knows the customer (L-3)', async () => {
    const mobile = someMobile();
    const first = await newLead({}, mobile);
    expect(first.customerId).toBeNull();
    expectStatus(await manager.post(`/leads/${first.id}/assign`, { employeeId: one.employeeId }), 200);
    const actor = await one.actor();
    expectStatus(await actor.post(`/leads/${first.id}/contacts`, CALL), 200);
    const customer = { type: 'PERSON', name: '钱小测', mobile };
    const { customerId } = expectStatus(await actor.post(`/leads/${first.id}/qualify`, { intentLevel: 'A', customer }), 200);
    const second = await newLead({}, mobile);
    expect(second).toMatchObject({ state: 'NEW', customerId });
    const { items } = (await actor.get(`/customers/${customerId}/timeline?kind=LEAD`)).body;
    expect(items.map((i: { refId: string }) => i.refId)).toEqual([second.id, first.id]);
  });
});

describe('giving a lead up', () => {
  it('is decided by somebody else than who asked (L-2)', async () => {
    const { id } = await newLead();
    const mine = (await manager.get('/me')).body.employeeId as string;
    expectStatus(await manager.post(`/leads/${id}/assign`, { employeeId: mine }), 200);
    expectStatus(await manager.post(`/leads/${id}/lose`, { reason: 'PRICE' }), 200);
    for (const decision of ['APPROVED', 'REJECTED'])
      expect(await manager.post(`/leads/${id}/review`, { decision })).toMatchObject({ status: 403, body: { code: 'loss_review_own' } });
    expect((await manager.get(`/leads/${id}`)).body.state).toBe('LOST_PENDING_REVIEW');
  });

  it('shows who asked, why, and what the manager decided; both rounds are kept (L-2)', async () => {
    const { id } = await assigned();
    const actor = await one.actor();
    const asked = expectStatus(await actor.post(`/leads/${id}/lose`, { reason: 'PRICE', note: '预算不够' }), 200);
    expect(asked).toMatchObject({
      state: 'LOST_PENDING_REVIEW',
      recallAt: null,
      followUpDueAt: null,
      lossReview: { reason: 'PRICE', note: '预算不够', askedBy: one.employeeId, decision: 'PENDING', decidedBy: null, decidedAt: null },
    });
    const back = expectStatus(await manager.post(`/leads/${id}/review`, { decision: 'REJECTED', note: '再约一次' }), 200);
    expect(back).toMatchObject({
      state: 'ASSIGNED',
      ownerEmployeeId: one.employeeId,
      lossReview: { decision: 'REJECTED', decisionNote: '再约一次' },
    });
    expect(Date.parse(back.recallAt) - Date.parse(back.lossReview.decidedAt)).toBe(3 * 86_400_000);
    expect(back.followUpDueAt).toBe(back.lossReview.decidedAt);
    expectStatus(await actor.post(`/leads/${id}/lose`, { reason: 'COMPETITOR' }), 200);
    const lost = expectStatus(await manager.post(`/leads/${id}/review`, { decision: 'APPROVED' }), 200);
    expect(lost).toMatchObject({ state: 'LOST', responseVerdict: null, lossReview: { reason: 'COMPETITOR', decision: 'APPROVED' } });
    expect((await manager.post(`/leads/${id}/review`, { decision: 'REJECTED' })).body.code).toBe('illegal_move');
    const rounds = await app.sql('SELECT reason, decision FROM crm.lead_loss_review WHERE lead_id = $1 ORDER BY asked_at', [id]);
    expect(rounds).toEqual([
      { reason: 'PRICE', decision: 'REJECTED' },
      { reason: 'COMPETITOR', decision: 'APPROVED' },
    ]);
  });

  it('gives the sales managers a task each time, done with the decision (L-2)', async () => {
    const { id } = await assigned();
    const actor = await one.actor();
    for (const decision of ['REJECTED', 'APPROVED']) {
      const { lossReview } = expectStatus(await actor.post(`/leads/${id}/lose`, { reason: 'PRICE' }), 200);
      const states = (state: string) => async () =>
        (
          await app.sql<{ state: string }>(
            `SELECT t.state FROM workflow.task t JOIN workflow.process p ON p.id = t.process_id WHERE p.subject_id = $1 AND p.definition_code = 'lead-loss-review'`,
            [lossReview.id],
          )
        )[0]?.state === state;
      await app.soon(states('OPEN'), 'the task to review');
      expectStatus(await manager.post(`/leads/${id}/review`, { decision }), 200);
      await app.soon(states('DONE'), 'the task done');
    }
  });
});

describe('the managers’ lists', () => {
  it('find leads by state, source, owner, verdict, due and day, in the order asked for', async () => {
    const fresh = await someStore(app);
    const boss = await (await fresh.hire('sales_manager')).actor();
    const seller = await fresh.hire('sales_consultant');
    const made = [];
    for (const source of ['WEBSITE', 'WECHAT', 'WALK_IN'])
      made.push(expectStatus(await boss.post('/leads', enquiry(someMobile(), { source })), 201));
    const [web, chat, walk] = ids(made);
    for (const id of [chat, walk]) expectStatus(await boss.post(`/leads/${id}/assign`, { employeeId: seller.employeeId }), 200);
    expectStatus(await (await seller.actor()).post(`/leads/${chat}/contacts`, CALL), 200);
    const list = async (query: string) => {
      const answer = await boss.get(`/leads?${query}`);
      expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(4);
      return ids(expectStatus(answer, 200).items);
    };
    const day = new Date(Date.parse(made[0].receivedAt) + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(await list('source=WECHAT&source=WALK_IN')).toEqual([walk, chat]);
    expect(await list('state=NEW')).toEqual([web]);
    expect(await list('verdict=GOAL')).toEqual([chat]);
    expect(await list('verdict=PENDING')).toEqual([walk, web]);
    expect(await list(`ownerEmployeeId=${seller.employeeId}&sort=followUpDueAt`)).toEqual([walk, chat]);
    expect(await list('sort=followUpDueAt')).toEqual([walk, chat, web]);
    expect(await list('dueBy=2000-01-01T00:00:00Z')).toEqual([]);
    expect(await list(`receivedFrom=${day}&receivedTo=${day}`)).toHaveLength(3);
    expect(await list('receivedTo=2000-01-01')).toEqual([]);
    expect((await boss.get('/leads?receivedFrom=tomorrow')).status).toBe(400);
    const page = (await boss.get('/leads?sort=followUpDueAt&limit=2')).body;
    expect(ids((await boss.get(`/leads?sort=followUpDueAt&limit=2&cursor=${page.nextCursor}`)).body.items)).toEqual([web]);
  });
});

import { expectStatus, someMobile } from '../support/deals.js';
import { CALL, enquiry, type Hired, someStore, type SomeStore } from '../support/leads.js';
import { atScale } from '../support/scale.js';
import { type OwnServer, ownServer } from '../support/server.js';

const DAYS = atScale(14, 365);
const DAY = 86_400_000;

/** What the model believes of a lead; it is told only what was asked for, never what the program made of it. */
interface Belief {
  state: string;
  owner: string | null;
  verdict: string | null;
  /** When it may be taken back, when it is missed, and until when an answer is good. */
  recallAt: number;
  missedAfter: number;
  goalBy: number;
  dueAt: number | null;
  answered: boolean;
  recalls: number;
  missed: boolean;
  recalledFrom: string | null;
  recalledAt: number;
}
interface Row {
  id: string;
  state: string;
  owner: string | null;
  verdict: string | null;
  recall_at: Date | null;
  due: Date | null;
  recalls: number;
  missed: number;
  owners: number;
}

/** What the model believes of a wish to buy: when it is followed up next, by G-2 in a few lines of its own. */
interface Wish {
  state: 'OPEN' | 'LOST' | 'OVER';
  customerId: string;
  owner: string;
  level: string;
  contactedOn: string;
  dueOn: string | null;
}
const INTERVALS: Record<string, number> = { O: 0, H: 7, A: 15, B: 30, C: 90 };
const LEVELS = Object.keys(INTERVALS);
const storeDay = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
/** Who orders on the spot has no date of their own. */
const dueAfter = (day: string, level: string): string | null => (level === 'O' ? null : addDays(day, INTERVALS[level] ?? 0));

/** The same choices in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

let app: OwnServer;
let store: SomeStore;
let boss: Hired;
let team: Hired[];
const leads = new Map<string, Belief>();
const wishes = new Map<string, Wish>();
let seenDue = 0;
const throwDice = dice(20261126);
const throwAgain = dice(20261127);
let barred = 0;
beforeAll(async () => {
  app = await ownServer();
  store = await someStore(app);
  boss = await store.hire('sales_manager');
  team = [await store.hire('sales_consultant'), await store.hire('sales_consultant')];
}, 180_000);

it(
  'for a year every lead is answered, recalled or closed, and no due follow-up of a lead or a wish is missing from a work list (G-2, L-5, L-6)',
  async () => {
    let now = (await app.advance('PT1S')).getTime();
    let recalled = 0;
    // Half a day at a time, so that the bar of a day after a recall is met on both sides.
    for (let half = 0; half < 2 * DAYS; half++) {
      await work(now);
      now = (await app.advance('PT12H')).getTime();
      recalled += pass(now);
      await compare(now);
      await compareWishes(now);
    }
    expect(leads.size).toBeGreaterThan(DAYS);
    expect(recalled).toBeGreaterThan(DAYS / 4);
    expect(barred).toBeGreaterThan(0);
    // The levels wait for weeks: in few days few are due.
    expect(seenDue).toBeGreaterThan(atScale(0, DAYS / 2));
    expect(new Set([...wishes.values()].map((w) => w.state))).toEqual(new Set(['OPEN', 'LOST', 'OVER']));
    const states = new Set([...leads.values()].map((l) => l.state));
    for (const state of ['POOL', 'ASSIGNED', 'CONTACTED', 'CONVERTED', 'LOST', 'INVALID']) expect(states).toContain(state);
  },
  atScale(300_000, 1_200_000),
);

/** A day of people: enquiries come in, managers give some away and decide, consultants answer, ignore, claim, lose and win. */
async function work(now: number): Promise<void> {
  const manager = await boss.actor();
  for (let n = throwDice(4); n > 0; n--) {
    const { id, responseDueAt, responseMissedAfter, receivedAt } = expectStatus(await manager.post('/leads', enquiry(someMobile())), 201);
    expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(now);
    leads.set(id, {
      state: 'NEW',
      owner: null,
      verdict: 'PENDING',
      recallAt: Infinity,
      missedAfter: Date.parse(responseMissedAfter),
      goalBy: Date.parse(responseDueAt),
      dueAt: null,
      answered: false,
      recalls: 0,
      missed: false,
      recalledFrom: null,
      recalledAt: 0,
    });
  }
  for (const [id, lead] of leads) {
    if (lead.state === 'NEW' || lead.state === 'POOL') await find(id, lead, now);
    else if (lead.state === 'ASSIGNED' || lead.state === 'CONTACTED') await follow(id, lead);
    else if (lead.state === 'LOST_PENDING_REVIEW' && throwDice(3) === 0) await decide(id, lead);
  }
  for (const [id, wish] of wishes) await pursue(id, wish, now);
}

/** A wish is spoken about, graded, handed over, given up and decided about, or left alone as most are. */
async function pursue(id: string, wish: Wish, now: number): Promise<void> {
  const path = `/opportunities/${id}`;
  const manager = await boss.actor();
  if (wish.state === 'LOST' && throwAgain(3) === 0) {
    const decision = throwAgain(2) === 0 ? 'APPROVED' : 'REJECTED';
    expectStatus(await manager.post(`${path}/review`, { decision }), 200);
    if (decision === 'APPROVED') wish.state = 'OVER';
    else Object.assign(wish, { state: 'OPEN', dueOn: dueAfter(wish.contactedOn, wish.level) });
  }
  if (wish.state !== 'OPEN') return;
  const actor = await (team.find((t) => t.employeeId === wish.owner) as Hired).actor();
  const choice = throwAgain(24);
  if (choice < 2) {
    const agreedAt = choice === 0 ? new Date(now + (1 + throwAgain(20)) * DAY).toISOString() : undefined;
    const made = expectStatus(
      await actor.post('/interactions', { ...CALL, customerId: wish.customerId, opportunityId: id, agreedAt }),
      201,
    );
    wish.contactedOn = storeDay(Date.parse(made.at));
    const due = dueAfter(wish.contactedOn, wish.level);
    const agreed = agreedAt === undefined ? null : storeDay(Date.parse(agreedAt));
    wish.dueOn = agreed !== null && (due === null || agreed < due) ? agreed : due;
  } else if (choice < 5) {
    const level = LEVELS[throwAgain(LEVELS.length)] as string;
    expectStatus(await actor.post(`${path}/grade`, { intentLevel: level, reason: '沟通后调整' }), 200);
    const due = dueAfter(wish.contactedOn, level);
    const warmer = LEVELS.indexOf(level) < LEVELS.indexOf(wish.level);
    if (!(warmer && wish.dueOn !== null && (due === null || wish.dueOn < due))) wish.dueOn = due;
    wish.level = level;
  } else if (choice === 5) {
    const other = team.find((t) => t.employeeId !== wish.owner) as Hired;
    expectStatus(await manager.post(`${path}/hand-over`, { employeeId: other.employeeId, reason: '调班' }), 200);
    wish.owner = other.employeeId;
  } else if (choice < 8) {
    expectStatus(await actor.post(`${path}/lose`, { reason: 'PRICE' }), 200);
    Object.assign(wish, { state: 'LOST', dueOn: null });
  }
}

async function find(id: string, lead: Belief, now: number): Promise<void> {
  const choice = throwDice(5);
  const who = team[throwDice(team.length)] as Hired;
  if (choice === 0) held(lead, await (await boss.actor()).post(`/leads/${id}/assign`, { employeeId: who.employeeId }), who);
  else if (choice < 3) {
    const answer = await (await who.actor()).post(`/leads/${id}/claim`);
    // A lead that was taken back from them a day ago or less is not theirs to claim.
    if (lead.recalledFrom === who.employeeId && now < lead.recalledAt + DAY) {
      expect(answer.body.code).toBe('lead_reclaim_too_soon');
      barred++;
    } else held(lead, answer, who);
  } else if (choice === 3 && throwDice(4) === 0) {
    expectStatus(await (await boss.actor()).post(`/leads/${id}/invalidate`, { reason: '空号' }), 200);
    close(lead, 'INVALID');
  }
}

function held(lead: Belief, answer: { status: number; body: { recallAt: string; followUpDueAt: string } }, who: Hired): void {
  const { recallAt, followUpDueAt } = expectStatus(answer as never, 200) as { recallAt: string; followUpDueAt: string };
  Object.assign(lead, { state: 'ASSIGNED', owner: who.employeeId, recallAt: Date.parse(recallAt), dueAt: Date.parse(followUpDueAt) });
}

async function follow(id: string, lead: Belief): Promise<void> {
  const who = team.find((t) => t.employeeId === lead.owner) as Hired;
  const choice = throwDice(12);
  if (choice === 0 || (choice === 1 && lead.state === 'ASSIGNED')) {
    const made = expectStatus(await (await who.actor()).post(`/leads/${id}/contacts`, CALL), 200);
    const at = Date.parse(made.lastContactAt);
    if (lead.verdict === 'PENDING') lead.verdict = at <= lead.goalBy ? 'GOAL' : 'LATE';
    Object.assign(lead, { state: 'CONTACTED', answered: true, recallAt: at + 3 * DAY, dueAt: at + 3 * DAY });
  } else if (choice === 1) {
    const customer = { type: 'PERSON', name: '钱小测', mobile: someMobile() };
    const level = throwAgain(2) === 0 ? 'H' : 'A';
    const won = expectStatus(await (await who.actor()).post(`/leads/${id}/qualify`, { intentLevel: level, customer }), 200);
    close(lead, 'CONVERTED');
    const contactedOn = storeDay(Date.parse(won.lastContactAt as string));
    const wish = { customerId: won.customerId as string, owner: who.employeeId, level, contactedOn };
    wishes.set(won.opportunityId as string, { state: 'OPEN', ...wish, dueOn: dueAfter(contactedOn, level) });
  } else if (choice === 2 && throwDice(2) === 0) {
    expectStatus(await (await who.actor()).post(`/leads/${id}/lose`, { reason: 'PRICE' }), 200);
    Object.assign(lead, { state: 'LOST_PENDING_REVIEW', recallAt: Infinity, dueAt: null });
  }
}

async function decide(id: string, lead: Belief): Promise<void> {
  const decision = throwDice(2) === 0 ? 'APPROVED' : 'REJECTED';
  const { recallAt, followUpDueAt } = expectStatus(await (await boss.actor()).post(`/leads/${id}/review`, { decision }), 200);
  if (decision === 'APPROVED') close(lead, 'LOST');
  else Object.assign(lead, { state: 'ASSIGNED', recallAt: Date.parse(recallAt), dueAt: Date.parse(followUpDueAt) });
}

function close(lead: Belief, state: string): void {
  Object.assign(lead, { state, recallAt: Infinity, dueAt: null });
  if (lead.verdict === 'PENDING') lead.verdict = null;
}

/** What the night does by itself. */
function pass(now: number): number {
  let recalled = 0;
  for (const lead of leads.values()) {
    if (lead.verdict === 'PENDING' && lead.missedAfter <= now) Object.assign(lead, { verdict: 'MISSED', missed: true });
    if (lead.recallAt > now) continue;
    Object.assign(lead, {
      state: 'POOL',
      recalledFrom: lead.owner,
      recalledAt: lead.recallAt,
      owner: null,
      recallAt: Infinity,
      dueAt: null,
    });
    lead.recalls++;
    recalled++;
  }
  return recalled;
}

async function compare(now: number): Promise<void> {
  const rows = await app.sql<Row>(
    `SELECT l.id, l.state, l.owner_employee_id AS owner, l.response_verdict AS verdict, l.recall_at, l.follow_up_due_at AS due,
       (SELECT count(*)::int FROM crm.lead_ownership o WHERE o.lead_id = l.id AND o.ended_by = 'RECALL') AS recalls,
       (SELECT count(*)::int FROM kernel.event e WHERE e.aggregate_id = l.id AND e.name = 'crm.lead-response-missed') AS missed,
       (SELECT count(*)::int FROM crm.lead_ownership o WHERE o.lead_id = l.id AND o.until_at IS NULL) AS owners
     FROM crm.lead l WHERE l.store_id = $1`,
    [store.id],
  );
  expect(rows).toHaveLength(leads.size);
  for (const row of rows) {
    const lead = leads.get(row.id) as Belief;
    const seen = { ...row, recall_at: undefined, due: row.due?.getTime() ?? null };
    const believed = {
      state: lead.state,
      owner: lead.owner,
      verdict: lead.verdict,
      due: lead.dueAt,
      recalls: lead.recalls,
      missed: lead.missed ? 1 : 0,
    };
    expect(seen).toMatchObject({ ...believed, owners: lead.owner === null ? 0 : 1 });
    // Nothing is silent beyond its limit: with a consultant it has an instant ahead, else it is in the pool, with a manager or over.
    if (lead.owner !== null && ['ASSIGNED', 'CONTACTED'].includes(lead.state)) expect(row.recall_at?.getTime()).toBeGreaterThan(now);
    else expect(row.recall_at).toBeNull();
  }
  for (const who of team) {
    const due = [...leads].filter(([, l]) => l.owner === who.employeeId && l.dueAt !== null && l.dueAt <= now).map(([id]) => id);
    const asked = await listed<{ id: string }>(who, `/leads?dueBy=${new Date(now).toISOString()}&sort=followUpDueAt`);
    expect(asked.map((l) => l.id).sort()).toEqual(due.sort());
    expect((await late(who)).sort()).toEqual(due.sort());
  }
}

/** What is due of somebody's wishes is on their list, in its section, and nothing else is. */
async function compareWishes(now: number): Promise<void> {
  const today = storeDay(now);
  const sections: [string, (dueOn: string) => boolean][] = [
    ['OVERDUE', (dueOn) => dueOn < today],
    ['TODAY', (dueOn) => dueOn === today],
    ['TOMORROW', (dueOn) => dueOn === addDays(today, 1)],
  ];
  for (const who of team)
    for (const [section, isDue] of sections) {
      const due = [...wishes].filter(([, w]) => w.owner === who.employeeId && w.dueOn !== null && isDue(w.dueOn)).map(([id]) => id);
      const items = await listed<{ opportunityId: string }>(who, `/work-list/items?section=${section}&ownerEmployeeId=me&kind=FOLLOW_UP`);
      expect(items.map((i) => i.opportunityId).sort()).toEqual(due.sort());
      seenDue += due.length;
    }
}

/** The leads on somebody's work list whose time has passed. */
async function late(who: Hired): Promise<string[]> {
  const found: string[] = [];
  for (const section of ['OVERDUE', 'TODAY']) {
    const items = await listed<{ leadId: string; late: boolean }>(
      who,
      `/work-list/items?section=${section}&ownerEmployeeId=me&kind=LEAD_RESPONSE&kind=LEAD_FOLLOW_UP&kind=LEAD_RECALL`,
    );
    found.push(...items.filter((i) => i.late).map((i) => i.leadId));
  }
  return found;
}

async function listed<T>(who: Hired, path: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: T[]; nextCursor: string | null } = expectStatus(
      await (await who.actor()).get(`${path}&limit=100${cursor && `&cursor=${cursor}`}`),
      200,
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

import fc from 'fast-check';
import { expectStatus, type Model, someMobile, someModel, someOpportunity } from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { type Actor, type OwnServer, ownServer } from '../support/server.js';

interface Item {
  id: string;
  kind: string;
  dueOn: string;
  dueAt: string | null;
  late: boolean;
  name: string;
  why: string;
  opportunityId: string | null;
  leadId: string | null;
  ownerEmployeeId: string | null;
}
interface List {
  date: string;
  overdue: { count: number; more: number; items: Item[] };
  today: { count: number; more: number; items: Item[] };
  tomorrow: { count: number; more: number; items: Item[] };
}

let own: OwnServer;
let model: Model;
let me: string;
beforeAll(async () => {
  own = await ownServer();
  model = await someModel(own);
  me = (await (await consultant()).get('/me')).body.employeeId as string;
});
const consultant = () => own.as('sales_consultant@s01');
const manager = () => own.as('sales_manager@s01');
const list = async (who: Actor, query = '') => expectStatus(await who.get(`/work-list?limit=100${query}`), 200) as List;
const everything = ({ overdue, today, tomorrow }: List) => [...overdue.items, ...today.items, ...tomorrow.items];
const about = (seen: List, id: string) => everything(seen).filter((i) => i.opportunityId === id || i.leadId === id);
const now = async () => Date.parse((await (await own.as('admin')).get('/ops/clock')).body.now as string);
const storeDay = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
const addDays = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const CONTACT = { channel: 'PHONE', direction: 'OUTBOUND', outcome: 'REACHED' };

describe('the work list', () => {
  it('has the follow-ups of the day; an outcome recorded once is seen everywhere at once (G-2)', async () => {
    const { opportunityId, customerId } = await someOpportunity(own, model);
    expect(about(await list(await consultant()), opportunityId)).toEqual([]);
    await own.advance('P6D');
    const soon = await list(await consultant());
    expect(soon.tomorrow.items.find((i) => i.opportunityId === opportunityId)).toMatchObject({
      ...{ kind: 'FOLLOW_UP', dueOn: addDays(soon.date, 1), dueAt: null, late: false, name: '陈小测', ownerEmployeeId: me },
      why: '意向级别 H:按期跟进',
    });
    await own.advance('P1D');
    expect((await list(await consultant())).today.items.map((i) => i.opportunityId)).toContain(opportunityId);
    await own.advance('P1D');
    const late = await list(await consultant());
    expect(late.overdue.items.find((i) => i.opportunityId === opportunityId)).toMatchObject({ late: true });
    expect((await list(await manager())).overdue.items.map((i) => i.opportunityId)).toContain(opportunityId);
    // Nobody names the opportunity: it is the only open one that the caller looks after.
    const made = expectStatus(await (await consultant()).post('/interactions', { ...CONTACT, customerId }), 201);
    expect(made.opportunityId).toBe(opportunityId);
    expect(about(await list(await consultant()), opportunityId)).toEqual([]);
    const after = (await (await consultant()).get(`/opportunities/${opportunityId}`)).body;
    expect(after).toMatchObject({
      lastContactAt: made.at,
      nextFollowUpOn: addDays(storeDay(Date.parse(made.at)), 7),
      followUpOverdue: false,
    });
    const story = (await (await consultant()).get(`/customers/${customerId}/timeline?kind=INTERACTION`)).body.items;
    expect(story[0].refId).toBe(made.id);
  });

  it('has what was agreed, until they speak or meet', async () => {
    const { opportunityId, customerId } = await someOpportunity(own, model);
    const agree = async (hours: number) => {
      const agreedAt = new Date((await now()) + hours * 3_600_000).toISOString();
      return (await consultant()).post('/interactions', { ...CONTACT, outcome: 'APPOINTMENT', customerId, opportunityId, agreedAt });
    };
    expect(await agree(-1)).toMatchObject({ status: 422, body: { code: 'agreed_in_past', errors: [{ pointer: '/agreedAt' }] } });
    const agreed = expectStatus(await agree(24), 201);
    const seen = about(await list(await consultant()), opportunityId);
    // The follow-up is due on that day as well: whatever was agreed is sooner than the level asks.
    expect(seen.map((i) => i.kind).sort()).toEqual(['APPOINTMENT', 'FOLLOW_UP']);
    expect(seen.find((i) => i.kind === 'APPOINTMENT')).toMatchObject({ dueAt: agreed.agreedAt, why: '客户约定到店' });
    expectStatus(await (await consultant()).post('/visits', { purpose: 'VIEWING', customerId }), 201);
    expect(about(await list(await consultant()), opportunityId).map((i) => i.kind)).toEqual(['FOLLOW_UP']);
    expect((await (await consultant()).get(`/interactions?opportunityId=${opportunityId}`)).body.items[0].settledAt).not.toBeNull();
  });

  it('has the leads: nobody’s for the managers, one’s own to answer, then about to be recalled', async () => {
    const lead = expectStatus(
      await (await own.as('crm_agent@s01')).post('/leads', { source: 'WEBSITE', name: '钱小测', mobile: someMobile() }),
      201,
    );
    expect(about(await list(await manager()), lead.id).map((i) => i.kind)).toEqual(['LEAD_UNASSIGNED']);
    expect(about(await list(await consultant()), lead.id)).toEqual([]);
    expectStatus(await (await manager()).post(`/leads/${lead.id}/assign`, { employeeId: me }), 200);
    expect(about(await list(await consultant(), '&ownerEmployeeId=me'), lead.id)).toMatchObject([
      { kind: 'LEAD_RESPONSE', dueAt: lead.responseDueAt, name: '钱小测' },
    ]);
    expectStatus(await (await consultant()).post(`/leads/${lead.id}/contacts`, CONTACT), 200);
    expect(about(await list(await consultant()), lead.id)).toEqual([]);
    await own.advance('P2D');
    expect(about(await list(await consultant()), lead.id)).toMatchObject([{ kind: 'LEAD_RECALL' }]);
    expect(about(await list(await own.as('sales_consultant@s02')), lead.id)).toEqual([]);
    // One that a manager gives back is due at once, not when it would go back to the pool.
    expectStatus(await (await consultant()).post(`/leads/${lead.id}/lose`, { reason: 'PRICE' }), 200);
    expect(about(await list(await consultant()), lead.id)).toEqual([]);
    const back = expectStatus(await (await manager()).post(`/leads/${lead.id}/review`, { decision: 'REJECTED' }), 200);
    expect(about(await list(await consultant()), lead.id)).toMatchObject([
      { kind: 'LEAD_FOLLOW_UP', dueAt: back.followUpDueAt, late: true },
    ]);
  });

  it('has losses to be reviewed for managers, and lost customers to be won back for their consultant', async () => {
    const { opportunityId } = await someOpportunity(own, model);
    const winBackOn = addDays(storeDay(await now()), 3);
    const path = `/opportunities/${opportunityId}`;
    expectStatus(await (await consultant()).post(`${path}/lose`, { reason: 'POSTPONED', winBackOn }), 200);
    expect(about(await list(await consultant()), opportunityId)).toEqual([]);
    expect(about(await list(await manager()), opportunityId)).toMatchObject([{ kind: 'LOSS_REVIEW', ownerEmployeeId: null, late: false }]);
    expect(about(await list(await own.as('crm_agent@s01')), opportunityId)).toEqual([]);
    expectStatus(await (await manager()).post(`${path}/review`, { decision: 'APPROVED' }), 200);
    await own.advance('P2D');
    expect(about(await list(await consultant()), opportunityId)).toMatchObject([{ kind: 'WIN_BACK', dueOn: winBackOn }]);
    expect(about(await list(await manager()), opportunityId)).toHaveLength(1);
  });

  it('hides no item: a section tells how many it does not show, and they are listed page by page', async () => {
    for (let n = 0; n < 5; n++) await someOpportunity(own, model);
    await own.advance('P9D');
    const boss = await manager();
    const answer = await boss.get('/work-list?limit=2');
    const { overdue, date } = answer.body as List;
    expect(overdue.items).toHaveLength(2);
    expect(overdue.more).toBe(overdue.count - 2);
    expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(4);
    const walked: Item[] = [];
    for (let cursor = ''; ;) {
      const page = expectStatus(await boss.get(`/work-list/items?section=OVERDUE&limit=3&date=${date}${cursor}`), 200);
      walked.push(...(page.items as Item[]));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(walked).toHaveLength(overdue.count);
    expect(new Set(walked.map((i) => i.id)).size).toBe(overdue.count);
    expect(walked.slice(0, 2)).toEqual(overdue.items);
    const some = (await boss.get('/work-list/items?section=OVERDUE&kind=FOLLOW_UP&ownerEmployeeId=' + me)).body.items as Item[];
    expect(some.every((i) => i.kind === 'FOLLOW_UP' && i.ownerEmployeeId === me)).toBe(true);
    expect((await list(await own.as('auditor@s01'))).overdue.items.find((i) => i.kind === 'FOLLOW_UP')?.name).toMatch(/\*/);
    expect((await boss.get('/work-list?ownerEmployeeId=you')).status).toBe(400);
    expect((await (await own.as('service_advisor@s01')).get('/work-list')).status).toBe(403);
  });
});

/** What G-2 says, in a few lines of its own. */
class Expected {
  due: string | null;
  constructor(
    readonly id: string,
    readonly customerId: string,
    public level: string,
    public contact: string,
  ) {
    this.due = addDays(contact, DAYS[level] ?? 0);
  }
  contacted(day: string): void {
    this.contact = day;
    this.due = this.level === 'O' ? null : addDays(day, DAYS[this.level] ?? 0);
  }
  graded(level: string): void {
    // Who orders on the spot is warmest of all, and has no date of their own: what was agreed before stays.
    const fresh = level === 'O' ? null : addDays(this.contact, DAYS[level] ?? 0);
    const warmer = (DAYS[level] ?? 0) < (DAYS[this.level] ?? 0);
    this.due = warmer && this.due !== null && (fresh === null || this.due < fresh) ? this.due : fresh;
    this.level = level;
  }
}
const DAYS: Record<string, number> = { O: 0, H: 7, A: 15, B: 30, C: 90 };
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('contact' as const), which: fc.nat(4) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('grade' as const), which: fc.nat(4), level: fc.constantFrom('O', 'H', 'A', 'B', 'C') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), which: fc.nat(4) }) },
);

describe('no follow-up is ever forgotten', () => {
  it(
    'whatever is said, graded and lost while days go by, the work list is exactly what is due (G-2)',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 18, maxLength: 24 }), async (steps) => {
          const expected: Expected[] = [];
          for (let n = 0; n < 5; n++) {
            const { opportunityId, customerId } = await someOpportunity(own, model);
            expected.push(new Expected(opportunityId, customerId, 'H', storeDay(await now())));
          }
          const compare = async () => {
            const { overdue, today, tomorrow, date } = await list(await consultant());
            const mine = new Set(expected.map((e) => e.id));
            const shown = (items: Item[]) =>
              items.flatMap((i) => (i.kind === 'FOLLOW_UP' && mine.has(i.opportunityId ?? '') ? [i.opportunityId] : [])).sort();
            const due = (is: (day: string) => boolean) => expected.flatMap((e) => (e.due !== null && is(e.due) ? [e.id] : [])).sort();
            expect([overdue.more, today.more]).toEqual([0, 0]);
            expect(shown(overdue.items)).toEqual(due((day) => day < date));
            expect(shown(today.items)).toEqual(due((day) => day === date));
            expect(shown(tomorrow.items)).toEqual(due((day) => day === addDays(date, 1)));
          };
          for (const s of steps) {
            if (s.do === 'pass') {
              await own.advance(`P${s.days}D`);
              await compare();
              continue;
            }
            const one = expected[s.which];
            if (!one || one.due === null) continue;
            const seller = await consultant();
            const path = `/opportunities/${one.id}`;
            if (s.do === 'contact') {
              const { customerId, id: opportunityId } = one;
              const made = expectStatus(await seller.post('/interactions', { ...CONTACT, customerId, opportunityId }), 201);
              one.contacted(storeDay(Date.parse(made.at)));
            } else if (s.do === 'grade') {
              expectStatus(await seller.post(`${path}/grade`, { intentLevel: s.level, reason: '沟通后调整' }), 200);
              one.graded(s.level);
            } else {
              expectStatus(await seller.post(`${path}/lose`, { reason: 'PRICE' }), 200);
              one.due = null;
            }
          }
          await own.advance('P1D');
          await compare();
        }),
        { numRuns: atScale(1, 20), endOnFailure: true },
      );
    },
    atScale(60_000, 900_000),
  );
});

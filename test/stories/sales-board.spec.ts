import { expectStatus, type Model, someMobile, someModel } from '../support/deals.js';
import { CALL, enquiry, type Hired, someStore, type SomeStore } from '../support/leads.js';
import { type OwnServer, ownServer } from '../support/server.js';

interface Stage {
  stage: string;
  count: number;
  amount: number;
  weighted: number;
  withoutAmount: number;
  overdue: number;
  oldestDays: number | null;
  ageing: Record<string, number>;
}
interface Section {
  count: number;
  more: number;
  items: { opportunityId: string | null; leadId: string | null }[];
}
interface Board {
  date: string;
  stages: Stage[];
  consultants: { ownerEmployeeId: string | null; overdue: Section; today: Section; tomorrow: Section }[];
}

let app: OwnServer;
let store: SomeStore;
let boss: Hired;
let anna: Hired;
let ben: Hired;
let model: Model;
beforeAll(async () => {
  app = await ownServer();
  model = await someModel(app);
  store = await someStore(app);
  [boss, anna, ben] = [await store.hire('sales_manager'), await store.hire('sales_consultant'), await store.hire('sales_consultant')];
});

async function deal(who: Hired, modelId?: string): Promise<string> {
  const mobile = someMobile();
  const lead = expectStatus(await (await boss.actor()).post('/leads', enquiry(mobile)), 201);
  expectStatus(await (await boss.actor()).post(`/leads/${lead.id}/assign`, { employeeId: who.employeeId }), 200);
  const actor = await who.actor();
  expectStatus(await actor.post(`/leads/${lead.id}/contacts`, CALL), 200);
  const customer = { type: 'PERSON', name: '钱小测', mobile };
  return expectStatus(await actor.post(`/leads/${lead.id}/qualify`, { intentLevel: 'H', customer, ...(modelId && { modelId }) }), 200)
    .opportunityId as string;
}
/** What they need is known: the deal is at the next stage. */
const understand = async (who: Hired, id: string) => {
  const needs = { budgetFrom: 18_000_000, budgetTo: 22_000_000, use: 'FAMILY', timing: 'WITHIN_MONTH' };
  const answer = await (await who.actor()).patch(`/opportunities/${id}/needs`, needs, { headers: { 'if-match': '"0"' } });
  expectStatus(answer, 200);
};
const board = async (who: Hired, query = '') => {
  const answer = await (await who.actor()).get(`/sales-board?${query}`);
  expect(Number(/(\d+) statements/.exec(answer.headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(4);
  return expectStatus(answer, 200) as Board;
};
const of = ({ stages }: Board, stage: string) => stages.find((s) => s.stage === stage) as Stage;
const EMPTY = { count: 0, amount: 0, weighted: 0, withoutAmount: 0, overdue: 0, oldestDays: null };

describe('the sales board', () => {
  it('has every stage with its count, value and age, and each consultant’s day (O-1, O-2, G-2)', async () => {
    const [old, young, lost] = [await deal(anna, model.id), await deal(ben, model.id), await deal(ben, model.id)];
    await understand(anna, old);
    expectStatus(await (await ben.actor()).post(`/opportunities/${lost}/lose`, { reason: 'PRICE' }), 200);
    const fresh = await board(boss);
    expect(fresh.stages.map((s) => s.stage)).toEqual([
      ...['OPENED', 'NEEDS', 'PRESENTATION', 'TEST_DRIVE', 'QUOTATION', 'NEGOTIATION', 'CONTRACT', 'AWAITING_DELIVERY'],
    ]);
    const percent = expectStatus(await (await anna.actor()).get(`/opportunities/${old}`), 200).probabilityPercent as number;
    expect(of(fresh, 'NEEDS')).toMatchObject({
      ...{ count: 1, amount: model.listPrice, weighted: Math.round((model.listPrice * percent) / 100), withoutAmount: 0 },
      ...{ oldestDays: 0, ageing: { upTo3Days: 1, upTo7Days: 0, upTo15Days: 0, over15Days: 0 } },
    });
    expect(of(fresh, 'OPENED')).toMatchObject({ count: 1, amount: model.listPrice, oldestDays: 0 });
    expect(of(fresh, 'CONTRACT')).toMatchObject(EMPTY);

    await app.advance('P8D');
    const unpriced = await deal(ben);
    const later = await board(boss);
    expect(of(later, 'NEEDS')).toMatchObject({ oldestDays: 8, ageing: { upTo7Days: 0, upTo15Days: 1 } });
    expect(of(later, 'OPENED')).toMatchObject({
      ...{ count: 2, amount: model.listPrice, withoutAmount: 1, oldestDays: 8 },
      ageing: { upTo3Days: 1, upTo7Days: 0, upTo15Days: 1, over15Days: 0 },
    });
    const late = (await (await boss.actor()).get(`/opportunities?storeId=${store.id}&state=OPEN`)).body.items as {
      stage: string;
      stageOverdueSince: string | null;
    }[];
    for (const stage of ['NEEDS', 'OPENED'])
      expect(of(later, stage).overdue).toBe(late.filter((o) => o.stage === stage && o.stageOverdueSince !== null).length);
    expect(later.stages.some((s) => s.overdue > 0)).toBe(true);

    const dayOf = (seen: Board, who: Hired | null) => seen.consultants.find((c) => c.ownerEmployeeId === (who?.employeeId ?? null));
    expect(dayOf(later, anna)?.overdue.items.map((i) => i.opportunityId)).toEqual([old]);
    expect(dayOf(later, ben)?.overdue.items.map((i) => i.opportunityId)).toEqual([young]);
    for (const who of [anna, ben]) {
      const { overdue, today, tomorrow } = expectStatus(await (await who.actor()).get('/work-list?limit=5'), 200);
      expect(dayOf(later, who)).toEqual({ ownerEmployeeId: who.employeeId, overdue, today, tomorrow });
    }
    // What a manager sees that nobody has: a loss to be reviewed.
    expect(dayOf(later, null)?.overdue.count).toBe(1);

    const own = await board(ben);
    expect(own.stages.reduce((sum, s) => sum + s.count, 0)).toBe(2);
    expect(own.consultants.map((c) => c.ownerEmployeeId)).toEqual([ben.employeeId]);
    const hers = await board(boss, `ownerEmployeeId=${anna.employeeId}&storeId=${store.id}`);
    expect(hers.stages.reduce((sum, s) => sum + s.count, 0)).toBe(1);
    expect(of(await board(boss), 'OPENED').count).toBe(2);
    expectStatus(await (await ben.actor()).post(`/opportunities/${unpriced}/lose`, { reason: 'PRICE' }), 200);
    expect(of(await board(boss), 'OPENED')).toMatchObject({ count: 1, withoutAmount: 0 });
  });

  it('shows a few items of many, counts them all, and is nobody’s who does not sell', async () => {
    for (let n = 0; n < 3; n++) await deal(anna, model.id);
    await app.advance('P8D');
    const { consultants } = await board(boss, 'items=1');
    const hers = consultants.find((c) => c.ownerEmployeeId === anna.employeeId);
    expect(hers?.overdue).toMatchObject({ count: 4, more: 3, items: [{}] });
    expect((await (await app.as('technician@s01')).get('/sales-board')).status).toBe(403);
    expect((await (await boss.actor()).get('/sales-board?items=21')).body.code).toBe('invalid_input');
  });
});

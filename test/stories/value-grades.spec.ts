import { randomUUID } from 'node:crypto';
import { activityOf, gradeOf, type GradeRule, scoresOf, type Visits } from '../../src/modules/crm/value-grades/rfm.js';
import { addDays, addMonths, dateOf, daysBetween } from '../../src/kernel/time/clock.js';
import { expectStatus, someMobile } from '../support/deals.js';
import { type OwnServer, ownServer } from '../support/server.js';
import { atScale } from '../support/scale.js';

interface Document {
  customerId: string;
  paidAt: Date;
  amounts: number[];
  type?: 'RepairOrder' | 'SalesOrder';
  void?: boolean;
}
interface Graded {
  customerId: string;
  valueGrade: string | null;
  r: number | null;
  f: number | null;
  m: number | null;
  activity: string | null;
  runId: string;
}
// Thousands whose grade changes in one night are as many events.
jest.setTimeout(atScale(60_000, 900_000));

const DAY = 86_400_000;
let app: OwnServer;
let store: string;
let today: string;
const pick = (max: number) => Math.floor(Math.random() * max);

function grouped<T>(all: T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}

/** What events would have said: a document of the customer's, paid in parts, perhaps cancelled. */
async function say(documents: Document[]): Promise<void> {
  const rows = documents.flatMap(({ customerId, paidAt, amounts, type = 'RepairOrder', void: cancelled }) => {
    const documentId = randomUUID();
    const fact = (what: string, amount: number | null) => ({
      eventId: randomUUID(),
      customerId,
      at: paidAt,
      what,
      amount,
      type,
      documentId,
    });
    return [...amounts.map((amount) => fact('MONEY', amount)), fact('PAID', null), ...(cancelled ? [fact('VOID', null)] : [])];
  });
  await app.sql(
    `INSERT INTO crm.profile_fact (event_id, n, seq, event_name, customer_id, said_of_id, store_id, at, what, amount, document_type, document_id)
     SELECT g."eventId", 0, 0, 'test', g."customerId", g."customerId", $2, g.at, g.what, g.amount, g.type, g."documentId"
     FROM jsonb_to_recordset($1::jsonb) AS g("eventId" uuid, "customerId" uuid, at timestamptz, what text, amount bigint, type text, "documentId" uuid)`,
    [JSON.stringify(rows), store],
  );
}
const grades = (of = store) =>
  app.sql<Graded>(
    `SELECT customer_id AS "customerId", value_grade AS "valueGrade", r, f, m, activity, run_id AS "runId" FROM crm.store_grade WHERE store_id = $1 ORDER BY 1`,
    [of],
  );
/** The same from the facts, by the pure rules. */
async function expected(on: string, rule: GradeRule): Promise<Omit<Graded, 'runId'>[]> {
  const facts = await app.sql<{
    customer_id: string;
    document_type: string;
    document_id: string;
    what: string;
    amount: number | null;
    at: Date;
  }>(
    `SELECT customer_id, document_type, document_id, what, amount::float8 AS amount, at FROM crm.profile_fact WHERE store_id = $1 AND what IN ('MONEY', 'PAID', 'VOID')`,
    [store],
  );
  const documents = grouped(
    facts.filter((f) => dateOf(f.at) < on),
    (f) => f.document_id,
  );
  const visits = [...documents.values()].flatMap((of) => {
    const amount = of.reduce((sum, f) => sum + (f.what === 'MONEY' ? (f.amount ?? 0) : 0), 0);
    const paid = of.filter((f) => f.what === 'PAID').map((f) => dateOf(f.at));
    return paid.length && amount > 0 && !of.some((f) => f.what === 'VOID')
      ? [{ customerId: of[0]?.customer_id ?? '', paidOn: paid.sort().at(-1) ?? '', type: of[0]?.document_type, amount }]
      : [];
  });
  const from = addMonths(on, -rule.windowMonths);
  const customers = [...grouped(visits, (v) => v.customerId)].map(([customerId, all]) => {
    const lastOf = (some: typeof all) =>
      some
        .map((v) => v.paidOn)
        .sort()
        .at(-1);
    const lastPaidOn = lastOf(all) ?? '';
    const lastServicedOn = lastOf(all.filter((v) => v.type === 'RepairOrder')) ?? null;
    const inWindow = all.filter((v) => v.paidOn >= from);
    const amount = inWindow.reduce((sum, v) => sum + v.amount, 0);
    return { customerId, lastServicedOn, recencyDays: daysBetween(lastPaidOn, on), visits: inWindow.length, amount, ever: all.length };
  });
  const scores = scoresOf(customers.filter((c) => c.visits > 0) satisfies Visits[]);
  return customers
    .map((c) => {
      const s = scores.get(c.customerId);
      const [r, f, m] = s ? [s.r, s.f, s.m] : [null, null, null];
      return {
        customerId: c.customerId,
        valueGrade: s ? gradeOf(rule, s, c) : null,
        r,
        f,
        m,
        activity: activityOf(rule, c.lastServicedOn, on),
      };
    })
    .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}
const changesOf = async () =>
  (
    await app.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM kernel.event WHERE name IN ('crm.value-graded', 'crm.activity-changed')`,
    )
  )[0]?.count ?? 0;

beforeAll(async () => {
  app = await ownServer();
  store = (await app.sql<{ id: string }>(`SELECT id FROM identity.store WHERE code = 'S02'`))[0]?.id ?? '';
  today = dateOf(new Date(expectStatus(await (await app.as('admin@s01')).get('/ops/clock'), 200).now));
});

describe('the nightly grading', () => {
  it('gives every customer of a store what the rule gives, whatever the history (G-3, G-4)', async () => {
    const customers = Array.from({ length: atScale(60, 400) }, () => randomUUID());
    const now = Date.parse(`${today}T12:00:00+08:00`);
    await say(
      customers.flatMap((customerId) =>
        Array.from({ length: 1 + pick(6) }, () => {
          const refunded = pick(8) === 0;
          // A car is a paid visit, and no visit of the workshop.
          const type = pick(3) ? ('RepairOrder' as const) : ('SalesOrder' as const);
          const amounts = refunded ? [10_000, -10_000] : [10_000 * (1 + pick(20)), ...(pick(3) ? [] : [5_000])];
          return { customerId, paidAt: new Date(now - pick(1100) * DAY), amounts, type, void: pick(10) === 0 };
        }),
      ),
    );
    await app.advance('P1D');
    const on = addDays(today, 1);
    const [run] = await app.sql<{ rule: GradeRule; id: string; scored: number; customers: number }>(
      'SELECT * FROM crm.grade_run WHERE store_id = $1 AND run_on = $2',
      [store, on],
    );
    const seen = await grades();
    expect(seen.map(({ runId: _, ...grade }) => grade)).toEqual(await expected(on, run?.rule as GradeRule));
    expect(new Set(seen.map((g) => g.runId))).toEqual(new Set([run?.id]));
    expect(run).toMatchObject({ customers: seen.length, scored: seen.filter((g) => g.r !== null).length });
    expect(new Set(seen.map((g) => g.activity))).toEqual(new Set(['ACTIVE', 'DORMANT', 'LOST', null]));
  });

  it('says only what changed, and grades each day of a standstill as it would have been', async () => {
    const before = await changesOf();
    const seen = await grades();
    const loyal = seen.find((g) => g.valueGrade !== null)?.customerId ?? '';
    // Paid tomorrow noon: the run of tomorrow night does not know it, that of the day after does.
    await say([{ customerId: loyal, paidAt: new Date(`${addDays(today, 2)}T12:00:00+08:00`), amounts: [999_999_900] }]);
    await app.advance('P3D');
    const runs = await app.sql<{ run_on: string; best: number; changed: number }>(
      `SELECT run_on::text, (cut_offs -> 'm' -> -1 ->> 'to')::float8 AS best, changed FROM crm.grade_run WHERE store_id = $1 ORDER BY run_on DESC LIMIT 3`,
      [store],
    );
    expect(runs.map((r) => [r.run_on, r.best > 999_999_900])).toEqual([
      [addDays(today, 4), true],
      [addDays(today, 3), true],
      [addDays(today, 2), false],
    ]);
    const [changed] = await app.sql<{ sum: number }>(`SELECT sum(changed)::int AS sum FROM crm.grade_run WHERE run_on > $1`, [
      addDays(today, 1),
    ]);
    const events = (await changesOf()) - before;
    expect(events).toBeGreaterThanOrEqual(changed?.sum ?? 0);
    expect(events).toBeLessThanOrEqual(2 * (changed?.sum ?? 0));
    expect(runs[0]?.changed ?? 0).toBeLessThan(seen.length / 2);
  });

  it('is explained by inputs, places, cut-offs and rule (PR-10)', async () => {
    const manager = await app.as('general_manager@s01');
    const run = expectStatus(await manager.get('/grade-runs?limit=1'), 200).items[0];
    expect(run.cutOffs.r.at(-1)).toMatchObject({ score: 5 });
    expect(expectStatus(await manager.get(`/grade-runs/${run.id}`), 200)).toMatchObject({ id: run.id, runOn: addDays(today, 4) });
    const [graded] = await app.sql<{ customer_id: string; value_grade: string }>(
      `SELECT g.customer_id, g.value_grade FROM crm.store_grade g JOIN crm.customer_store k USING (customer_id, store_id) WHERE g.store_id = $1 AND g.r IS NOT NULL LIMIT 1`,
      [run.storeId],
    );
    const id = graded?.customer_id ?? '';
    const explained = expectStatus(await manager.get(`/customers/${id}/value-grade`), 200);
    expect(explained).toMatchObject({
      valueGrade: graded?.value_grade,
      runId: run.id,
      scored: run.scored,
      cutOffs: run.cutOffs,
      rule: run.rule,
    });
    for (const { measure, rank, score, value } of explained.places) {
      expect(score).toBe(Math.ceil((5 * rank) / explained.scored));
      const cut = explained.cutOffs[measure].find((c: { score: number }) => c.score === score);
      expect([Math.min(cut.from, cut.to) <= value, value <= Math.max(cut.from, cut.to)]).toEqual([true, true]);
    }
    expect(explained.reason).toMatch(/[\u4e00-\u9fff]/);
    const profile = expectStatus(await manager.get(`/customers/${id}/profile`), 200);
    expect(profile.valueGrades).toEqual([expect.objectContaining({ valueGrade: graded?.value_grade, storeId: run.storeId })]);
    const story = expectStatus(await manager.get(`/customers/${id}/timeline?kind=GRADE`), 200).items;
    expect(story.length).toBeGreaterThan(0);
    expect((await manager.get(`/customers/${randomUUID()}/value-grade`)).status).toBe(404);
  });

  it('counts who still comes and who does not, and only in stores of one’s own (G-4)', async () => {
    const seen = await grades();
    const agent = await app.as('crm_agent@s02');
    const { stores } = expectStatus(await agent.get('/churn-figures'), 200);
    expect(stores).toHaveLength(1);
    const of = (activity: string) => seen.filter((g) => g.activity === activity).length;
    expect(stores[0]).toMatchObject({
      storeId: store,
      customers: seen.filter((g) => g.activity !== null).length,
      active: of('ACTIVE'),
      dormant: of('DORMANT'),
      lost: of('LOST'),
    });
    expect(stores[0].lostPercent).toBe(Math.round((of('LOST') * 1000) / stores[0].customers) / 10);
    expect(expectStatus(await (await app.as('crm_agent@s01')).get(`/churn-figures?storeId=${store}`), 200).stores).toEqual([]);
  });

  it('goes by the settings of the store', async () => {
    const manager = await app.as('admin@s01');
    const body = { key: 'crm.activity-lost-after-months', scope: 'STORE', storeId: store, value: 100 };
    const answer = await manager.post('/settings', body);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    await app.advance('P1D');
    expect((await grades()).filter((g) => g.activity === 'LOST')).toEqual([]);
  });

  it('asks for a call to a customer who goes dormant, each time, until they are reached (G-4)', async () => {
    const agent = () => app.as('crm_agent@s02');
    const body = { type: 'PERSON', name: '何小归', mobile: someMobile() };
    const customerId = expectStatus(await (await agent()).post('/customers', body), 201).id as string;
    const lastRun = async () => {
      const [run] = await app.sql<{ rule: GradeRule; on: string }>(
        `SELECT rule, run_on::text AS on FROM crm.grade_run WHERE store_id = $1 ORDER BY run_on DESC LIMIT 1`,
        [store],
      );
      return run as { rule: GradeRule; on: string };
    };
    const activity = async () => (await grades()).find((g) => g.customerId === customerId)?.activity;
    const open = async () =>
      expectStatus(await (await agent()).get(`/tasks?subjectId=${customerId}&state=OPEN`), 200).items as { step: string }[];
    const speak = async (outcome: string) =>
      expectStatus(await (await agent()).post('/interactions', { customerId, channel: 'PHONE', direction: 'OUTBOUND', outcome }), 201);
    const heard = (interactionId: string) => async () =>
      (
        await app.sql(
          `SELECT 1 FROM kernel.event e WHERE e.aggregate_id = $1 AND NOT EXISTS (SELECT 1 FROM kernel.delivery d WHERE d.event_id = e.id AND d.state = 'PENDING')`,
          [interactionId],
        )
      ).length > 0;
    for (let time = 0; time < 2; time++) {
      // Still active in the coming night, and not for long.
      const { on, rule } = await lastRun();
      const paidOn = addDays(addMonths(addDays(on, 1), -rule.dormantAfterMonths), 1);
      await say([{ customerId, paidAt: new Date(`${paidOn}T12:00:00+08:00`), amounts: [10_000] }]);
      await app.advance('P1D');
      expect(await activity()).toBe('ACTIVE');
      expect(await open()).toEqual([]);
      // Months end at different days: at the latest the fourth night is beyond.
      for (let night = 0; night < 4 && (await activity()) === 'ACTIVE'; night++) await app.advance('P1D');
      expect(await activity()).toBe('DORMANT');
      expect(await open()).toMatchObject([{ step: 'win-back', role: 'crm_agent', storeId: store }]);
      await app.soon(heard((await speak('NO_ANSWER')).id as string), 'everybody hearing it');
      expect(await open()).toHaveLength(1);
      await speak('REACHED');
      await app.soon(async () => (await open()).length === 0, 'the call');
    }
  });
});

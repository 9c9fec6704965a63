import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expectStatus, unique } from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { ownProcess, type OwnProcess } from '../support/server.js';

const CASES = atScale(24, 10_000);
const WEEKS = atScale(6, 52);

const step = (code: string, role: string, limitBusinessHours: number, more: object = {}) => ({
  code,
  name: { zh: code, en: code },
  standard: { zh: '做好', en: 'Well done' },
  role,
  limitBusinessHours,
  ...more,
});
const by = (what: string) => ({ complete: { events: [{ event: `guest.case-${what}` }] } });
/** Every shape at once: parallel, optional and conditional steps, delays, events, hands, a ladder of two rungs. */
const content = {
  trigger: { event: 'guest.case-opened' },
  subject: { type: 'Case', field: 'caseId' },
  ends: [{ event: 'guest.case-dropped', as: 'CANCELLED' }],
  steps: [
    step('ask', 'sales_consultant', 9, {
      escalation: [
        { afterHours: 0, role: 'sales_manager' },
        { afterHours: 18, role: 'general_manager' },
      ],
    }),
    step('check', 'inventory_clerk', 18, by('checked')),
    step('finance', 'finance_manager', 27, {
      start: { after: ['ask'] },
      condition: { fact: 'financed', op: 'eq', value: true },
      ...by('financed'),
    }),
    step('advise', 'service_advisor', 9, { start: { after: ['ask'], delay: 'P3D' }, optional: true }),
    step('release', 'sales_manager', 45, { start: { after: ['check', 'finance'] }, ...by('agreed') }),
    step('care', 'crm_agent', 9, { start: { event: 'guest.case-agreed', delay: 'P30D' } }),
  ],
};

interface Progress {
  id: string;
  caseId: string;
  state: string;
  steps: Record<string, { state: string; startsAt?: string }>;
  open: string[];
}
interface Case {
  caseId: string;
  storeId: string;
  financed: boolean;
}

/** The same year every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe(`${CASES} processes over ${WEEKS} weeks`, () => {
  it(
    'never leave one without a task, a date or an event to wait for, and end all of them',
    async () => {
      const app: OwnProcess = await ownProcess({ FORECOURT_TEST_ENTRY: join(process.cwd(), 'test/kernel/fixtures/happenings-guest.mjs') });
      const admin = () => app.as('admin@s01');
      const code = `year-${unique()}`;
      const draft = expectStatus(
        await (await admin()).post('/process-definitions', { code, name: { zh: '一年', en: 'A year' }, content }),
        201,
      );
      expectStatus(await (await admin()).post(`/process-definitions/${draft.id}/publish`), 200);
      const [{ id: storeId }] = (await (await admin()).get('/stores?limit=1')).body.items;
      const chance = dice(20261126);

      const happen = async (what: string, cases: object[]): Promise<void> => {
        const { token } = await admin();
        for (let n = 0; n < cases.length; n += 500) {
          const answer = await fetch(`${app.baseUrl}/api/v1/guest-cases/happen`, {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
            body: JSON.stringify({ what, cases: cases.slice(n, n + 500) }),
          });
          expect(answer.status).toBe(200);
        }
      };
      const running = () =>
        app.sql<Progress>(
          `SELECT p.id, p.subject_id AS "caseId", p.state, p.steps, coalesce(array_agg(t.step ORDER BY t.step) FILTER (WHERE t.id IS NOT NULL), '{}') AS open
         FROM workflow.process p LEFT JOIN workflow.task t ON t.process_id = p.id AND t.state = 'OPEN' AND t.escalated_from IS NULL
         WHERE p.definition_code = $1 AND p.state = 'RUNNING' GROUP BY p.id ORDER BY p.id`,
          [code],
        );
      const finishByHand = async (steps: string[], share: number): Promise<number> => {
        const tasks = await app.sql<{ id: string }>(
          `SELECT id FROM workflow.task WHERE definition_code = $1 AND state = 'OPEN' AND escalated_from IS NULL AND step = ANY($2) ORDER BY id`,
          [code, steps],
        );
        const chosen = tasks.filter(() => chance() < share);
        const manager = await app.as('general_manager@s01');
        for (let n = 0; n < chosen.length; n += 8)
          await Promise.all(
            // A case that was dropped meanwhile has taken its tasks along.
            chosen
              .slice(n, n + 8)
              .map(async ({ id }) => expect([200, 409]).toContain((await manager.post(`/tasks/${id}/complete`)).status)),
          );
        return chosen.length;
      };
      const lookAtAll = async (now: Date): Promise<Progress[]> => {
        const processes = await running();
        for (const { id, steps, open } of processes) {
          const inState = (state: string) => Object.keys(steps).filter((s) => steps[s]?.state === state);
          expect({ id, open }).toEqual({ id, open: inState('OPEN').sort() });
          const dated = inState('SCHEDULED').every((s) => new Date(steps[s]?.startsAt ?? 0) > now);
          const waits = open.length > 0 || inState('SCHEDULED').length > 0 || steps['care']?.state === 'WAITING';
          expect({ id, dated, waits }).toEqual({ id, dated: true, waits: true });
        }
        const [late] = await app.sql<{ unmarked: number; unclimbed: number; rungs: number; climbed: number }>(
          `SELECT count(*) FILTER (WHERE due_at < $2 AND overdue_at IS NULL)::int AS unmarked, count(*) FILTER (WHERE next_deadline_at < $2)::int AS unclimbed,
           coalesce(sum(escalation_level), 0)::int AS rungs,
           (SELECT count(*)::int FROM workflow.task e JOIN workflow.task t ON t.id = e.escalated_from WHERE t.definition_code = $1 AND t.state = 'OPEN') AS climbed
         FROM workflow.task WHERE definition_code = $1 AND state = 'OPEN' AND escalated_from IS NULL`,
          [code, now],
        );
        expect(late).toMatchObject({ unmarked: 0, unclimbed: 0, climbed: late?.rungs });
        return processes;
      };

      const cases = new Map<string, Case>();
      for (let week = 0; week < WEEKS; week++) {
        const fresh = Array.from({ length: Math.ceil(CASES / WEEKS) }, () => ({ caseId: randomUUID(), storeId, financed: chance() < 0.4 }));
        for (const one of fresh) cases.set(one.caseId, one);
        await happen('opened', fresh);
        // Chance drops few of few: one is always dropped.
        if (week === 0) await happen('dropped', fresh.slice(0, 1));
        const live = (await running()).flatMap(({ caseId }) => cases.get(caseId) ?? []);
        for (const [what, share] of [
          ['checked', 0.5],
          ['financed', 0.4],
          ['agreed', 0.3],
          ['dropped', 0.02],
        ] as const)
          await happen(
            what,
            live.filter(() => chance() < share),
          );
        await finishByHand(['ask', 'advise', 'care'], 0.6);
        const processes = await lookAtAll(await app.advance('P7D'));
        if (week % (WEEKS / 2) === WEEKS / 2 - 1) {
          const overdue = (await (await app.as('general_manager@s01')).get('/tasks/overdue-steps')).body as {
            items: { definitionCode: string; tasks: number }[];
          };
          const [{ count }] = (await app.sql<{ count: number }>(
            `SELECT count(*)::int FROM workflow.task WHERE definition_code = $1 AND state = 'OPEN' AND escalated_from IS NULL AND overdue_at IS NOT NULL`,
            [code],
          )) as [{ count: number }];
          expect(processes.length).toBeGreaterThan(0);
          expect(overdue.items.filter((i) => i.definitionCode === code).reduce((sum, { tasks }) => sum + tasks, 0)).toBe(count);
        }
      }
      for (let left = await running(); left.length; left = await lookAtAll(await app.advance('P31D'))) {
        const all = left.flatMap(({ caseId }) => cases.get(caseId) ?? []);
        for (const what of ['checked', 'financed', 'agreed']) await happen(what, all);
        await app.advance('PT1M');
        await finishByHand(['ask', 'advise', 'care'], 1);
      }
      const ended = await app.sql<{ state: string; count: number }>(
        'SELECT state, count(*)::int FROM workflow.process WHERE definition_code = $1 GROUP BY state ORDER BY state',
        [code],
      );
      expect(ended.map((e) => e.state)).toEqual(['CANCELLED', 'COMPLETED']);
      expect(ended.reduce((sum, { count }) => sum + count, 0)).toBe(cases.size);
      const open = await app.sql(`SELECT id FROM workflow.task WHERE definition_code = $1 AND state = 'OPEN'`, [code]);
      expect(open).toEqual([]);
    },
    atScale(180_000, 2_400_000),
  );
});

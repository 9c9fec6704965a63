import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type RunningProgram, startProgram } from '../support/running.cjs';
import { type OwnProcess, ownProcess } from '../support/server.js';

const entry = join(process.cwd(), 'test/kernel/fixtures/kernel-guest.mjs');
let app: OwnProcess;
let other: RunningProgram;
let token: string;
beforeAll(async () => {
  app = await ownProcess({ FORECOURT_TEST_ENTRY: entry });
  const { dataDir } = JSON.parse(process.env['FORECOURT_TEST'] ?? '{}') as { dataDir: string };
  other = await startProgram({ DATA_DIR: dataDir, DATABASE_URL: app.databaseUrl }, { entry });
  ({ token } = await app.as('admin@s01'));
});
afterAll(() => other.stop());

async function enqueue(body: object, trace = randomUUID()): Promise<unknown> {
  const response = await fetch(`${app.baseUrl}/api/v1/guest/enqueue`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-request-id': trace },
  });
  expect(response.status).toBe(200);
  return response.json();
}
const heard = (label: string) => app.sql('SELECT kind, correlation_id FROM public.heard WHERE label = $1', [label]);
const waiting = (label: string) =>
  app.sql<{ attempts: number; last_error: string | null; run_at: Date }>(
    `SELECT attempts, last_error, run_at FROM graphile_worker._private_jobs WHERE payload::text LIKE '%' || $1 || '%'`,
    [label],
  );

describe('a job', () => {
  it('of a transaction that commits runs once, in the trace of the request that asked for it', async () => {
    const asked = Array.from({ length: 10 }, () => ({ label: `job-${randomUUID()}`, trace: randomUUID() }));
    await Promise.all(asked.map(({ label, trace }) => enqueue({ label }, trace)));
    for (const { label, trace } of asked) {
      await app.soon(async () => (await heard(label)).length > 0 && (await waiting(label)).length === 0, 'the job');
      expect(await heard(label)).toEqual([{ kind: 'job', correlation_id: trace }]);
    }
  });

  it('is refused outside a transaction', async () => {
    const label = `outside-${randomUUID()}`;
    expect(await enqueue({ label, outside: true })).toEqual({ refused: 'Job guest.remember must be enqueued in a transaction' });
    expect(await waiting(label)).toEqual([]);
  });

  it('that throws waits for its next turn and is done then', async () => {
    const label = `once-${randomUUID()}`;
    await enqueue({ label, fault: 'once' });
    const [failed] = await app.soon(async () => {
      const jobs = await waiting(label);
      return jobs[0]?.last_error ? jobs : null;
    }, 'the failure');
    expect(failed).toMatchObject({ attempts: 1, last_error: expect.stringContaining('not this time') as unknown });
    expect(failed?.run_at.getTime()).toBeGreaterThan(Date.now() - 1000);
    // Either instance may take the second turn, and each of them counts its own runs: the job throws at most once on each.
    await app.sql(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload::text LIKE '%' || $1 || '%'`, [label]);
    await app.soon(async () => (await waiting(label)).length === 0, 'a later turn');
    expect((await heard(label)).length).toBeGreaterThanOrEqual(2);
  });
});

describe('a due tick', () => {
  it('does each due row once although two instances claim them, and leaves what is not due', async () => {
    const due = Array.from({ length: 120 }, () => randomUUID());
    const later = randomUUID();
    await app.sql(
      `INSERT INTO public.guest_due (id, due_at) SELECT unnest($1::uuid[]), timestamptz '2000-01-01' UNION ALL SELECT $2::uuid, timestamptz '2999-01-01'`,
      [due, later],
    );
    await app.soon(
      async () => (await app.sql(`SELECT 1 FROM public.guest_due WHERE done_at IS NULL AND id = ANY($1)`, [due])).length === 0,
      'every due row',
    );
    const done = await app.sql<{ id: string; pid: number }>('SELECT id, pid FROM public.guest_done');
    expect(done.map((d) => d.id).sort()).toEqual([...due].sort());
    // Both took part, or the race was none.
    expect(new Set(done.map((d) => d.pid)).size).toBe(2);
    expect(await app.sql('SELECT 1 FROM public.guest_due WHERE id = $1 AND done_at IS NULL', [later])).toHaveLength(1);
  });

  it('whose row fails is tried again, and holds back neither what is due later nor the clock', async () => {
    const [stuck, next] = [randomUUID(), randomUUID()];
    await app.sql(`ALTER TABLE public.guest_done ADD CONSTRAINT ck_guest_done_stuck CHECK (id <> '${stuck}')`);
    const { body: clock } = await (await app.as('admin@s01')).get('/ops/clock');
    const dueAt = new Date(Date.parse(clock.now as string) + 3 * 86_400_000);
    await app.sql(`INSERT INTO public.guest_due (id, due_at) VALUES ($1, '2000-01-01'), ($2, $3)`, [stuck, next, dueAt]);
    const now = await app.advance('P7D');
    expect(now.getTime()).toBeGreaterThan(dueAt.getTime());
    const doneAt = async (id: string) =>
      (await app.sql<{ done_at: Date | null }>('SELECT done_at FROM public.guest_due WHERE id = $1', [id]))[0]?.done_at;
    expect(await doneAt(stuck)).toBeNull();
    const late = ((await doneAt(next))?.getTime() ?? 0) - dueAt.getTime();
    expect(late >= 0 && late < 5000).toBe(true);
    await app.sql('ALTER TABLE public.guest_done DROP CONSTRAINT ck_guest_done_stuck');
    await app.soon(() => doneAt(stuck), 'what was in the way of nothing');
  });
});

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
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

interface Asked {
  status: number;
  retryAfter: string | null;
  body: unknown;
}
/** Guest operations are not in the document, so they are asked for plainly. */
async function ask(path: string, body: object = {}, { baseUrl = app.baseUrl, headers = {} } = {}): Promise<Asked> {
  const response = await fetch(`${baseUrl}/api/v1/guest/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
  });
  const text = await response.text();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: text ? (JSON.parse(text) as unknown) : null };
}
const someCode = () => `G${randomUUID().replaceAll('-', '').slice(0, 6).toUpperCase()}`;
const rows = async (n: number) => {
  const ids = Array.from({ length: n }, () => randomUUID()).sort();
  await app.sql('INSERT INTO public.guest_row (id) SELECT unnest($1::uuid[])', [ids]);
  return ids;
};
/** What a use case leaves anywhere, counted: its row, event, deliveries, audit, job waiting and job run. */
async function tracesOf(id: string, label: string) {
  const [row] = await app.sql<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM identity.store WHERE id = $1) AS stores,
            (SELECT count(*)::int FROM kernel.event WHERE aggregate_id = $1) AS events,
            (SELECT count(*)::int FROM kernel.delivery WHERE aggregate_id = $1 AND listener = 'guest.hears') AS deliveries,
            (SELECT count(*)::int FROM kernel.audit_entry WHERE aggregate_id = $1) AS audits,
            (SELECT count(*)::int FROM graphile_worker._private_jobs WHERE payload::text LIKE '%' || $2 || '%') AS jobs,
            (SELECT count(*)::int FROM public.heard WHERE label = $2) AS heard`,
    [id, label],
  );
  return row;
}

describe('a transaction', () => {
  it('that commits leaves row, event, delivery, audit and job; one that throws at its end leaves none of them', async () => {
    const failed = { id: randomUUID(), code: someCode(), label: `failed-${randomUUID()}` };
    const fine = { id: randomUUID(), code: someCode(), label: `fine-${randomUUID()}` };
    expect((await ask('everything', { ...failed, fails: true })).status).toBe(500);
    expect((await ask('everything', fine)).status).toBe(200);
    const left = await app.soon(async () => {
      const seen = await tracesOf(fine.id, fine.label);
      return seen?.['heard'] === 2 && seen['jobs'] === 0 && seen;
    }, 'event and job of the commit');
    expect(left).toEqual({ stores: 1, events: 1, deliveries: 1, audits: 2, jobs: 0, heard: 2 });
    // The later one is through: whatever the earlier one had left would have been seen by now.
    expect(await tracesOf(failed.id, failed.label)).toEqual({ stores: 0, events: 0, deliveries: 0, audits: 0, jobs: 0, heard: 0 });
  });

  it('is what publish needs', async () => {
    const id = randomUUID();
    expect((await ask('publish-outside', { id, label: 'x' })).body).toEqual({ refused: 'This needs a transaction' });
    expect(await app.sql('SELECT 1 FROM kernel.event WHERE aggregate_id = $1', [id])).toEqual([]);
  });

  it('that deadlocks with another is done again, so that both succeed', async () => {
    const [a, b] = await rows(2);
    const answer = await ask('deadlock', { a, b });
    expect(answer).toMatchObject({ status: 200, body: { attempts: 3 } });
    expect(await app.sql('SELECT hits FROM public.guest_row WHERE id = ANY($1)', [[a, b]])).toEqual([{ hits: 2 }, { hits: 2 }]);
  });

  it('that waits too long for a lock answers busy, and is done when it asks again later', async () => {
    const [id] = await rows(1);
    const holder = new pg.Client({ connectionString: app.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM public.guest_row WHERE id = $1 FOR UPDATE', [id]);
    const key = { headers: { 'idempotency-key': randomUUID() } };
    const began = performance.now();
    const busy = await ask('take', { id }, key);
    const waited = performance.now() - began;
    await holder.query('ROLLBACK');
    await holder.end();
    expect(busy).toMatchObject({ status: 503, retryAfter: '1', body: { code: 'busy' } });
    expect(waited).toBeGreaterThan(7000);
    expect(waited).toBeLessThan(14_000);
    // The refusal was not kept under the key, and the connection is whole.
    expect((await ask('take', { id }, key)).status).toBe(200);
    expect(await app.sql('SELECT hits FROM public.guest_row WHERE id = $1', [id])).toEqual([{ hits: 1 }]);
  });

  it('whose statement runs too long answers busy, and its limits do not outlive it', async () => {
    const before = (await ask('timeouts')).body as object;
    expect(before).toEqual({ lock: '8s', statement: '20s', idle: '1min' });
    const busy = await ask('linger', { ms: 100 });
    expect(busy).toMatchObject({ status: 503, retryAfter: '1', body: { code: 'busy' } });
    const after = await Promise.all(Array.from({ length: 20 }, async () => (await ask('timeouts')).body as object));
    expect(after.filter((seen) => JSON.stringify(seen) !== JSON.stringify(before))).toEqual([]);
  });
});

describe('document numbers', () => {
  const sequenceOf = (number: string) => Number(number.split('-').at(-1));

  it('are distinct for sixty at once, with one block for each twenty', async () => {
    const kind = someCode();
    const { numbers } = (await ask('draw', { kind, store: 'S01', count: 60 })).body as { numbers: string[] };
    expect(numbers.map(sequenceOf).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    expect(numbers.filter((n) => !new RegExp(`^${kind}-S01-\\d{4}-\\d{6}$`).test(n))).toEqual([]);
  });

  it('are distinct across instances, and apart for each store', async () => {
    const kind = someCode();
    const draws = [app.baseUrl, other.baseUrl, app.baseUrl, other.baseUrl].map((baseUrl) =>
      ask('draw', { kind, store: 'S01', count: 60 }, { baseUrl }),
    );
    const numbers = (await Promise.all(draws)).flatMap((a) => (a.body as { numbers: string[] }).numbers);
    expect(numbers).toHaveLength(240);
    expect(new Set(numbers).size).toBe(240);
    const elsewhere = (await ask('draw', { kind, store: 'S02', count: 1 })).body as { numbers: string[] };
    expect(elsewhere.numbers.map(sequenceOf)).toEqual([1]);
  });

  it('come to more open transactions than there are connections', async () => {
    const kind = someCode();
    const { status, body } = await ask('draw-inside', { kind, store: 'S01', count: 60 });
    expect(status).toBe(200);
    expect(new Set((body as { numbers: string[] }).numbers).size).toBe(60);
  });
});

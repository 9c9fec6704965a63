import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { ownProcess, type OwnProcess, server } from '../support/server.js';

const hire = (name: string) => ({
  username: `e${randomUUID().slice(0, 12)}`,
  name,
  password: 'long enough',
  grants: [{ role: 'cashier' }],
});

describe('the event bus', () => {
  it('delivers an event of a transaction that took a low number and commits late, and places it in the feed', async () => {
    const app = await server();
    const late = new pg.Client({ connectionString: app.databaseUrl });
    await late.connect();
    const id = randomUUID();
    await late.query('BEGIN');
    const { rows } = await late.query<{ seq: string }>(
      `INSERT INTO kernel.event (id, name, aggregate_type, aggregate_id, payload, occurred_at, correlation_id, actor_id)
       VALUES ($1, 'test.late', 'Test', $2, '{}', now(), 'late', $2) RETURNING seq`,
      [id, randomUUID()],
    );
    await late.query(
      `INSERT INTO kernel.delivery (event_id, listener, seq, aggregate_id, retry_at) VALUES ($1, 'test.nobody', $2, $3, '2000-01-01')`,
      [id, rows[0]?.seq, randomUUID()],
    );
    const admin = await app.as('admin@s01');
    const hired = await admin.post('/employees', hire('后来者'));
    const later = await app.soon(
      async () =>
        (
          await app.sql<{ feed_position: string }>(
            'SELECT feed_position FROM kernel.event WHERE aggregate_id = $1 AND feed_position IS NOT NULL',
            [hired.body.id],
          )
        )[0],
    );
    await late.query('COMMIT');
    await late.end();
    await app.soon(async () => (await app.sql(`SELECT 1 FROM kernel.delivery WHERE event_id = $1 AND state = 'DONE'`, [id])).length);
    const placed = await app.soon(
      async () =>
        (
          await app.sql<{ feed_position: string }>('SELECT feed_position FROM kernel.event WHERE id = $1 AND feed_position IS NOT NULL', [
            id,
          ])
        )[0],
    );
    expect(Number(placed.feed_position)).toBeGreaterThan(Number(later.feed_position));
  });

  describe('with guests that fail', () => {
    let app: OwnProcess;
    beforeAll(async () => {
      app = await ownProcess({ FORECOURT_TEST_ENTRY: join(process.cwd(), 'test/kernel/fixtures/faulty-program.mjs') });
      await app.sql('CREATE TABLE IF NOT EXISTS public.heard (listener text, name text, employee text)');
      await app.sql('CREATE TABLE IF NOT EXISTS public.once (name text UNIQUE DEFERRABLE INITIALLY DEFERRED)');
      await app.sql('CREATE TABLE IF NOT EXISTS public.refusing AS SELECT true AS now');
    });

    it('gives a listener that throws twice and then succeeds its effect exactly once, in order', async () => {
      const admin = await app.as('admin@s01');
      const employee = (await admin.post('/employees', hire('两次失败'))).body as { id: string };
      await app.soon(async () => {
        await app.advance('PT10S');
        return (
          await app.sql(
            `SELECT 1 FROM kernel.delivery d JOIN kernel.event e ON e.id = d.event_id WHERE d.listener = 'test.throws-twice' AND d.state = 'DONE' AND e.aggregate_id = $1`,
            [employee.id],
          )
        ).length;
      });
      expect(await app.sql(`SELECT name FROM public.heard WHERE listener = 'throws-twice' AND employee = $1`, [employee.id])).toHaveLength(
        1,
      );
      const [delivery] = await app.sql<{ attempts: number }>(
        `SELECT d.attempts FROM kernel.delivery d JOIN kernel.event e ON e.id = d.event_id WHERE d.listener = 'test.throws-twice' AND e.aggregate_id = $1`,
        [employee.id],
      );
      expect(delivery?.attempts).toBe(3);
    });

    it('gives one whose commit is refused its effect exactly once, and counts the failure', async () => {
      const employee = (await (await app.as('admin@s01')).post('/employees', hire('提交被拒'))).body as { id: string };
      const seen = (state: string) =>
        app.soon(async () => {
          await app.advance('PT10S');
          const [delivery] = await app.sql<{ attempts: number; error: string | null; state: string }>(
            `SELECT d.attempts, d.error, d.state FROM kernel.delivery d JOIN kernel.event e ON e.id = d.event_id WHERE d.listener = 'test.refused-at-commit' AND e.aggregate_id = $1`,
            [employee.id],
          );
          return delivery?.state === state && delivery.attempts > 0 && delivery;
        });
      const refused = await seen('PENDING');
      expect(refused.error).toMatch(/once_name_key/);
      await app.sql('DELETE FROM public.refusing');
      expect((await seen('DONE')).attempts).toBeGreaterThan(refused.attempts);
      expect(await app.sql(`SELECT 1 FROM public.heard WHERE listener = 'refused-at-commit'`)).toHaveLength(1);
      expect(await app.sql('SELECT 1 FROM public.once')).toEqual([]);
    });

    it('keeps the order of several events under one listener id, though the first is late', async () => {
      const admin = await app.as('admin@s01');
      const { id } = (await admin.post('/employees', hire('先后有序'))).body as { id: string };
      const heard = () =>
        app.sql<{ name: string }>(`SELECT name FROM public.heard WHERE listener = 'in-order' AND employee = $1 ORDER BY ctid`, [id]);
      await app.soon(async () => {
        await app.advance('PT10S');
        return (await heard()).length === 2;
      });
      expect((await heard()).map((h) => h.name)).toEqual(['began 先后有序', 'ended 先后有序']);
    });

    it('shows a delivery that gave up with its error, holds back no other aggregate, and retries on request', async () => {
      const admin = await app.as('admin@s01');
      const stuck = (await admin.post('/employees', hire('永远失败'))).body as { id: string };
      const other = (await admin.post('/employees', hire('不受影响'))).body as { id: string };
      await app.soon(
        async () => (await app.sql(`SELECT 1 FROM public.heard WHERE listener = 'always' AND employee = $1`, [other.id])).length,
      );
      const failed = await app.soon(async () => {
        await app.advance('PT9M');
        const { items } = (await (await app.as('admin@s02')).get('/ops/event-deliveries?state=FAILED')).body as {
          items: { eventId: string; listener: string; error: string; attempts: number }[];
        };
        return items?.find((d) => d.listener === 'test.always-fails');
      });
      expect(failed).toMatchObject({ error: 'no luck with 永远失败', attempts: 10 });
      const retried = await (
        await app.as('admin@s01')
      ).post(`/ops/event-deliveries/${failed.eventId}/retry`, { listener: failed.listener });
      expect([retried.status, retried.body.state, retried.body.attempts]).toEqual([200, 'PENDING', 0]);
      expect(stuck.id).not.toBe(other.id);
    });
  });

  it('delivers after a restart what was committed before a kill', async () => {
    const app = await ownProcess({ ROLES: 'api' });
    const admin = await app.as('admin@s01');
    await app.sql(`DELETE FROM kernel.delivery`);
    const employee = (await admin.post('/employees', hire('被打断'))).body as { id: string };
    const [event] = await app.sql<{ id: string; seq: string }>('SELECT id, seq FROM kernel.event WHERE aggregate_id = $1', [employee.id]);
    const before = await app.sql<{ listener: string }>(`SELECT listener FROM kernel.delivery WHERE event_id = $1 AND state = 'PENDING'`, [
      event?.id,
    ]);
    expect(before.length).toBeGreaterThan(0);
    await app.kill();
    await app.start({ ROLES: 'api,worker' });
    await app.soon(
      async () =>
        (await app.sql(`SELECT 1 FROM kernel.delivery WHERE event_id = $1 AND state = 'DONE'`, [event?.id])).length === before.length,
    );
  });
});

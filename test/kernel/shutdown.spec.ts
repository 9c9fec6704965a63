import { ownProcess } from '../support/server.js';

describe('SIGTERM', () => {
  it('lets the request in flight be answered and ends with 0', async () => {
    const app = await ownProcess();
    const admin = await app.as('admin@s01');
    const slow = admin.post('/ops/clock', { advance: 'P60D' });
    await app.soon(
      async () =>
        (
          await app.sql(
            `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7702 AND mode = 'ExclusiveLock' AND granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          )
        ).length,
      'the clock on its way',
    );
    let answered = false;
    const watched = slow.then((answer) => ((answered = true), answer));
    // The signal must find the request unanswered, or nothing is shown.
    expect(answered).toBe(false);
    const [answer, code] = await Promise.all([watched, app.end()]);
    expect([answer.status, code]).toEqual([200, 0]);
    await expect(fetch(`${app.baseUrl}/health/live`)).rejects.toThrow();
  });
});

import pg from 'pg';

export const SEED_LOCK = 7704;

/**
 * A start that was killed while it made the demo data left half of it behind. Nobody has worked with that database yet:
 * it is emptied and made anew. A program that is making it right now holds the lock, and nothing is touched.
 */
export async function clearHalfMadeDemo(url: string, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const known = await client.query<{ known: boolean }>(`SELECT to_regclass('kernel.installation') IS NOT NULL AS known`);
    if (!known.rows[0]?.known) return;
    const free = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [SEED_LOCK]);
    if (!free.rows[0]?.free) return;
    const state = await client.query<{ demo_state: string }>('SELECT demo_state FROM kernel.installation');
    if (state.rows[0]?.demo_state !== 'RUNNING') return;
    say('Demo data: an earlier start was interrupted, beginning again');
    const schemas = await client.query<{ name: string }>(
      `SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')`,
    );
    await client.query(
      `DROP SCHEMA ${schemas.rows.map((s) => s.name).join(', ')} CASCADE; DROP TABLE IF EXISTS public.forecourt_migration`,
    );
  } finally {
    await client.end();
  }
}

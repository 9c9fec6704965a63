import { createHash } from 'node:crypto';
import { runMigrations as runJobMigrations } from 'graphile-worker';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { type Config, ConfigError } from '../config.js';
import { connection } from './connection.js';

const MIGRATION_LOCK = 7700;

/** Applies pending migrations under a lock, so that ten instances starting together apply each once. */
export async function migrate(config: Config, url: string): Promise<void> {
  const source = new DataSource({ ...connection(config, url), extra: { max: 3 } } as ReturnType<typeof connection>);
  await source.initialize().catch((error: unknown) => {
    throw new ConfigError(`DATABASE_URL leads to no usable database: ${(error as Error).message}`);
  });
  const pool = (source.driver as unknown as { master: Pool }).master;
  const client = await pool.connect();
  try {
    const version = Number((await client.query<{ server_version_num: string }>('SHOW server_version_num')).rows[0]?.server_version_num);
    if (version < 150_000) throw new ConfigError(`DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10_000)}: 15 or newer is needed`);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
    await runJobMigrations({ pgPool: pool });
    await checkKeys(client, config);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
    await source.destroy();
  }
}

/** A database sealed under another master key must not be written to: nothing old could be read, nothing new shared. */
async function checkKeys(
  client: { query: (text: string, values?: unknown[]) => Promise<{ rows: { key_fingerprint: string }[] }> },
  config: Config,
): Promise<void> {
  const fingerprint = createHash('sha256').update('forecourt/fingerprint').update(config.masterKey).digest('base64url').slice(0, 16);
  const { rows } = await client.query(
    'UPDATE kernel.installation SET key_fingerprint = coalesce(key_fingerprint, $1) RETURNING key_fingerprint',
    [fingerprint],
  );
  if (rows[0]?.key_fingerprint !== fingerprint)
    throw new ConfigError(
      'MASTER_KEY is not the one this database was sealed with (in demo mode: give every instance the same DATA_DIR or the same MASTER_KEY and JWT_PRIVATE_KEY)',
    );
}

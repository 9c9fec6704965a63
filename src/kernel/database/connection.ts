import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import pg from 'pg';
import type { DataSourceOptions, Logger } from 'typeorm';
import type { Config } from '../config.js';
import { context } from '../context.js';
import { log } from '../operations/log.js';

// Amounts are whole fen below 2^53 and quantities have 3 places: both are exact as numbers. Dates stay text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Counts what TypeORM sends; our own door counts for itself. */
class StatementCounter implements Logger {
  logQuery(): void {
    context.countStatement();
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(message: string): void {
    log.debug(message);
  }
  log(): void {}
}

const names = new Map<string, string>();
/** The name of a prepared statement: the same text is the same statement. */
export function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return name;
}

/** A statement that others send this often is prepared too; at most so many are, since every connection keeps each. */
const OFTEN = 3;
const MOST = 500;
const counts = new LRUCache<string, number>({ max: 2000 });
let prepared = 0;
function nameOf(text: string): string | undefined {
  if (names.has(text)) return statementName(text);
  const count = (counts.get(text) ?? 0) + 1;
  counts.set(text, count);
  if (count < OFTEN || prepared === MOST) return undefined;
  prepared++;
  return statementName(text);
}
/** TypeORM sends bare text, to be parsed and planned each time: here it is prepared once a connection, like what goes through our own door. */
class PreparingClient extends pg.Client {
  override query(...[text, values, ...more]: unknown[]): never {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const sent = name === undefined ? [text, values, ...more] : [{ name, text, values }, ...more];
    return (super.query as (...sent: unknown[]) => never).call(this, ...sent);
  }
}

export function connection(config: Config, url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'forecourt',
    installExtensions: false,
    logger: new StatementCounter(),
    migrations: [new URL('../../../migrations/*.js', import.meta.url).pathname],
    migrationsTableName: 'forecourt_migration',
    migrationsTransactionMode: 'each',
    poolErrorHandler: (error: Error) => log.warn({ err: error }, 'a database connection was lost'),
    extra: {
      Client: PreparingClient,
      max: config.poolSize,
      connectionTimeoutMillis: 8000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 20_000,
      lock_timeout: 8000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  } as DataSourceOptions;
}

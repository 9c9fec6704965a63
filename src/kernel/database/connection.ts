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

import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import {
  DataSource,
  type EntityManager,
  type EntityTarget,
  type FindOptionsWhere,
  type ObjectLiteral,
  type QueryRunner,
  type Repository,
} from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { context } from '../context.js';
import { Busy, Conflict, InvalidInput, Problem, ReferenceUnknown, refusalOfConstraint, ValueOutOfRange } from '../problems.js';
import { Clock } from '../time/clock.js';
import { type Aggregate, mustBeInScope } from './aggregate.js';
import { statementName } from './connection.js';
import { type AuditRecord, type EventRecord, type FlushStatement } from './unit.js';

/** One transaction's work: what it will write at its end, and what follows its commit. */
interface Unit {
  runner: QueryRunner;
  client: PoolClient;
  manager: EntityManager;
  events: EventRecord[];
  audits: AuditRecord[];
  extra: FlushStatement[];
  afterCommit: (() => void)[];
  afterRollback: (() => void)[];
}

const RETRIABLE = new Set(['40001', '40P01']);

/**
 * The one door to PostgreSQL. The transaction travels in AsyncLocalStorage: `transaction(work)` opens one or joins
 * the caller's; `sql` runs a named prepared statement and returns plain rows; `repo`, `lock` and `save` work on entities.
 */
@Injectable()
export class Database {
  readonly #units = new AsyncLocalStorage<Unit>();
  #patient = true;
  readonly #loaded = new WeakMap<object, ObjectLiteral>();
  #flush: (unit: { events: EventRecord[]; audits: AuditRecord[] }) => FlushStatement | undefined = () => undefined;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }
  get inTransaction(): boolean {
    return this.#units.getStore() !== undefined;
  }
  get #unit(): Unit {
    const unit = this.#units.getStore();
    if (!unit) throw new Error('This needs a transaction');
    return unit;
  }

  /** How events and audit rows are written at the end of a transaction; set once by the outbox. */
  flushWith(flush: (unit: { events: EventRecord[]; audits: AuditRecord[] }) => FlushStatement | undefined): void {
    this.#flush = flush;
  }

  /** Runs work in one transaction, or in the caller's. Deadlocks are tried again from the start. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.inTransaction) return work();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (attempt < 4 && RETRIABLE.has(codeOf(error) ?? '')) continue;
        throw asProblem(error);
      }
    }
  }

  async #once<T>(work: () => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      if (!this.#patient) await client.query('SET LOCAL synchronous_commit TO off');
      const unit: Unit = { runner, client, manager: runner.manager, events: [], audits: [], extra: [], afterCommit: [], afterRollback: [] };
      let result: T;
      try {
        result = await this.#units.run(unit, async () => {
          const value = await work();
          const flush = this.#flush(unit);
          for (const { text, values, mustTouch } of flush ? [flush, ...unit.extra] : unit.extra) {
            const rows = await this.sql(text, values);
            if (mustTouch && rows.length === 0) throw mustTouch();
          }
          return value;
        });
        await runner.commitTransaction();
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        for (const follow of unit.afterRollback) follow();
        throw error;
      }
      for (const follow of unit.afterCommit) follow();
      return result;
    } finally {
      await runner.release();
    }
  }

  /**
   * The transactions of this work do not wait for the disk: for much work that is made again if the machine stops.
   * The next ordinary commit makes it durable with itself. Holds for the whole program while it lasts.
   */
  async withoutWaiting<T>(work: () => Promise<T>): Promise<T> {
    this.#patient = false;
    try {
      return await work();
    } finally {
      this.#patient = true;
    }
  }

  /**
   * Runs work inside the caller's transaction so that it can fail alone: its writes, events and follow-ups are undone, the locks taken before stay.
   * The last work of a transaction is checked by its commit.
   */
  async attempt(work: () => Promise<void>, { last = false } = {}): Promise<void> {
    const unit = this.#unit;
    const lists = [unit.events, unit.audits, unit.extra, unit.afterCommit] as unknown[][];
    const lengths = lists.map((list) => list.length);
    await unit.client.query('SAVEPOINT attempt');
    try {
      await work();
      // What is checked at the end of the transaction is checked now, while it can still be undone alone.
      if (!last) await unit.client.query('SET CONSTRAINTS ALL IMMEDIATE; RELEASE SAVEPOINT attempt');
    } catch (error) {
      await unit.client.query('ROLLBACK TO SAVEPOINT attempt');
      for (const [n, list] of lists.entries()) list.length = lengths[n] ?? 0;
      for (const follow of unit.afterRollback.splice(0)) follow();
      throw error;
    }
  }

  /** Runs work outside the caller's transaction: for what must survive its rollback, or not hold its locks. */
  async apart<T>(work: () => Promise<T>): Promise<T> {
    return this.#units.exit(work);
  }

  repo<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return (this.#units.getStore()?.manager ?? this.source.manager).getRepository(entity);
  }

  /** A named prepared statement: parsed and planned once a connection, plain rows back. */
  async sql<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    context.countStatement();
    try {
      const unit = this.#units.getStore();
      return (await (unit?.client ?? this.pool).query({ name: statementName(text), text, values })).rows as R[];
    } catch (error) {
      if (this.inTransaction && RETRIABLE.has(codeOf(error) ?? '')) throw error;
      throw asProblem(error);
    }
  }

  /** How many rows a conditional UPDATE, INSERT or DELETE touched: it must RETURN something. */
  async touched(text: string, values: unknown[] = []): Promise<number> {
    return (await this.sql(text, values)).length;
  }

  /** Locks one aggregate for this transaction; 404 when it is not there or not the caller's. */
  async lock<T extends Aggregate>(entity: new () => T, id: string): Promise<T> {
    const unit = this.#unit;
    const found = await unit.manager
      .getRepository(entity)
      .findOne({ where: { id } as FindOptionsWhere<T>, lock: { mode: 'pessimistic_write' } });
    return mustBeInScope(this.#remember(entity, found));
  }

  /** Locks what matches, in id order so that two callers cannot deadlock. */
  async lockAll<T extends Aggregate>(entity: new () => T, where: FindOptionsWhere<T> | FindOptionsWhere<T>[]): Promise<T[]> {
    const found = await this.#unit.manager
      .getRepository(entity)
      .find({ where, lock: { mode: 'pessimistic_write' }, order: { id: 'ASC' } as never });
    for (const one of found) this.#remember(entity, one);
    return found;
  }

  /** Reads one aggregate; 404 when it is not there or not the caller's. */
  async find<T extends Aggregate>(entity: new () => T, id: string): Promise<T> {
    const found = await this.repo(entity).findOne({ where: { id } as FindOptionsWhere<T> });
    return mustBeInScope(this.#remember(entity, found));
  }

  /**
   * Writes a new or locked aggregate: only what changed, its next version, and an audit row in the same transaction.
   * Personal columns (sealed text and its index) appear in the audit by name only.
   */
  async save<T extends Aggregate>(aggregate: T, action: string): Promise<T> {
    const unit = this.#unit;
    const entity = aggregate.constructor as new () => T;
    const before = this.#loaded.get(aggregate);
    const now = this.clock.now();
    aggregate.updatedAt = now;
    if (before === undefined) {
      aggregate.version = 1;
      aggregate.createdAt = now;
      // What was left out is null, as it will be when it is read again.
      for (const column of this.source.getMetadata(entity).columns)
        if (column.getEntityValue(aggregate) === undefined) column.setEntityValue(aggregate, null);
      await unit.manager.getRepository(entity).insert(aggregate as unknown as QueryDeepPartialEntity<T>);
    } else {
      aggregate.version = (before['version'] as number) + 1;
    }
    const { changed, changes } = this.#changes(entity, aggregate, before);
    if (before !== undefined) {
      const result = await unit.manager
        .createQueryBuilder()
        .update(entity)
        .set(changed as QueryDeepPartialEntity<T>)
        .where('id = :id AND version = :expected', { id: aggregate.id, expected: before['version'] as number })
        .execute();
      if (result.affected !== 1) throw Conflict();
    }
    this.#remember(entity, aggregate);
    unit.audits.push({
      action,
      aggregateType: entity.name,
      aggregateId: aggregate.id,
      storeId: (aggregate as { storeId?: string }).storeId ?? null,
      changes,
    });
    return aggregate;
  }

  /** Inserts children or other plain rows. */
  async insertAll<T extends ObjectLiteral>(entity: EntityTarget<T>, rows: T[]): Promise<void> {
    if (rows.length) await this.repo(entity).insert(rows as QueryDeepPartialEntity<T>[]);
  }

  /** An audit row for a change that is no aggregate's save: a set-based statement, a read of personal data. */
  audit(record: AuditRecord): void {
    this.#unit.audits.push(record);
  }
  /** For the outbox alone. */
  pushEvent(record: EventRecord): void {
    this.#unit.events.push(record);
  }
  /** A statement of the kernel's that commits with the use case, after events and audit. */
  atEnd(statement: FlushStatement): void {
    this.#unit.extra.push(statement);
  }
  afterRollback(follow: () => void): void {
    this.#unit.afterRollback.push(follow);
  }
  afterCommit(follow: () => void): void {
    this.#unit.afterCommit.push(follow);
  }

  #remember<T extends ObjectLiteral>(entity: EntityTarget<T>, value: T | null): T | null {
    if (value) {
      const snapshot: ObjectLiteral = {};
      for (const column of this.source.getMetadata(entity).columns)
        snapshot[column.propertyPath] = structuredClone(column.getEntityValue(value) as unknown);
      this.#loaded.set(value, snapshot);
    }
    return value;
  }

  #changes<T extends ObjectLiteral>(entity: EntityTarget<T>, value: T, before: ObjectLiteral | undefined) {
    const changed: ObjectLiteral = {};
    const changes: Record<string, unknown> = {};
    for (const column of this.source.getMetadata(entity).columns) {
      const property = column.propertyPath;
      const after: unknown = column.getEntityValue(value);
      if (before !== undefined && same(before[property], after)) continue;
      changed[property] = after ?? null;
      if (property === 'updatedAt' || property === 'createdAt' || property === 'version' || property === 'id') continue;
      if (/(Sealed|Index)$/.test(property)) changes[property.replace(/(Sealed|Index)$/, '')] = '***';
      else changes[property] = before === undefined ? after : [before[property], after];
    }
    return { changed, changes };
  }
}

const same = (a: unknown, b: unknown): boolean => {
  if (a === b || ((a === null || a === undefined) && (b === null || b === undefined))) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
};

const pgError = (error: unknown): { code?: string; constraint?: string; message?: string } =>
  ((error as { driverError?: object }).driverError ?? error ?? {}) as { code?: string; constraint?: string };
const codeOf = (error: unknown): string | undefined => pgError(error).code;

/** What the database refused, as the problem a caller can act on. Anything else stays what it was. */
export function asProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { code, constraint, message } = pgError(error);
  const named = refusalOfConstraint(constraint);
  if (named) return named();
  switch (code) {
    case '23505':
    case '23P01':
      return Conflict(constraint === undefined ? {} : { detail: constraint });
    case '23503':
      return ReferenceUnknown(constraint === undefined ? {} : { detail: constraint });
    case '23514':
    case '23502':
    case '22003':
      return ValueOutOfRange(constraint === undefined ? {} : { detail: constraint });
    case '22P02':
    case '22P05':
    case '22007':
    case '22008':
    case '22021':
      return InvalidInput();
    case '55P03':
    case '57014':
    case '53300':
    case '57P01':
    case '57P02':
    case '57P03':
    case '53100':
    case '08000':
    case '08003':
    case '08006':
    case 'EPIPE':
    case 'ETIMEDOUT':
    case '40001':
    case '40P01':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return Busy({ headers: { 'retry-after': '1' } });
    default:
      if (
        message?.includes('timeout exceeded when trying to connect') ||
        message?.includes('Connection terminated') ||
        message?.includes('not queryable')
      )
        return Busy({ headers: { 'retry-after': '1' } });
      return error;
  }
}

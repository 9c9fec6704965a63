import { Column, PrimaryColumn } from 'typeorm';
import { context, type Scope } from '../context.js';
import { NotFound, VersionStale } from '../problems.js';

/** What every single resource carries. `version` is its ETag; only `Database.save` moves it on. */
export abstract class Aggregate {
  @PrimaryColumn('uuid')
  id: string;

  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  /** Refuses a change that was decided on an older version (412 with the current ETag). */
  expectVersion(expected: number | '*'): void {
    if (expected === '*' || expected === this.version) return;
    throw VersionStale({ headers: { etag: `"${this.version}"` } });
  }
}

/** An aggregate that belongs to one store, and perhaps to one employee of it. */
export interface Owned {
  storeId?: string | null;
  ownerEmployeeId?: string | null;
}

/** Whether the current operation may touch a record: its store, or its own within the store. Group-scoped records have no store. */
export function inScope(record: Owned, scope: Scope = context.scope, me: string = context.principal.id): boolean {
  if (scope.group || record.storeId === undefined || record.storeId === null) return true;
  if (scope.stores.includes(record.storeId)) return true;
  return scope.ownStores.includes(record.storeId) && (record.ownerEmployeeId === undefined || record.ownerEmployeeId === me);
}

/** A record out of scope does not exist for the caller: 404, indistinguishable from a missing one. */
export function mustBeInScope<T extends object>(record: T | null | undefined): T {
  if (record === null || record === undefined || !inScope(record as Owned)) throw NotFound();
  return record;
}

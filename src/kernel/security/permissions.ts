import { context, type Principal, type Scope } from '../context.js';
import { inScope, type Owned } from '../database/aggregate.js';
import type { Lifecycle } from '../lifecycle.js';

/** OWN: records the caller owns in the store; STORE: the store's records; GROUP: all of the group. */
export type ScopeLevel = 'OWN' | 'STORE' | 'GROUP';
/** PUBLIC needs no sign-in; SIGNED_IN any account, whatever its roles. */
export type PermissionRow = 'PUBLIC' | 'SIGNED_IN' | Readonly<Record<string, ScopeLevel>>;
export type PermissionTable = Readonly<Record<string, PermissionRow>>;

const EVERYTHING: Scope = { group: true, stores: [], ownStores: [] };

/** Which roles may do what and how far: filled at boot from the one table, read by the guard, `me` and the document. */
class Permissions {
  #table: PermissionTable = {};

  define(table: PermissionTable): void {
    this.#table = table;
  }
  get table(): PermissionTable {
    return this.#table;
  }
  row(operation: string): PermissionRow | undefined {
    return this.#table[operation];
  }

  /** How far the caller may go with an operation; null when no role of theirs allows it. */
  scopeOf(principal: Principal, operation: string): Scope | null {
    if (principal.kind === 'SYSTEM') return EVERYTHING;
    const row = this.#table[operation];
    if (row === undefined) return null;
    const scope: Scope = { group: false, stores: [], ownStores: [] };
    if (typeof row === 'string') {
      for (const { storeId } of principal.grants)
        if (storeId === null) scope.group = true;
        else scope.stores.push(storeId);
      return scope;
    }
    let allowed = false;
    for (const { role, storeId } of principal.grants) {
      const level = row[role];
      if (level === undefined) continue;
      allowed = true;
      if (level === 'GROUP' || (storeId === null && level === 'STORE')) scope.group = true;
      else if (storeId !== null) (level === 'STORE' ? scope.stores : scope.ownStores).push(storeId);
    }
    return allowed ? scope : null;
  }

  /** Whether the current caller may do this to this record: buttons, masked fields. */
  may(operation: string, record: Owned = {}): boolean {
    const principal = context.principal;
    const scope = this.scopeOf(principal, operation);
    return scope !== null && inScope(record, scope, principal.id);
  }

  /** The moves that this caller may make now: what a client draws as buttons. */
  allowedMoves<S extends string, M extends string>(table: Lifecycle<S, M>, record: Owned & { readonly state: S }): M[] {
    return table.movesFrom(record.state).filter((move) => this.may(table.operationOf(move), record));
  }
}
export const permissions = new Permissions();

/** Where a new record belongs: the named store if the caller works there, else the caller's only one. */
export function storesOfScope(scope: Scope = context.scope): string[] {
  return [...new Set([...scope.stores, ...scope.ownStores])];
}

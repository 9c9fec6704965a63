import { AsyncLocalStorage } from 'node:async_hooks';

export type Locale = 'zh' | 'en';

/** A role, held for one store or the whole group. */
export interface Grant {
  role: string;
  /** Null: for the whole group. */
  storeId: string | null;
}
export type Grants = readonly Grant[];

/** Who acts: an employee, a service account, or the system itself (a listener, a job, a tick). */
export interface Principal {
  kind: 'EMPLOYEE' | 'SERVICE' | 'SYSTEM';
  /** Account id; for an employee also the employee id that records carry as their owner. */
  id: string;
  name: string;
  grants: Grants;
}

/** What the current operation may touch: whole stores, own records in other stores, or the whole group. */
export interface Scope {
  group: boolean;
  stores: string[];
  ownStores: string[];
}

export interface Context {
  correlationId: string;
  /** The event or job that caused this work, if any. */
  causationId?: string;
  locale: Locale;
  principal: Principal | null;
  scope: Scope;
  statements: number;
}

export const SYSTEM: Principal = { kind: 'SYSTEM', id: '00000000-0000-0000-0000-000000000000', name: 'system', grants: [] };
const EVERYTHING: Scope = { group: true, stores: [], ownStores: [] };

const storage = new AsyncLocalStorage<Context>();

export const context = {
  run<T>(value: Context, work: () => T): T {
    return storage.run(value, work);
  },
  /** Runs work as the system, in the trace of what caused it. */
  asSystem<T>(correlationId: string, causationId: string | undefined, work: () => T): T {
    return storage.run({ correlationId, causationId, locale: 'zh', principal: SYSTEM, scope: EVERYTHING, statements: 0 }, work);
  },
  get current(): Context | undefined {
    return storage.getStore();
  },
  get principal(): Principal {
    return storage.getStore()?.principal ?? SYSTEM;
  },
  /** Whether the caller holds one of these roles in a store, or in the whole group. */
  holds(roles: readonly string[], storeId: string): boolean {
    return this.principal.grants.some((g) => roles.includes(g.role) && (g.storeId === null || g.storeId === storeId));
  },
  /** Whom a query names: `me` is the caller. */
  employee(meOrId: string | undefined): string | undefined {
    return meOrId === 'me' ? this.principal.id : meOrId;
  },
  get scope(): Scope {
    return storage.getStore()?.scope ?? EVERYTHING;
  },
  get correlationId(): string | undefined {
    return storage.getStore()?.correlationId;
  },
  get locale(): Locale {
    return storage.getStore()?.locale ?? 'zh';
  },
  countStatement(): void {
    const current = storage.getStore();
    if (current) current.statements++;
  },
};

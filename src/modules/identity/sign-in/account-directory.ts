import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Grant, Principal } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Accounts } from '../../../kernel/security/accounts.js';

/** A changed role or a disabled account takes effect within 2 s on every instance. */
const REMEMBERED_MS = 1500;

@Injectable()
export class AccountDirectory extends Accounts {
  readonly #principals = new LRUCache<string, Principal>({ max: 10_000, ttl: REMEMBERED_MS });

  constructor(private readonly db: Database) {
    super();
  }

  async principalOf(accountId: string): Promise<Principal | null> {
    const known = this.#principals.get(accountId);
    if (known) return known;
    const [row] = await this.db.sql<{ kind: Principal['kind']; name: string; grants: Grant[] }>(
      `SELECT 'EMPLOYEE' AS kind, name, grants FROM identity.employee WHERE id = $1 AND active
       UNION ALL SELECT 'SERVICE', name, grants FROM identity.service_account WHERE id = $1 AND active`,
      [accountId],
    );
    if (!row) return null;
    const principal: Principal = { kind: row.kind, id: accountId, name: row.name, grants: row.grants };
    this.#principals.set(accountId, principal);
    return principal;
  }

  forget(accountId: string): void {
    this.#principals.delete(accountId);
  }
}

import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { NotFound } from '../../../kernel/problems.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import { storeToken } from '../search/tokens.js';
import { Customer, mustBeActive } from './customer.entity.js';

/** Any store may begin to deal with a customer of the group: 409 when they were merged; a merge waits until the transaction is done. */
export async function meet(db: Database, customerId: string): Promise<void> {
  const [customer] = await db.sql<Pick<Customer, 'state' | 'mergedIntoCustomerId'>>(
    'SELECT state, merged_into_customer_id AS "mergedIntoCustomerId" FROM crm.customer WHERE id = $1 FOR KEY SHARE',
    [customerId],
  );
  if (!customer) throw NotFound();
  mustBeActive(customer);
}

/** Which stores know which customers: a customer belongs to the group and is seen by a store once it has dealt with them. */
@Injectable()
export class Acquaintances {
  constructor(private readonly db: Database) {}

  /** From now on the store sees and finds the customer. */
  async note(customerId: string, storeId: string, since: Date): Promise<void> {
    await this.db.sql(
      `WITH met AS (
         INSERT INTO crm.customer_store (id, customer_id, store_id, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (customer_id, store_id) DO NOTHING RETURNING customer_id)
       UPDATE crm.customer_search SET tokens = tokens || array_to_tsvector(ARRAY[$5]) WHERE id = (SELECT customer_id FROM met)`,
      [newId(), customerId, storeId, since, storeToken(storeId)],
    );
  }

  /** 404 unless one of the caller's stores has dealt with the customer, or with the one they were merged into. */
  async require(customerId: string): Promise<void> {
    const { text, values } = this.#known(customerId);
    if ((await this.db.touched(text, values)) === 0) throw NotFound();
  }

  /** Something new begins with a customer the caller's stores know: 409 when they were merged; a merge waits until it is done. */
  async dealWith(customerId: string): Promise<void> {
    await this.require(customerId);
    await meet(this.db, customerId);
  }

  /** Locks two customers that the caller's stores know, in id order. */
  async lockBoth(oneId: string, otherId: string): Promise<[Customer, Customer]> {
    for (const id of [oneId, otherId]) await this.require(id);
    const found = new Map((await this.db.lockAll(Customer, { id: In([oneId, otherId]) })).map((c) => [c.id, c]));
    return [found.get(oneId) as Customer, found.get(otherId) as Customer];
  }

  #known(customerId: string): { text: string; values: unknown[] } {
    if (context.scope.group) return { text: 'SELECT id FROM crm.customer WHERE id = $1', values: [customerId] };
    return {
      text: `SELECT s.id FROM crm.customer c JOIN crm.customer_store s ON s.customer_id IN (c.id, c.merged_into_customer_id)
             WHERE c.id = $1 AND s.store_id = ANY($2::uuid[]) LIMIT 1`,
      values: [customerId, storesOfScope()],
    };
  }
}

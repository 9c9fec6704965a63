import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { NotFound } from '../../../kernel/problems.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';

/** Which stores know which customers: a customer belongs to the group and is seen by a store once it has dealt with them. */
@Injectable()
export class Acquaintances {
  constructor(private readonly db: Database) {}

  /** From now on the store sees the customer. */
  async note(customerId: string, storeId: string, since: Date): Promise<void> {
    await this.db.sql(
      `INSERT INTO crm.customer_store (id, customer_id, store_id, since) VALUES ($1, $2, $3, $4) ON CONFLICT (customer_id, store_id) DO NOTHING`,
      [newId(), customerId, storeId, since],
    );
  }

  /** 404 unless one of the caller's stores has dealt with the customer. */
  async require(customerId: string): Promise<void> {
    const { text, values } = this.#known(customerId);
    if ((await this.db.touched(text, values)) === 0) throw NotFound();
  }

  #known(customerId: string): { text: string; values: unknown[] } {
    if (context.scope.group) return { text: 'SELECT id FROM crm.customer WHERE id = $1', values: [customerId] };
    return {
      text: 'SELECT id FROM crm.customer_store WHERE customer_id = $1 AND store_id = ANY($2::uuid[]) LIMIT 1',
      values: [customerId, storesOfScope()],
    };
  }
}

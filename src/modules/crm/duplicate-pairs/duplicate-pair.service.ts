import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions, storesOfScope } from '../../../kernel/security/permissions.js';
import { Acquaintances } from '../customers/acquaintances.js';
import type { DismissDuplicatePair, DuplicatePairView, ListDuplicatePairs, ListDuplicatesOfCustomer } from './duplicate-pair.dto.js';
import { DuplicatePair, duplicatePairLifecycle } from './duplicate-pair.entity.js';

const PAIRS: ListDefinition = {
  select: `d.id, d.state, d.customer_a AS "customerA", d.customer_b AS "customerB", d.key, d.found_on::text AS "foundOn", d.reason, d.version,
    d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: 'crm.duplicate_pair d',
  id: 'd.id',
  sorts: { foundOn: { by: 'd.found_on', type: 'date' } },
  defaultSort: '-foundOn',
  filters: { state: 'd.state = ANY(?::text[])', key: 'd.key = ?', customerId: '?::uuid IN (d.customer_a, d.customer_b)' },
};
const KNOWN_HERE =
  'EXISTS (SELECT 1 FROM crm.customer_store s WHERE s.customer_id IN (d.customer_a, d.customer_b) AND s.store_id = ANY(?::uuid[]))';

/** The list of files that may be one customer's, for somebody to judge: merge them, or say why they are two (L-3). */
@Injectable()
export class DuplicatePairService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly acquaintances: Acquaintances,
  ) {}

  async list(query: ListDuplicatePairs): Promise<Page<DuplicatePairView>> {
    const known: [string, unknown][] = context.scope.group ? [] : [[KNOWN_HERE, storesOfScope()]];
    const page = await this.lists.page<DuplicatePair>(PAIRS, query, known);
    return { ...page, items: page.items.map(viewOf) };
  }

  async of(customerId: string, query: ListDuplicatesOfCustomer): Promise<Page<DuplicatePairView>> {
    await this.acquaintances.require(customerId);
    const page = await this.lists.page<DuplicatePair>(PAIRS, query, [['?::uuid IN (d.customer_a, d.customer_b)', customerId]]);
    return { ...page, items: page.items.map(viewOf) };
  }

  dismiss(id: string, { reason }: DismissDuplicatePair): Promise<DuplicatePairView> {
    return this.db.transaction(async () => {
      const pair = await this.db.lock(DuplicatePair, id);
      await this.acquaintances.require(pair.customerA).catch(() => this.acquaintances.require(pair.customerB));
      duplicatePairLifecycle.move(pair, 'dismiss');
      pair.reason = reason;
      return viewOf(await this.db.save(pair, 'dismiss'));
    });
  }
}

const viewOf = (d: DuplicatePair): DuplicatePairView => ({
  id: d.id,
  state: d.state,
  allowedMoves: permissions.allowedMoves(duplicatePairLifecycle, d),
  version: d.version,
  customerA: d.customerA,
  customerB: d.customerB,
  key: d.key,
  foundOn: d.foundOn,
  reason: d.reason,
  createdAt: d.createdAt,
  updatedAt: d.updatedAt,
});

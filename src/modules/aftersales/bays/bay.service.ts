import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { BayNotFree } from '../aftersales.contract.js';
import type { BayView, CreateBay, ListBays } from './bay.dto.js';
import { Bay } from './bay.entity.js';

const BAYS: ListDefinition = {
  select: `b.id, b.store_id AS "storeId", b.code, b.bay_type AS "bayType", o.repair_order_id AS "repairOrderId", b.version, b.created_at AS "createdAt", b.updated_at AS "updatedAt"`,
  from: 'aftersales.bay b LEFT JOIN aftersales.bay_occupation o ON o.bay_id = b.id AND o.released_at IS NULL',
  id: 'b.id',
  sorts: { code: { by: 'b.code', type: 'text' } },
  defaultSort: 'code',
  filters: {
    storeId: 'b.store_id = ?::uuid',
    bayType: 'b.bay_type = ?',
    operationCode: 'b.bay_type = (SELECT l.bay_type FROM aftersales.labour_operation l WHERE l.code = ?)',
    free: '(o.id IS NULL) = ?::boolean',
  },
  scope: { store: 'b.store_id' },
};

@Injectable()
export class BayService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
    private readonly clock: Clock,
  ) {}

  async open(body: CreateBay): Promise<BayView> {
    const store = await this.identity.storeForNew(body.storeId);
    return this.db.transaction(async () => {
      const bay = await this.db.save(
        Object.assign(new Bay(), { id: newId(), storeId: store.id, code: body.code, bayType: body.bayType }),
        'open',
      );
      return this.bay(bay.id);
    });
  }

  async bay(id: string): Promise<BayView> {
    const [row] = await this.db.sql<BayView>(`SELECT ${BAYS.select} FROM ${BAYS.from} WHERE b.id = $1`, [id]);
    return mustBeInScope(row);
  }
  list(query: ListBays): Promise<Page<BayView>> {
    return this.lists.page<BayView>(BAYS, query);
  }

  /** Takes bays for a repair order; one that another car is in refuses with 409 `bay_not_free`. */
  async occupy(repairOrderId: string, bayIds: readonly string[]): Promise<void> {
    const occupied = await this.db.touched(
      `INSERT INTO aftersales.bay_occupation (id, bay_id, repair_order_id, occupied_at)
       SELECT n.id, n.bay_id, $3, $4 FROM unnest($1::uuid[], $2::uuid[]) AS n(id, bay_id)
       ON CONFLICT (bay_id) WHERE released_at IS NULL DO NOTHING RETURNING id`,
      [bayIds.map(() => newId()), bayIds, repairOrderId, this.clock.now()],
    );
    if (occupied < bayIds.length) throw BayNotFree();
  }

  /** Frees the bays of a repair order; with a list, only those. */
  async release(repairOrderId: string, bayIds?: readonly string[]): Promise<void> {
    await this.db.sql(
      'UPDATE aftersales.bay_occupation SET released_at = $2 WHERE repair_order_id = $1 AND released_at IS NULL AND ($3::uuid[] IS NULL OR bay_id = ANY($3::uuid[]))',
      [repairOrderId, this.clock.now(), bayIds ?? null],
    );
  }

  /** A free bay of the same type, the same one if it is free; null when all are taken. */
  async freeLike(bayId: string, taken: readonly string[]): Promise<string | null> {
    const [row] = await this.db.sql<{ id: string }>(
      `SELECT b.id FROM aftersales.bay b JOIN aftersales.bay m ON m.id = $1 AND m.store_id = b.store_id AND m.bay_type = b.bay_type
       WHERE b.id <> ALL($2::uuid[]) AND NOT EXISTS (SELECT 1 FROM aftersales.bay_occupation o WHERE o.bay_id = b.id AND o.released_at IS NULL)
       ORDER BY (b.id = $1) DESC, b.code LIMIT 1`,
      [bayId, taken],
    );
    return row?.id ?? null;
  }
}

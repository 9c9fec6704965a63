import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { Deals } from '../deals.js';
import { requireMayChange, visibleHere } from '../group-wide.js';
import type { ApprovalTierView, CreateApprovalTier, EditApprovalTier, ListApprovalTiers } from './approval-tier.dto.js';
import { ApprovalTier, type TierLevel } from './approval-tier.entity.js';

const COLUMNS = `t.id, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.store_id AS "storeId", t.model_id AS "modelId", t.level,
  t.max_discount_percent AS "maxDiscountPercent", t.min_front_gross AS "minFrontGross"`;
const TIERS: ListDefinition = {
  select: COLUMNS,
  from: 'sales.approval_tier t',
  id: 't.id',
  sorts: { createdAt: { by: 't.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { storeId: 't.store_id = ?::uuid', modelId: 't.model_id = ?::uuid' },
};

/** What a role may agree to by itself, as it is set for a store and a model. */
export type Tiers = Partial<Record<TierLevel, Pick<ApprovalTier, 'maxDiscountPercent' | 'minFrontGross'>>>;

/** Approval tiers are data: a change holds for what is submitted from then on. */
@Injectable()
export class ApprovalTiers {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
  ) {}

  create(asked: CreateApprovalTier): Promise<ApprovalTierView> {
    const { storeId: wanted, modelId = null, minFrontGross = null, ...body } = asked;
    return this.db.transaction(async () => {
      const storeId = await this.deals.placeFor(wanted);
      if (modelId !== null) await this.inventory.model(modelId);
      const tier = Object.assign(new ApprovalTier(), body, { id: newId(), storeId, modelId, minFrontGross });
      return viewOf(await this.db.save(tier, 'set'));
    });
  }

  change(id: string, body: EditApprovalTier, expected: number | '*'): Promise<ApprovalTierView> {
    return this.db.transaction(async () => {
      const tier = await this.db.lock(ApprovalTier, id);
      tier.expectVersion(expected);
      requireMayChange(tier);
      Object.assign(tier, Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)));
      return viewOf(await this.db.save(tier, 'change'));
    });
  }

  async one(id: string): Promise<ApprovalTierView> {
    return viewOf(await this.db.find(ApprovalTier, id));
  }
  async list(query: ListApprovalTiers): Promise<Page<ApprovalTierView>> {
    const page = await this.lists.page<ApprovalTier>(TIERS, query, visibleHere('t.store_id'));
    return { ...page, items: page.items.map(viewOf) };
  }

  /** Of each level the one that is said most exactly: the store's before the group's, the model's before any. */
  async of(storeId: string, modelId: string): Promise<Tiers> {
    const found = await this.db.sql<ApprovalTier>(
      `SELECT DISTINCT ON (t.level) ${COLUMNS} FROM sales.approval_tier t
       WHERE (t.store_id = $1 OR t.store_id IS NULL) AND (t.model_id = $2 OR t.model_id IS NULL)
       ORDER BY t.level, t.store_id IS NULL, t.model_id IS NULL`,
      [storeId, modelId],
    );
    return Object.fromEntries(found.map((tier) => [tier.level, tier]));
  }
}

const viewOf = (t: ApprovalTier): ApprovalTierView => ({
  id: t.id,
  storeId: t.storeId,
  modelId: t.modelId,
  level: t.level,
  maxDiscountPercent: Number(t.maxDiscountPercent),
  minFrontGross: t.minFrontGross,
  version: t.version,
  createdAt: t.createdAt,
  updatedAt: t.updatedAt,
});

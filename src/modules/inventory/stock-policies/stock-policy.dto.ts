import { Clearable, Decimal, Flag, Id, Optional, Repeated, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { STOCK_POLICY_STATES } from './stock-policy.entity.js';

export class CreateStockPolicy {
  /** For every store of the group: only by those who act for the whole group. */
  @Optional()
  @Flag(false)
  everyStore?: boolean;
  /** Left out by those who work for one store only. */
  @Optional()
  @Id()
  storeId?: string;
  /** All models of a brand, or with `series` of a series. */
  @Optional()
  @Text(50, '示范')
  brand?: string;
  /** 车系. */
  @Optional()
  @Text(50, 'A6')
  series?: string;
  /** One model, that is one trim of one model year. */
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @Text(40, '珍珠白')
  colour?: string;
  /** Stock is low when less is to be expected (V-7). */
  @Whole(0, 10_000, 2) safety: number;
  /** Stock is high when more is to be expected (V-7). */
  @Optional()
  @Whole(1, 100_000, 8)
  ceiling?: number;
  /** Stock is high when it lasts longer than so many days at the sales of the last 30 (V-6, V-7). */
  @Optional()
  @Decimal(0.1, 10_000, 1, 90)
  daysSupplyLimit?: number;
  /** What a purchase plan buys up to, in days at the sales of the last 30 (V-10); the setting if left out. */
  @Optional()
  @Decimal(0, 10_000, 1, 45)
  targetDaysSupply?: number;
  /** Cars are ordered by so many; 1 if left out. */
  @Optional()
  @Whole(1, 1000, 1)
  pack?: number;
  /** The maker gives at most so many a plan. */
  @Optional()
  @Whole(0, 10_000, 20)
  quota?: number;
}
export class EditStockPolicy {
  @Optional()
  @Whole(0, 10_000, 2)
  safety?: number;
  /** Null: no ceiling. */
  @Clearable()
  @Whole(1, 100_000, 8)
  ceiling?: number | null;
  /** Null: no limit. */
  @Clearable()
  @Decimal(0.1, 10_000, 1, 90)
  daysSupplyLimit?: number | null;
  /** Null: the setting. */
  @Clearable()
  @Decimal(0, 10_000, 1, 45)
  targetDaysSupply?: number | null;
  @Optional()
  @Whole(1, 1000, 1)
  pack?: number;
  /** Null: no quota. */
  @Clearable()
  @Whole(0, 10_000, 20)
  quota?: number | null;
}
export class ListStockPolicies extends ListQuery {
  @Repeated(STOCK_POLICY_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  modelId?: string;
}

/** How much stock there should be of which cars (库存策略). What it does not name it holds for all of; the most specific one wins: model, series, brand, then colour, then store (V-7). */
export class StockPolicyView extends GroupResourceView {
  /** Null: any brand. @example null */
  brand: string | null;
  /** Null: any series. @example null */
  series: string | null;
  /** Null: any model. @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string | null;
  /** Null: each colour for itself. @example '珍珠白' */
  colour: string | null;
  /** @example 2 */
  safety: number;
  /** @example 8 */
  ceiling: number | null;
  /** @example 90 */
  daysSupplyLimit: number | null;
  /** @example 45 */
  targetDaysSupply: number | null;
  /** @example 1 */
  pack: number;
  /** @example 20 */
  quota: number | null;
}

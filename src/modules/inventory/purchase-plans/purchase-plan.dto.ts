import { Id, Ids, ListOf, Note, Optional, Repeated, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { PURCHASE_PLAN_STATES } from './purchase-plan.entity.js';

export class CreatePurchasePlan {
  @Text(100, '2026 年 12 月采购计划') title: string;
  /** Only these models; all if left out. */
  @Optional()
  @Ids(200)
  modelIds?: string[];
  /** Left out by those who work for one store only. */
  @Optional()
  @Id()
  storeId?: string;
}
export class PurchasePlanQuantity {
  /** The line as the plan numbers it. */
  @Whole(1, 10_000, 1) lineNumber: number;
  /** Cars to order; 0 takes the line out of the order. */
  @Whole(0, 10_000, 4) quantity: number;
}
export class EditPurchasePlan {
  @Optional()
  @Text(100, '2026 年 12 月采购计划')
  title?: string;
  /** Other quantities than suggested. */
  @Optional()
  @ListOf(() => PurchasePlanQuantity, 1, 500)
  lines?: PurchasePlanQuantity[];
}
export class ApprovePurchasePlan {
  @Optional()
  @Note('同意')
  note?: string;
}
export class RejectPurchasePlan {
  @Note('库存偏高,下月再订') reason: string;
}
export class OrderPurchasePlan {
  /** To whom the order goes. */
  @Text(100, '示范汽车销售公司') maker: string;
}
export class ListPurchasePlans extends ListQuery {
  @Repeated(PURCHASE_PLAN_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
}

/** One kind of car with every figure its quantity rests on: needed = max(0, targetDaysSupply × dailyRate + openDemand − projected) (V-10). */
export class PurchasePlanLineView {
  /** @example 1 */
  lineNumber: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** Of the policy that holds, else of the setting. @example 45 */
  targetDaysSupply: number;
  /** @example 6 */
  soldIn30Days: number;
  /** Cars a day. @example 0.2 */
  dailyRate: number;
  /** Orders that wait for such a car. @example 1 */
  openDemand: number;
  /** What is to be expected (V-7) before the waiting orders are served: they are a term of their own here, so that each is bought for once. @example 4 */
  projected: number;
  /** @example 6 */
  needed: number;
  /** Cars are ordered by so many. @example 1 */
  pack: number;
  /** At most so many. @example 20 */
  quota: number | null;
  /** Needed, in whole packs, within the quota. @example 6 */
  suggested: number;
  /** What is to be ordered. @example 6 */
  quantity: number;
  /** Fen. @example 16272000 */
  unitCost: number;
  /** quantity × unitCost, fen. @example 97632000 */
  amount: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockPolicyId: string | null;
  /** The low alert that it answers. @example '01938b4e-7c00-7000-8000-000000000001' */
  stockAlertId: string | null;
}
/** What a store wants to buy from the maker (采购计划), reckoned from projected availability (V-10). */
export class PurchasePlanView extends StoreResourceView {
  /** @example '2026 年 12 月采购计划' */
  title: string;
  /** The day whose levels and sales it was reckoned with. @example '2026-11-24' */
  asOf: string;
  lines: PurchasePlanLineView[];
  /** Cars. @example 6 */
  quantity: number;
  /** Fen. @example 97632000 */
  amount: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  plannedBy: string;
  /** @example null */
  submittedBy: string | null;
  /** @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** @example null */
  decisionNote: string | null;
  /** @example null */
  vehiclePurchaseOrderId: string | null;
}

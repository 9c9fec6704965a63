import {
  Clearable,
  DateOnly,
  Decimal,
  Flag,
  Id,
  Ids,
  OneOf,
  Optional,
  PositiveAmount,
  Repeated,
  Text,
  Whole,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { PROMOTION_LINE_KINDS, type PromotionLineKind } from './promotion-choice.js';
import { PROMOTION_KINDS, promotionLifecycle } from './promotion.entity.js';

export class CreatePromotion {
  @Text(100, '年末促销') nameZh: string;
  @Text(100, 'Year-end offer') nameEn: string;
  /** The store it is for; null for the whole group. Needed only where the caller works in several. */
  @Clearable()
  @Id()
  storeId?: string | null;
  /** The price line it makes: the store's DISCOUNT, a TRADE_IN_SUBSIDY (given only where it is asked for, and the deal has a trade-in that was offered for), a MAKER_SUBSIDY that the maker pays. */
  @OneOf(PROMOTION_LINE_KINDS, 'DISCOUNT') lineKind: PromotionLineKind;
  /** Empty or left out: any model. */
  @Optional()
  @Ids(100)
  modelIds?: string[];
  @OneOf(PROMOTION_KINDS, 'AMOUNT') kind: 'AMOUNT' | 'PERCENT';
  /** Fen off; for AMOUNT. */
  @Optional()
  @PositiveAmount(200_000)
  amount?: number;
  /** Percent of the list price; for PERCENT. */
  @Optional()
  @Decimal(0.01, 100, 2, 2)
  percent?: number;
  /** The most that a percentage takes off, fen. */
  @Optional()
  @PositiveAmount(500_000)
  maxAmount?: number;
  /** Whether it goes with other reductions; yes if left out. */
  @Optional()
  @Flag(true)
  stackable?: boolean;
  /** First store day. */
  @DateOnly('2026-12-01') validFrom: string;
  /** Last store day, included. */
  @DateOnly('2026-12-31') validUntil: string;
  /** Orders that may have it; any number if left out. */
  @Optional()
  @Whole(1, 1_000_000, 50)
  quantity?: number;
  /** What it may cost in all, fen; no limit if left out. */
  @Optional()
  @PositiveAmount(10_000_000)
  budget?: number;
}
export class ListPromotions extends ListQuery {
  @Repeated(promotionLifecycle.states)
  state?: string[];
  /** A store's own promotions. */
  @Optional()
  @Id()
  storeId?: string;
  /** Promotions that are for this model, or for any. */
  @Optional()
  @Id()
  modelId?: string;
  /** Promotions whose period holds this day. */
  @Optional()
  @DateOnly('2026-12-01')
  date?: string;
}

/** A promotion (促销) of a store or of the whole group. */
export class PromotionView extends GroupResourceView {
  /** In the caller's language. @example '年末促销' */
  name: string;
  /** DISCOUNT, TRADE_IN_SUBSIDY or MAKER_SUBSIDY. @example 'DISCOUNT' */
  lineKind: string;
  /** Empty: any model. @example [] */
  modelIds: string[];
  /** AMOUNT or PERCENT. @example 'AMOUNT' */
  kind: string;
  /** Fen off. @example 200000 */
  amount: number | null;
  /** Percent of the list price. @example null */
  percent: number | null;
  /** The most that a percentage takes off, fen. @example null */
  maxAmount: number | null;
  /** @example true */
  stackable: boolean;
  /** First store day. @example '2026-12-01' */
  validFrom: string;
  /** Last store day, included. @example '2026-12-31' */
  validUntil: string;
  /** Orders that may have it. @example 50 */
  quantity: number | null;
  /** Orders that have it. @example 3 */
  usedCount: number;
  /** What it may cost in all, fen. @example 10000000 */
  budget: number | null;
  /** What it has cost, fen. @example 600000 */
  spent: number;
  /** @example 'CNY' */
  currency: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  createdBy: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  approvedBy: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  approvedAt: Date | null;
  /** @example null */
  endedAt: Date | null;
}

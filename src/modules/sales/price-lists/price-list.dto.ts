import { ApiProperty } from '@nestjs/swagger';
import { Amount, Clearable, Code, DateOnly, Id, ListOf, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery, ReadQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { PRICE_ITEM_KINDS, type PriceItemKind, priceListLifecycle } from './price-list.entity.js';

export class PriceItemBody {
  /** MODEL: the list price of a car; ACCESSORY: an item that is fitted; FEE: what the store publishes for a fee. */
  @OneOf(PRICE_ITEM_KINDS, 'MODEL') kind: PriceItemKind;
  /** The model whose price it is; for an accessory or a fee the model it is for, any if left out. */
  @Optional()
  @Id()
  modelId?: string;
  /** The item code of an accessory; FINANCE_FEE, INSURANCE or REGISTRATION_FEE for a fee. A model has none. */
  @Optional()
  @Code('ACC-FILM-01')
  code?: string;
  @Optional()
  @Text(200, '全车隔热膜')
  description?: string;
  /** Fen, VAT included. */
  @Amount(15_680_000) amount: number;
}
export class CreatePriceList {
  @Text(100, '2026年12月价格表') name: string;
  /** The store it holds for; null for the whole group. Needed only where the caller works in several. */
  @Clearable()
  @Id()
  storeId?: string | null;
  /** First store day. */
  @DateOnly('2026-12-01') validFrom: string;
  /** Last store day, included; open if left out. */
  @Optional()
  @DateOnly('2026-12-31')
  validUntil?: string;
  @ListOf(() => PriceItemBody, 1, 500) items: PriceItemBody[];
}
export class EditPriceList {
  @Optional()
  @Text(100, '2026年12月价格表')
  name?: string;
  @Optional()
  @DateOnly('2026-12-01')
  validFrom?: string;
  /** Null: open. */
  @Clearable()
  @DateOnly('2026-12-31')
  validUntil?: string | null;
  /** Replaces all items. */
  @Optional()
  @ListOf(() => PriceItemBody, 1, 500)
  items?: PriceItemBody[];
}
export class ListPriceLists extends ListQuery {
  @Repeated(priceListLifecycle.states)
  state?: string[];
  /** A store's own lists. */
  @Optional()
  @Id()
  storeId?: string;
  /** Lists that have a price of this model. */
  @Optional()
  @Id()
  modelId?: string;
  /** Lists whose period holds this day. */
  @Optional()
  @DateOnly('2026-12-01')
  date?: string;
}
export class AskPrices extends ReadQuery {
  /** Needed only where the caller works in several stores. */
  @Optional()
  @Id()
  storeId?: string;
  @Id() modelId: string;
  /** A store day; today if left out. */
  @Optional()
  @DateOnly('2026-12-01')
  date?: string;
}

export class PriceItemView {
  /** MODEL, ACCESSORY or FEE. @example 'MODEL' */
  kind: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string | null;
  /** @example null */
  code: string | null;
  /** @example null */
  description: string | null;
  /** Fen. @example 15680000 */
  amount: number;
}
/** A price list (价格表) of a store or of the whole group. */
export class PriceListView extends GroupResourceView {
  /** @example '2026年12月价格表' */
  name: string;
  /** First store day. @example '2026-12-01' */
  validFrom: string;
  /** Last store day, included. @example '2026-12-31' */
  validUntil: string | null;
  /** @example 'CNY' */
  currency: string;
  /** How many prices it has. @example 12 */
  itemCount: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  publishedAt: Date | null;
  /** From this day on it holds no more. @example null */
  retiredAt: Date | null;
}
/** A price list with its prices. */
export class PriceListWithItemsView extends PriceListView {
  @ApiProperty({ type: () => PriceItemView, isArray: true, maxItems: 500 })
  items: PriceItemView[];
}

export class PriceSourceView {
  /** STORE_LIST, GROUP_LIST or MODEL (no list holds: the model's own list price). @example 'STORE_LIST' */
  source: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  priceListId: string | null;
  /** @example 'PL-S01-2026-000001' */
  priceListNumber: string | null;
  /** Fen. @example 15680000 */
  amount: number;
}
export class ConsideredPriceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  priceListId: string;
  /** @example 'PL-S01-2026-000001' */
  number: string;
  /** @example '2026年12月价格表' */
  name: string;
  /** Null: the whole group. @example null */
  storeId: string | null;
  /** PUBLISHED or RETIRED. @example 'PUBLISHED' */
  state: string;
  /** First day on which it holds. @example '2026-12-01' */
  heldFrom: string;
  /** Last day on which it holds, included. @example '2026-12-31' */
  heldUntil: string | null;
  /** Fen. @example 15680000 */
  amount: number;
  /** HOLDS, STORE_LIST_GOES_FIRST, NOT_YET, OVER. @example 'HOLDS' */
  verdict: string;
}
export class OfferedItemView {
  /** @example 'ACC-FILM-01' */
  code: string;
  /** @example '全车隔热膜' */
  description: string | null;
  /** Fen. @example 298000 */
  amount: number;
  /** STORE_LIST, GROUP_LIST or SETTING. @example 'STORE_LIST' */
  source: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  priceListId: string | null;
}
export class PromotionVerdictView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  promotionId: string;
  /** @example 'PM-S01-2026-000001' */
  number: string;
  /** In the caller's language. @example '年末促销' */
  name: string;
  /** DISCOUNT, TRADE_IN_SUBSIDY or MAKER_SUBSIDY. @example 'DISCOUNT' */
  lineKind: string;
  /** What it takes off, fen. @example 200000 */
  discount: number;
  /** Whether it goes with others. @example true */
  stackable: boolean;
  /** APPLIED, OTHERS_ARE_WORTH_MORE, EXHAUSTED, or WHEN_NAMED (a trade-in subsidy must be asked for). @example 'APPLIED' */
  verdict: string;
}
/** Which price holds at a store on a day, and why. */
export class PriceExplanationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A5 1.5T 豪华型 2026 款' */
  modelName: string;
  /** @example '2026-12-01' */
  date: string;
  /** @example 'CNY' */
  currency: string;
  /** The list price that holds. */
  vehicle: PriceSourceView;
  /** Every published list that has this model, newest first. */
  @ApiProperty({ type: () => ConsideredPriceView, isArray: true, maxItems: 100 })
  considered: ConsideredPriceView[];
  @ApiProperty({ type: () => OfferedItemView, isArray: true, maxItems: 1000 })
  accessories: OfferedItemView[];
  /** The most that may be charged. */
  @ApiProperty({ type: () => OfferedItemView, isArray: true, maxItems: 10 })
  fees: OfferedItemView[];
  @ApiProperty({ type: () => PromotionVerdictView, isArray: true, maxItems: 200 })
  promotions: PromotionVerdictView[];
  /** The list price less the promotions that a quotation gets without asking, fen. @example 15480000 */
  priceAfterPromotions: number;
}

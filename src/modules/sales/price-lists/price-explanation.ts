import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { CURRENCY, sum } from '../../../kernel/money.js';
import { Clock } from '../../../kernel/time/clock.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { Deals } from '../deals.js';
import { choosePromotions } from '../promotions/promotion-choice.js';
import { PromotionBook } from '../promotions/promotion-book.js';
import { PublishedFees } from '../deals.rules.js';
import { type HeldPrice, PriceBook } from './price-book.js';
import type { AskPrices, ConsideredPriceView, PriceExplanationView } from './price-list.dto.js';

const sourceOf = ({ storeId }: HeldPrice): string => (storeId === null ? 'GROUP_LIST' : 'STORE_LIST');

/** Which price holds at a store on a day, and why: every list that was looked at with its verdict, every promotion with its own. */
@Injectable()
export class PriceExplanation {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly book: PriceBook,
    private readonly promotions: PromotionBook,
  ) {}

  async of({ storeId: wanted, modelId, date = this.clock.today() }: AskPrices): Promise<PriceExplanationView> {
    const storeId = await this.deals.storeAsked(wanted);
    const model = await this.inventory.model(modelId);
    const prices = await this.book.at(storeId, modelId, date);
    const { vehicle } = prices;
    const amount = vehicle?.amount ?? model.listPrice;
    const offers = await this.promotions.offers({ storeId, modelId, listPrice: amount, date, opportunityId: null });
    const chosen = new Set(choosePromotions(offers));
    return {
      storeId,
      modelId,
      modelName: model.name,
      date,
      currency: CURRENCY,
      vehicle: {
        source: vehicle ? sourceOf(vehicle) : 'MODEL',
        priceListId: vehicle?.priceListId ?? null,
        priceListNumber: vehicle?.priceListNumber ?? null,
        amount,
      },
      considered: await this.#considered(storeId, modelId, date, vehicle?.priceListId),
      accessories: prices.of('ACCESSORY').map(itemView),
      fees: await this.#fees(storeId, prices.of('FEE')),
      promotions: offers.map((offer) => ({
        promotionId: offer.promotionId,
        number: offer.number,
        name: offer.name,
        lineKind: offer.lineKind,
        discount: offer.discount,
        stackable: offer.stackable,
        verdict: chosen.has(offer)
          ? 'APPLIED'
          : offer.exhausted
            ? 'EXHAUSTED'
            : offer.lineKind === 'TRADE_IN_SUBSIDY'
              ? 'WHEN_NAMED'
              : 'OTHERS_ARE_WORTH_MORE',
      })),
      priceAfterPromotions: amount - sum([...chosen].map((offer) => offer.discount)),
    };
  }

  async #fees(storeId: string, held: HeldPrice[]): Promise<PriceExplanationView['fees']> {
    const published = new Set(held.map(({ code }) => code));
    const ofSetting = Object.entries(await this.deals.setting(PublishedFees, storeId)).filter(([code]) => !published.has(code));
    return [
      ...held.map(itemView),
      ...ofSetting.map(([code, amount]) => ({ code, description: null, amount, source: 'SETTING', priceListId: null })),
    ];
  }

  #considered(storeId: string, modelId: string, date: string, holding: string | undefined): Promise<ConsideredPriceView[]> {
    return this.db.sql<ConsideredPriceView>(
      `SELECT l.id AS "priceListId", l.number, l.name, l.store_id AS "storeId", l.state, i.held_from AS "heldFrom", i.held_until - 1 AS "heldUntil", i.amount,
         CASE WHEN l.id = $4::uuid THEN 'HOLDS' WHEN i.held_from > $3::date THEN 'NOT_YET' WHEN i.held_until <= $3::date THEN 'OVER' ELSE 'STORE_LIST_GOES_FIRST' END AS verdict
       FROM sales.price_list_item i JOIN sales.price_list l ON l.id = i.price_list_id
       WHERE i.held_from IS NOT NULL AND i.kind = 'MODEL' AND i.model_id = $2 AND (i.store_id = $1 OR i.store_id IS NULL)
       ORDER BY i.held_from DESC, l.id DESC LIMIT 100`,
      [storeId, modelId, date, holding ?? null],
    );
  }
}

const itemView = (price: HeldPrice) => ({
  code: price.code,
  description: price.description,
  amount: price.amount,
  source: sourceOf(price),
  priceListId: price.priceListId,
});

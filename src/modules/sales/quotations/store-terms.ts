import { Injectable } from '@nestjs/common';
import { ApprovalTiers, type Tiers } from '../approval-tiers/approval-tier.service.js';
import { Deals } from '../deals.js';
import { type HeldPrices, PriceBook } from '../price-lists/price-book.js';
import { PromotionBook } from '../promotions/promotion-book.js';
import type { PromotionOffer } from '../promotions/promotion-choice.js';
import { PublishedFees } from '../deals.rules.js';

/** On what terms a store sells a model on a day. */
export interface Terms {
  prices: HeldPrices;
  /** Of a price list, else the model's own. */
  listPrice: number;
  /** The most that may be charged by kind of fee: the price list's, else the store's setting. */
  fees: Record<string, number>;
  promotions: PromotionOffer[];
  tiers: Tiers;
}

/** Prices, promotions, fees and approval tiers of a store, read together. */
@Injectable()
export class StoreTerms {
  constructor(
    private readonly deals: Deals,
    private readonly book: PriceBook,
    private readonly promotions: PromotionBook,
    private readonly tiers: ApprovalTiers,
  ) {}

  async of(
    { storeId, opportunityId }: { storeId: string; opportunityId: string },
    model: { modelId: string; listPrice: number },
    date: string,
  ): Promise<Terms> {
    const { modelId } = model;
    const prices = await this.book.at(storeId, modelId, date);
    const listPrice = prices.vehicle?.amount ?? model.listPrice;
    return {
      prices,
      listPrice,
      fees: { ...(await this.deals.setting(PublishedFees, storeId)), ...prices.fees },
      promotions: await this.promotions.offers({ storeId, modelId, listPrice, date, opportunityId }),
      tiers: await this.tiers.of(storeId, modelId),
    };
  }
}

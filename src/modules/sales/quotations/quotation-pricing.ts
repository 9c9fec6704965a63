import { Injectable } from '@nestjs/common';
import { sum } from '../../../kernel/money.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import type { CouponUse } from '../../crm/crm.contract.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { Deals } from '../deals.js';
import { QuotationLinesInvalid } from '../deals.rules.js';
import { type EstimateKind, Estimates } from './estimates.js';
import type { FinanceAlternative, FinanceTerms } from './finance-alternatives.js';
import { PartPayment, type QuotedTradeIn } from './part-payment.js';
import { fillLines, offeredLines, promotionLines } from './price-lines.js';
import { carPriceOf, isPassedThrough, type OfferedLine, type Price, type PricedLine, priceOffer } from './pricing.js';
import type { Quotation } from './quotation.entity.js';
import { StoreTerms } from './store-terms.js';

/** What is priced: the car and what goes with it, as asked for or as it stands in a quotation. */
export interface Offered extends Pick<
  Quotation,
  'id' | 'storeId' | 'opportunityId' | 'customerId' | 'modelId' | 'colour' | 'couponCode' | 'promotionIds' | 'tradeInId'
> {
  lines: readonly OfferedLine[];
  estimates: readonly EstimateKind[];
  financeAlternatives: readonly FinanceTerms[];
}
export interface PricedQuotation extends Price {
  modelName: string;
  financeAlternatives: FinanceAlternative[];
  tradeIn: QuotedTradeIn | null;
  /** The day whose prices and promotions it has. */
  pricedOn: string;
}

/** Prices an offer on the terms of its store today: list prices, promotions, coupon, estimates, and who must agree. */
@Injectable()
export class QuotationPricing {
  constructor(
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly paying: PartPayment,
    private readonly terms: StoreTerms,
    private readonly estimates: Estimates,
  ) {}

  async price(offered: Offered): Promise<PricedQuotation> {
    const { storeId, modelId, colour, couponCode, promotionIds, estimates } = offered;
    const pricedOn = this.clock.today();
    const model = await this.inventory.model(modelId);
    const terms = await this.terms.of(offered, model, pricedOn);
    const lines = fillLines(offeredLines(offered.lines), terms);
    requireNoDouble(lines, estimates);

    const discounted = couponCode !== null || lines.some((l) => l.kind === 'DISCOUNT' && l.amount < 0);
    lines.push(...promotionLines(promotionIds, terms.promotions, discounted));
    if (couponCode !== null) {
      const { name, discount } = await this.deals.coupon(couponCode, couponUseOf({ ...offered, lines }));
      lines.push({ kind: 'COUPON', description: name, amount: 0 - discount });
    }
    if (estimates.length)
      lines.push(
        ...(await this.estimates.lines(estimates, { storeId, model, invoiceTotal: Math.max(0, carPriceOf(lines)), date: pricedOn })),
      );
    const tradeIn = await this.paying.tradeInOf(offered);
    const price = priceOffer({
      lines,
      colour,
      model: { ...model, listPrice: terms.listPrice },
      publishedFees: terms.fees,
      tiers: terms.tiers,
      tradeIn,
      ways: this.paying.waysOf(offered.financeAlternatives, tradeIn),
    });
    return { ...price, tradeIn, modelName: model.name, pricedOn };
  }
}

/** A coupon counts on what the store itself earns, before the coupon. */
export const couponUseOf = ({
  id,
  storeId,
  customerId,
  modelId,
  lines,
}: Pick<Offered, 'id' | 'storeId' | 'customerId' | 'modelId'> & { lines: readonly PricedLine[] }): CouponUse => ({
  documentType: 'SALES_QUOTATION',
  documentId: id,
  storeId,
  customerId,
  modelId,
  amount: sum(lines.filter((l) => l.kind !== 'COUPON' && !isPassedThrough(l)).map((l) => l.amount)),
  discounted: lines.some((l) => l.kind === 'DISCOUNT' && l.amount < 0),
});

/** The tax is given or estimated, not both. */
function requireNoDouble(lines: readonly PricedLine[], estimates: readonly EstimateKind[]): void {
  const n = lines.findIndex((l) => l.kind === 'PURCHASE_TAX');
  if (n < 0 || !estimates.includes('PURCHASE_TAX')) return;
  throw QuotationLinesInvalid({
    errors: [at(`/lines/${n}/kind`, QuotationLinesInvalid, say('购置税已选择预估', 'the purchase tax is estimated already'))],
  });
}

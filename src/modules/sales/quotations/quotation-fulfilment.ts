import { Injectable } from '@nestjs/common';
import { sum } from '../../../kernel/money.js';
import { Deals } from '../deals.js';
import { PromotionBook } from '../promotions/promotion-book.js';
import { QuotationChanged } from '../deals.rules.js';
import { OrderConfirmation } from '../sales-orders/order-confirmation.js';
import type { SalesOrder } from '../sales-orders/sales-order.entity.js';
import type { FinanceAlternative } from './finance-alternatives.js';
import { PartPayment } from './part-payment.js';
import type { Quotation } from './quotation.entity.js';
import { couponUseOf } from './quotation-pricing.js';

/** What an acceptance brings about in its own transaction: coupon and promotions used up, the order confirmed (D-3). */
@Injectable()
export class QuotationFulfilment {
  constructor(
    private readonly deals: Deals,
    private readonly promotions: PromotionBook,
    private readonly paying: PartPayment,
    private readonly orders: OrderConfirmation,
  ) {}

  async fulfil(quotation: Quotation, paymentPlan: FinanceAlternative | null): Promise<SalesOrder> {
    await this.paying.requireStill(quotation);
    await this.#useCoupon(quotation);
    await this.promotions.use(quotation);
    return this.orders.confirm({ ...quotation, paymentPlan });
  }

  /** What the coupon takes off now is what was approved. */
  async #useCoupon(quotation: Quotation): Promise<void> {
    if (quotation.couponCode === null) return;
    const { discount } = await this.deals.redeemCoupon(quotation.couponCode, couponUseOf(quotation));
    if (discount !== -sum(quotation.lines.filter((l) => l.kind === 'COUPON').map((l) => l.amount))) throw QuotationChanged();
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { ModelFacts } from '../../inventory/inventory.contract.js';
import { ColourNotOffered } from '../deals.rules.js';
import type { PromotionOffer } from '../promotions/promotion-choice.js';
import { type EstimateKind, Estimates } from '../quotations/estimates.js';
import { type FinanceAlternative, financeAlternatives, termsOf } from '../quotations/finance-alternatives.js';
import { fillLines, offeredLines, promotionLines } from '../quotations/price-lines.js';
import { type ApprovalLevel, carPriceOf, type OfferedLine, type PricedLine, priceOffer, type PriceLine } from '../quotations/pricing.js';
import { StoreTerms, type Terms } from '../quotations/store-terms.js';
import type { SalesOrder } from '../sales-orders/sales-order.entity.js';
import type { CreateOrderAmendment } from './order-amendment.dto.js';
import type { OrderContent } from './order-amendment.entity.js';

interface Priced {
  content: OrderContent;
  approvalLevel: ApprovalLevel;
}

/** What an amended order costs: another model or other lines at today's terms, another colour alone the same. */
@Injectable()
export class AmendmentPricing {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly inventory: InventoryApi,
    private readonly finance: FinanceApi,
    private readonly terms: StoreTerms,
    private readonly estimates: Estimates,
  ) {}

  async price(
    order: SalesOrder,
    before: OrderContent,
    { modelId = before.modelId, colour = before.colour, lines }: CreateOrderAmendment,
  ): Promise<Priced> {
    const model = await this.inventory.model(modelId);
    const otherModel = modelId !== before.modelId;
    if (lines === undefined && !otherModel) {
      if (!model.colours.includes(colour)) throw ColourNotOffered({ errors: [at('/colour', ColourNotOffered)] });
      return { content: { ...before, colour }, approvalLevel: 'MANAGER' };
    }
    const terms = await this.terms.of(order, model, this.clock.today());
    const offered = fillLines(lines ?? ofModel(model, before.lines), terms);
    offered.push(...(otherModel ? stillGiven(before.lines, offered, terms.promotions) : before.lines.filter(isGiven)));
    if (lines === undefined) offered.push(...(await this.#estimated(order, before, offered, model)));
    return priced(offered, colour, model, terms);
  }

  /** The way of paying that was chosen, for another total; null where nobody said, or where the down payment is all of it now. */
  planFor({ paymentPlan: plan, total: before }: SalesOrder, total: number): FinanceAlternative | null {
    if (plan === null) return null;
    // A car in part payment is no part of the plan.
    const toPay = plan.downPayment + plan.principal + total - before;
    if (toPay <= 0 || (plan.kind === 'LOAN' && plan.downPayment >= toPay)) return null;
    const [way] = financeAlternatives([termsOf(plan)], toPay, (question) => this.finance.loan(question));
    return way ? { ...way, number: plan.number } : null;
  }

  /** What was estimated is estimated anew: its car has another price, perhaps another powertrain and other seats. */
  async #estimated(
    { storeId, quotationId }: SalesOrder,
    before: OrderContent,
    offered: PricedLine[],
    model: ModelFacts,
  ): Promise<PricedLine[]> {
    if (!before.lines.some((l) => l.estimate !== undefined)) return [];
    const [asked] = await this.db.sql<{ kinds: EstimateKind[] }>('SELECT estimates AS kinds FROM sales.quotation WHERE id = $1', [
      quotationId,
    ]);
    const invoiceTotal = Math.max(0, carPriceOf(offered));
    return this.estimates.lines(asked?.kinds ?? [], { storeId, model, invoiceTotal, date: this.clock.today() });
  }
}

function priced(lines: PricedLine[], colour: string, model: ModelFacts, { listPrice, fees, tiers }: Terms): Priced {
  const price = priceOffer({ lines, colour, model: { ...model, listPrice }, publishedFees: fees, tiers });
  const { modelId, name: modelName } = model;
  return {
    content: { modelId, modelName, colour, lines: price.lines, total: price.total, passThroughTotal: price.passThroughTotal },
    // What a consultant may give by themselves in an offer is still somebody else's to agree to in an order.
    approvalLevel: price.approvalLevel === 'CONSULTANT' ? 'MANAGER' : price.approvalLevel,
  };
}

/** What a coupon or a promotion gave is no line of the caller's. */
const isGiven = ({ kind, promotionId }: PriceLine): boolean => kind === 'COUPON' || promotionId !== undefined;

/** The lines of the order for another model: the car and the accessories of the list at what they cost there. */
const ofModel = (model: ModelFacts, lines: readonly PriceLine[]): OfferedLine[] =>
  offeredLines(lines).map(({ amount, ...line }) => {
    if (line.kind === 'VEHICLE') return { kind: line.kind, description: model.name };
    return line.itemCode === undefined && amount !== undefined ? { ...line, amount } : line;
  });

/** The coupon stays redeemed; a promotion stays, at what it is worth there, where another model has it today as well. */
function stillGiven(before: readonly PriceLine[], offered: readonly PricedLine[], offers: readonly PromotionOffer[]): PricedLine[] {
  const coupons = before.filter((l) => l.kind === 'COUPON');
  const besideOthers = coupons.length > 0 || offered.some((l) => l.kind === 'DISCOUNT' && l.amount < 0);
  const had = new Set(before.map((l) => l.promotionId));
  // The order holds its share of them already: that they are used up does not take it away.
  const fitting = offers.filter((o) => had.has(o.promotionId) && !o.lacksTradeIn).map((o) => ({ ...o, exhausted: false }));
  const kept = fitting.filter((o) => o.stackable || (!besideOthers && fitting.length === 1));
  return [
    ...coupons,
    ...promotionLines(
      kept.map((o) => o.promotionId),
      kept,
      besideOthers,
    ),
  ];
}

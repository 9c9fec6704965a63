import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { share } from '../../../kernel/money.js';
import { say } from '../../../kernel/problems.js';
import { FinanceApi } from '../../finance/finance.api.js';
import type { ModelFacts } from '../../inventory/inventory.contract.js';
import { Deals } from '../deals.js';
import type { PricedLine } from './pricing.js';
import { CommercialPremiumFixed, CommercialPremiumPercent, CompulsoryPremium, CompulsoryPremiumLarge } from './quotation.rules.js';

export const ESTIMATE_KINDS = ['PURCHASE_TAX', 'COMPULSORY_INSURANCE', 'COMMERCIAL_INSURANCE'] as const;
export type EstimateKind = (typeof ESTIMATE_KINDS)[number];
const LARGE_FROM_SEATS = 6;

interface Estimated {
  storeId: string;
  model: ModelFacts;
  /** What the car's invoice will say, fen. */
  invoiceTotal: number;
  date: string;
}

/** What the customer will have to pay to others, as far as it can be told today: never revenue, never gross (Q-2, TX-1, TX-2, IN-1). */
@Injectable()
export class Estimates {
  constructor(
    private readonly deals: Deals,
    private readonly finance: FinanceApi,
  ) {}

  async lines(kinds: readonly EstimateKind[], of: Estimated): Promise<PricedLine[]> {
    const lines: PricedLine[] = [];
    for (const kind of ESTIMATE_KINDS) if (kinds.includes(kind)) lines.push(await this.#line(kind, of));
    return lines;
  }

  async #line(kind: EstimateKind, { storeId, model, invoiceTotal, date }: Estimated): Promise<PricedLine> {
    switch (kind) {
      case 'PURCHASE_TAX': {
        const { payable, rule } = await this.finance.purchaseTax({ invoiceTotal, powertrain: model.powertrain, date }, storeId);
        return estimate('PURCHASE_TAX', say('车辆购置税(预估)', 'Vehicle purchase tax (estimate)'), payable, rule);
      }
      case 'COMPULSORY_INSURANCE': {
        const premium = await this.deals.setting(model.seats >= LARGE_FROM_SEATS ? CompulsoryPremiumLarge : CompulsoryPremium, storeId);
        return estimate('INSURANCE', say('交强险(预估)', 'Compulsory insurance (estimate)'), premium, 'IN-1');
      }
      case 'COMMERCIAL_INSURANCE': {
        const percent = new Decimal(await this.deals.setting(CommercialPremiumPercent, storeId)).div(100);
        const premium = (await this.deals.setting(CommercialPremiumFixed, storeId)) + share(invoiceTotal, percent);
        return estimate('INSURANCE', say('商业险(预估)', 'Commercial insurance (estimate)'), premium, 'IN-1');
      }
    }
  }
}

const estimate = (kind: 'PURCHASE_TAX' | 'INSURANCE', description: string, amount: number, rule: string): PricedLine => ({
  kind,
  description,
  amount,
  passThrough: true,
  estimate: rule,
});

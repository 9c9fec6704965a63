import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { yuan } from '../../../kernel/money.js';
import { Clock } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { ContractLanguage, ContractTemplate } from '../contract-templates/contract-template.entity.js';
import { ContractTemplateService } from '../contract-templates/contract-template.service.js';
import { fill } from '../contract-templates/template-places.js';
import { heldLines } from '../sales-orders/held-lines.js';
import type { SalesOrder } from '../sales-orders/sales-order.entity.js';

/** What else goes with the order: the loan that pays for it, the car that is given in part payment. */
interface DealTerms {
  lender: string | null;
  loan: number | null;
  months: number | null;
  tradeInName: string | null;
  tradeInVin: string | null;
  allowance: number | null;
}
const TERMS = `
SELECT f.lender, coalesce(f.approved_amount, f.requested_amount) AS loan, f.months, t.brand || ' ' || t.series AS "tradeInName", t.vin AS "tradeInVin", t.allowance
FROM sales.sales_order o
LEFT JOIN sales.finance_application f ON f.sales_order_id = o.id AND f.state NOT IN ('REJECTED', 'WITHDRAWN')
LEFT JOIN sales.trade_in t ON t.sales_order_id = o.id AND t.state IN ('ACCEPTED', 'TAKEN_IN', 'TRANSFERRED')
WHERE o.id = $1 ORDER BY t.created_at LIMIT 1`;

export interface FilledText {
  template: ContractTemplate;
  text: string;
  sha256: string;
  language: ContractLanguage;
  buyer: { name: string; identityNumber: string | null };
}

/** The text of a contract: a template filled with the order's facts of this moment. */
@Injectable()
export class ContractText {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly crm: CrmApi,
    private readonly identity: IdentityApi,
    private readonly templates: ContractTemplateService,
  ) {}

  async of(order: SalesOrder, vin: string, number: string, templateCode: string, asked?: ContractLanguage): Promise<FilledText> {
    const template = await this.templates.published(templateCode);
    const buyer = await this.crm.identityFor(order.customerId, 'CONTRACT');
    const store = await this.identity.store(order.storeId);
    const language = asked ?? (await this.#languageOf(order.customerId));
    const [terms] = await this.db.sql<DealTerms>(TERMS, [order.id]);
    const lines = await heldLines(this.db, order);
    const none = language === 'en' ? 'none' : '无';
    const text = fill(template.bodyIn(language), {
      contractNumber: number,
      orderNumber: order.number,
      drawnOn: this.clock.today(),
      sellerName: store.name,
      storeCity: store.city,
      buyerName: buyer.name,
      buyerIdentity: buyer.identityNumber ?? none,
      modelName: order.modelName,
      colour: order.colour,
      vin,
      priceLines: lines.map((line) => `- ${line.description}: ${yuan(line.amount)}`).join('\n'),
      total: yuan(order.total),
      passThroughTotal: yuan(order.passThroughTotal),
      depositAmount: yuan(order.depositAmount),
      loan:
        terms && terms.loan !== null
          ? `${terms.lender}, ${yuan(terms.loan)}, ${terms.months} ${language === 'en' ? 'months' : '个月'}`
          : none,
      tradeIn: terms && terms.allowance !== null ? `${terms.tradeInName}, ${terms.tradeInVin}, ${yuan(terms.allowance)}` : none,
    });
    return { template, text, sha256: sha256(text), language, buyer };
  }

  async #languageOf(customerId: string): Promise<ContractLanguage> {
    return (await this.crm.customers([customerId])).get(customerId)?.language === 'en' ? 'en' : 'zh';
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

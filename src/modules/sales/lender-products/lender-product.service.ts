import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { CreateLenderProduct, EditLenderProduct, LenderProductView, ListLenderProducts, TermRateBody } from './lender-product.dto.js';
import { LenderProduct, lenderProductLifecycle, type TermRate } from './lender-product.entity.js';
import { LongestLoan } from './lender-product.rules.js';

const PRODUCTS: ListDefinition = {
  select: `p.id, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.code, p.state, p.lender, p.name_zh AS "nameZh", p.name_en AS "nameEn", p.method, p.rates,
    p.subsidy_payer AS "subsidyPayer", p.min_down_payment_percent AS "minDownPaymentPercent", p.max_loan_percent_ice AS "maxLoanPercentIce",
    p.max_loan_percent_nev AS "maxLoanPercentNev", p.brands, p.model_ids AS "modelIds", p.valid_from AS "validFrom", p.valid_until AS "validUntil"`,
  from: 'sales.lender_product p',
  id: 'p.id',
  sorts: { code: { by: 'p.code', type: 'text' }, createdAt: { by: 'p.created_at', type: 'timestamptz' } },
  defaultSort: 'code',
  filters: {
    state: 'p.state = ANY(?::text[])',
    lender: 'p.lender = ?',
    method: 'p.method = ?',
    on: `p.state = 'ACTIVE' AND p.valid_from <= ?::date AND coalesce(p.valid_until, '9999-12-31') >= ?::date`,
  },
};

/** Loans that lenders offer, as data of the group (F-3, F-4). */
@Injectable()
export class LenderProductService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
  ) {}

  introduce(body: CreateLenderProduct): Promise<LenderProductView> {
    return this.db.transaction(async () => {
      const product = Object.assign(new LenderProduct(), {
        subsidyPayer: null,
        brands: [],
        modelIds: [],
        validUntil: null,
        ...body,
        id: newId(),
        rates: ratesOf(body.rates),
      });
      product.requireSound(await this.identity.setting(LongestLoan));
      lenderProductLifecycle.begin(product);
      return viewOf(await this.db.save(product, 'introduce'));
    });
  }

  /** What was applied for already keeps its terms. */
  change(id: string, { rates, ...body }: EditLenderProduct, expected: number | '*'): Promise<LenderProductView> {
    return this.db.transaction(async () => {
      const product = await this.db.lock(LenderProduct, id);
      product.expectVersion(expected);
      for (const [name, value] of Object.entries(body)) if (value !== undefined) Object.assign(product, { [name]: value as unknown });
      if (rates) product.rates = ratesOf(rates);
      product.requireSound(await this.identity.setting(LongestLoan));
      return viewOf(await this.db.save(product, 'change'));
    });
  }

  close(id: string): Promise<LenderProductView> {
    return this.db.transaction(async () => {
      const product = await this.db.lock(LenderProduct, id);
      lenderProductLifecycle.move(product, 'close');
      return viewOf(await this.db.save(product, 'close'));
    });
  }

  async one(id: string): Promise<LenderProductView> {
    return viewOf(await this.db.find(LenderProduct, id));
  }
  async list(query: ListLenderProducts): Promise<Page<LenderProductView>> {
    const page = await this.lists.page<LenderProduct>(PRODUCTS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const ratesOf = (rates: TermRateBody[]): TermRate[] =>
  rates.map(({ months, annualRatePercent, lenderRatePercent }) => ({
    months,
    annualRatePercent,
    lenderRatePercent: lenderRatePercent ?? annualRatePercent,
  }));

const viewOf = (p: LenderProduct): LenderProductView => ({
  ...headOf(lenderProductLifecycle, Object.assign({}, p, { number: p.code, storeId: null })),
  code: p.code,
  lender: p.lender,
  nameZh: p.nameZh,
  nameEn: p.nameEn,
  method: p.method,
  rates: p.rates,
  subsidyPayer: p.subsidyPayer,
  minDownPaymentPercent: p.minDownPaymentPercent,
  maxLoanPercentIce: p.maxLoanPercentIce,
  maxLoanPercentNev: p.maxLoanPercentNev,
  brands: p.brands,
  modelIds: p.modelIds,
  validFrom: p.validFrom,
  validUntil: p.validUntil,
});

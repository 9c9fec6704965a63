import { Decimal } from 'decimal.js';
import { yuan } from '../../../kernel/money.js';
import { at, type RefusalType, say } from '../../../kernel/problems.js';
import type { ModelFacts } from '../../inventory/inventory.contract.js';
import type { LenderProduct, TermRate } from '../lender-products/lender-product.entity.js';
import { LenderProductNotForModel, LenderProductUnavailable, LoanAboveCeiling, LoanTermNotOffered } from './finance-application.rules.js';

type Offer = Pick<
  LenderProduct,
  | 'state'
  | 'rates'
  | 'validFrom'
  | 'validUntil'
  | 'brands'
  | 'modelIds'
  | 'minDownPaymentPercent'
  | 'maxLoanPercentIce'
  | 'maxLoanPercentNev'
>;
export interface LoanWish {
  amount: number;
  months: number;
  /** Fen, what is collected for others left out. */
  price: number;
  model: Pick<ModelFacts, 'modelId' | 'brand' | 'powertrain'>;
  today: string;
}

/** What the lender lends at most for this car: the lower of its ceiling (F-3) and what the down payment leaves, whole fen. */
export function largestLoan(product: Offer, price: number, powertrain: string): number {
  const ceiling = powertrain === 'ICE' ? product.maxLoanPercentIce : product.maxLoanPercentNev;
  const percent = Decimal.min(ceiling, new Decimal(100).minus(product.minDownPaymentPercent));
  return new Decimal(price).mul(percent).div(100).floor().toNumber();
}

const refuse = (type: RefusalType, pointer: string, zh: string, en: string): Error =>
  type({ detail: say(zh, en), errors: [at(pointer, type, say(zh, en))] });

/** The rate of a loan that may be applied for; refuses any other (F-3). */
export function rateOf(product: Offer, { months, today, ...wish }: LoanWish): TermRate {
  if (product.state !== 'ACTIVE' || today < product.validFrom || (product.validUntil !== null && today > product.validUntil))
    throw LenderProductUnavailable({ errors: [at('/lenderProductId', LenderProductUnavailable)] });
  const rate = product.rates.find((r) => r.months === months);
  if (!rate) {
    const terms = product.rates.map((r) => r.months);
    throw refuse(LoanTermNotOffered, '/months', `可选期限:${terms.join('、')} 个月`, `the terms are ${terms.join(', ')} months`);
  }
  requireLendable(product, wish);
  return rate;
}

/** What holds as long as the loan is not paid out, however the order is amended meanwhile: the model and the ceiling (F-3). */
export function requireLendable(product: Offer, { amount, price, model }: Pick<LoanWish, 'amount' | 'price' | 'model'>): void {
  if (
    (product.brands.length > 0 && !product.brands.includes(model.brand)) ||
    (product.modelIds.length > 0 && !product.modelIds.includes(model.modelId))
  )
    throw LenderProductNotForModel({ errors: [at('/lenderProductId', LenderProductNotForModel)] });
  const largest = largestLoan(product, price, model.powertrain);
  if (amount > largest) throw refuse(LoanAboveCeiling, '/amount', `最高可贷 ${yuan(largest)}`, `at most ${yuan(largest)} can be borrowed`);
}

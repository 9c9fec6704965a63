import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const PriceItemUnknown = refusal(
  'wrong',
  'price_item_unknown',
  '该项目编码当日没有价格',
  'No price list of the day has this item code',
  'Q-2',
);
export const FinanceAlternativeUnknown = refusal(
  'wrong',
  'finance_alternative_unknown',
  '报价中没有该付款方案',
  'The quotation offers no such way of paying',
  'F-1',
);
export const AccessoryPriceNotList = refusal(
  'wrong',
  'accessory_price_not_list',
  '有编码的精品须按价格表计价,优惠另列',
  'An accessory with an item code is at the price of the list: a discount is a line of its own',
  'Q-2',
);
export const FinanceAlternativeInvalid = refusal(
  'wrong',
  'finance_alternative_invalid',
  '付款方案无效',
  'The way of paying is not valid',
  'F-1',
);
export const QuotationsNotComparable = refusal(
  'wrong',
  'quotations_not_comparable',
  '只能比较同一报价的两个版本',
  'Only two versions of the same quotation can be compared',
  'Q-1',
);

export const TradeInNotOffered = refusal(
  'wrong',
  'trade_in_not_offered',
  '置换车尚未报价,或报价已失效',
  'Nothing is offered for the car in part payment, or no longer',
  'TI-1',
);
export const QuotationTradeInChanged = refusal(
  'conflict',
  'quotation_trade_in_changed',
  '置换报价已变更,请改版',
  'The offer for the car in part payment is another one: revise the quotation',
  'TI-1',
);

export const CompulsoryPremium = setting<number>({
  key: 'sales.compulsory-premium-up-to-5-seats',
  kind: 'integer',
  fallback: 95_000,
  min: 0,
  max: 100_000_000,
  description: 'Estimate of the compulsory insurance of a family car with fewer than 6 seats, fen a year.',
  rule: 'IN-1',
});
export const CompulsoryPremiumLarge = setting<number>({
  key: 'sales.compulsory-premium-from-6-seats',
  kind: 'integer',
  fallback: 110_000,
  min: 0,
  max: 100_000_000,
  description: 'Estimate of the compulsory insurance of a family car with 6 seats or more, fen a year.',
  rule: 'IN-1',
});
export const CommercialPremiumFixed = setting<number>({
  key: 'sales.commercial-premium-fixed',
  kind: 'integer',
  fallback: 200_000,
  min: 0,
  max: 100_000_000,
  description: 'Part of the estimate of commercial insurance that does not depend on the price of the car, fen a year.',
  rule: 'IN-1',
});
export const CommercialPremiumPercent = setting<number>({
  key: 'sales.commercial-premium-percent',
  kind: 'number',
  fallback: 1.2,
  min: 0,
  max: 100,
  description: 'Part of the estimate of commercial insurance that depends on the price of the car, percent of it a year.',
  rule: 'IN-1',
});

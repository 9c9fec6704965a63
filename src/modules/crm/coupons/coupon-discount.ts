import { share, sum } from '../../../kernel/money.js';
import { say } from '../../../kernel/problems.js';
import type { CouponUse } from '../crm.contract.js';
import type { CouponDefinition } from './coupon-definition.entity.js';

export type CouponTerms = Pick<
  CouponDefinition,
  'kind' | 'amount' | 'percent' | 'maxAmount' | 'appliesTo' | 'minimumAmount' | 'modelIds' | 'operationCodes' | 'stackable' | 'storeId'
>;

/** What the coupon takes off, in fen, never more than what it counts on; or in words why it does not apply. */
export function discountOf(terms: CouponTerms, use: CouponUse): number | string {
  if (terms.storeId !== null && terms.storeId !== use.storeId) return say('仅限发券门店使用', 'it is for another store');
  if (!terms.appliesTo.includes(use.documentType)) return say('不适用于此类单据', 'it is not for this kind of document');
  if (!terms.stackable && use.discounted) return say('不能与其他优惠同享', 'it cannot be used beside another discount');
  if (use.amount < terms.minimumAmount)
    return say(`满 ${terms.minimumAmount} 分可用`, `it is for amounts from ${terms.minimumAmount} fen on`);
  if (use.documentType === 'SALES_QUOTATION' && terms.modelIds.length && !terms.modelIds.includes(use.modelId ?? ''))
    return say('不适用于该车型', 'it is not for this model');
  // A gift comes with the car and changes no price.
  if (use.documentType === 'SALES_QUOTATION' && terms.kind === 'ITEM') return 0;
  const base = baseOf(terms, use);
  if (base <= 0) return say('没有适用的项目', 'nothing it is for is in the document');
  if (terms.kind === 'ITEM') return base;
  if (terms.kind === 'AMOUNT') return Math.min(terms.amount ?? 0, base);
  return Math.min(share(base, (terms.percent ?? 0) / 100), terms.maxAmount ?? 0, base);
}

/** All that is to pay, or the operations alone that the coupon is for. */
function baseOf({ operationCodes }: CouponTerms, { documentType, amount, operations = [] }: CouponUse): number {
  if (documentType === 'SALES_QUOTATION' || !operationCodes.length) return amount;
  return Math.min(amount, sum(operations.filter(({ code }) => operationCodes.includes(code)).map((o) => o.amount)));
}

import { refusal } from '../../../kernel/problems.js';

export const PromotionInvalid = refusal('wrong', 'promotion_invalid', '促销无效', 'The promotion is not valid', 'Q-2');
export const PromotionOwn = refusal(
  'forbidden',
  'promotion_own',
  '不能审批自己制定的促销',
  'Nobody approves a promotion they wrote',
  'PR-10',
);
export const PromotionNotApplicable = refusal(
  'wrong',
  'promotion_not_applicable',
  '促销不适用于该报价',
  'The promotion does not apply to this quotation',
  'Q-2',
);
export const PromotionExhausted = refusal(
  'conflict',
  'promotion_exhausted',
  '促销名额或预算已用完',
  'Nothing of the promotion is left',
  'Q-2',
);

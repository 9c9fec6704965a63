import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const LenderProductCodeTaken = refusal(
  'conflict',
  'lender_product_code_taken',
  '金融产品代码已被使用',
  'The code of the lender product is taken',
);
export const LenderProductInvalid = refusal(
  'wrong',
  'lender_product_invalid',
  '金融产品内容有误',
  'The lender product contradicts itself',
  'F-3',
);
export const LongestLoan = setting<number>({
  key: 'sales.longest-loan-months',
  kind: 'integer',
  fallback: 60,
  min: 1,
  max: 120,
  description: 'Longest term of a loan for a new car, months.',
  rule: 'F-3',
});
constraintRefusal('uq_lender_product_code', LenderProductCodeTaken);

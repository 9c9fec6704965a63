import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const FinanceApplicationExists = refusal(
  'conflict',
  'finance_application_exists',
  '订单已有进行中的贷款申请',
  'The order already has a live finance application',
  'F-3',
);
export const LenderProductUnavailable = refusal(
  'conflict',
  'lender_product_unavailable',
  '该金融产品当前不可申请',
  'The lender product cannot be applied for today',
  'F-3',
);
export const LenderProductNotForModel = refusal(
  'wrong',
  'lender_product_not_for_model',
  '该金融产品不适用此车型',
  'The lender product is not for this model',
  'F-3',
);
export const LoanTermNotOffered = refusal(
  'wrong',
  'loan_term_not_offered',
  '该金融产品没有此期限',
  'The lender product has no such term',
  'F-3',
);
export const LoanAboveCeiling = refusal(
  'wrong',
  'loan_above_ceiling',
  '贷款金额超过上限',
  'The loan is above what the lender gives for this car',
  'F-3',
);
export const FinanceDecisionInvalid = refusal(
  'wrong',
  'finance_decision_invalid',
  '审批结果有误',
  "The lender's decision does not fit the application",
  'F-3',
);
export const FinanceDecisionExpired = refusal(
  'conflict',
  'finance_decision_expired',
  '贷款批复已过期',
  "The lender's decision is no longer valid",
  'F-3',
);
export const LoanExceedsOutstanding = refusal(
  'conflict',
  'loan_exceeds_outstanding',
  '放款金额超过订单未收金额',
  'The loan is more than the order still owes',
  'D-7',
);
constraintRefusal('uq_finance_application_order', FinanceApplicationExists);

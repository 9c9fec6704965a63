import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const StockPolicyInvalid = refusal(
  'wrong',
  'stock_policy_invalid',
  '库存策略的范围或数值矛盾',
  'The scope or the figures of the stock policy contradict each other',
  'V-7',
);
export const StockPolicyExists = refusal(
  'conflict',
  'stock_policy_exists',
  '该范围已有生效的库存策略',
  'There is a stock policy of this very scope already',
  'V-7',
);
export const StockPolicyOfAllStores = refusal(
  'forbidden',
  'stock_policy_of_all_stores',
  '适用于全部门店的策略须由集团制定',
  'A policy of every store is made by those who act for the whole group',
  'V-7',
);
constraintRefusal('uq_stock_policy_key', StockPolicyExists);

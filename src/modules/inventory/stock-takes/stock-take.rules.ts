import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const StockTakeRunning = refusal(
  'conflict',
  'stock_take_running',
  '该门店或库区已有未完成的盘点',
  'The store or the yard is being counted already',
  'V-1',
);
export const StockTakeOwnCount = refusal(
  'forbidden',
  'stock_take_own_count',
  '盘点人不能审批自己的盘点',
  'Nobody approves a stock-take that they counted',
  'V-1',
);
constraintRefusal('uq_stock_take_live', StockTakeRunning);

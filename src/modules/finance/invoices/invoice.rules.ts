import { refusal } from '../../../kernel/problems.js';

export const InvoicePriceChanged = refusal(
  'conflict',
  'invoice_price_changed',
  '订单价格已变更,请作废后重开',
  'The order has another price now: void the draft and make a new one',
  'FP-1',
);

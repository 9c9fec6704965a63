import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const InvoicePriceChanged = refusal(
  'conflict',
  'invoice_price_changed',
  '订单价格已变更,请作废后重开',
  'The order has another price now: void the draft and make a new one',
  'FP-1',
);

/** 机动车销售统一发票. */
export const VEHICLE_INVOICE_CODE = '03';

export const InvoiceVehicleType = setting<string>({
  key: 'finance.invoice-vehicle-type',
  kind: 'text',
  fallback: '轿车',
  description: 'Vehicle type (车辆类型) of a car invoice when the draft names none.',
  rule: 'FP-1',
});
export const TaxAuthority = setting<string>({
  key: 'finance.tax-authority',
  kind: 'text',
  fallback: '',
  description: 'Tax authority in charge of the seller (主管税务机关), printed on car invoices; empty: not printed.',
  rule: 'FP-1',
});

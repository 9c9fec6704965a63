import { setting } from '../../../kernel/settings.js';

export const PurchaseTaxWithin = setting<number>({
  key: 'sales.purchase-tax-days',
  kind: 'integer',
  fallback: 60,
  min: 1,
  max: 365,
  description: 'Days after the vehicle invoice within which the purchase tax is declared and paid.',
  rule: 'TX-1',
});
export const DeadlineWarning = setting<number>({
  key: 'sales.registration-warning-days',
  kind: 'integer',
  fallback: 7,
  min: 0,
  max: 60,
  description: 'Days before a deadline of the registration at which its owner is warned.',
  rule: 'RG-2',
});

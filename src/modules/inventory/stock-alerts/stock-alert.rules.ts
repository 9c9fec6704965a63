import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const StockAlertAssigneeUnknown = refusal(
  'wrong',
  'stock_alert_assignee_unknown',
  '该员工不在本门店',
  'Nobody of this store is meant',
  'V-7',
);
export const LowStockRole = setting<string>({
  key: 'inventory.low-stock-role',
  kind: 'text',
  fallback: 'inventory_clerk',
  oneOf: ['inventory_clerk', 'sales_manager', 'general_manager'],
  description: 'Who is given the alert that stock of a car is low.',
  rule: 'V-7',
});
export const HighStockRole = setting<string>({
  key: 'inventory.high-stock-role',
  kind: 'text',
  fallback: 'sales_manager',
  oneOf: ['inventory_clerk', 'sales_manager', 'general_manager'],
  description: 'Who is given the alert that stock of a car is high.',
  rule: 'V-7',
});

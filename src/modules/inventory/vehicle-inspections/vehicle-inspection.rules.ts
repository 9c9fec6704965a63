import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const InspectionNotDue = refusal(
  'conflict',
  'inspection_not_due',
  '车辆当前状态不能做该检查',
  'A car in this state gets no such inspection',
  'D-9',
);
export const InspectionIncomplete = refusal(
  'wrong',
  'inspection_incomplete',
  '检查项目不全或有误',
  'The answers do not fit the checklist',
  'D-9',
);
export const StorageInspectionDays = setting<number>({
  key: 'inventory.storage-inspection-days',
  kind: 'integer',
  fallback: 30,
  min: 1,
  max: 365,
  description: 'Days after which a car in stock must be inspected again, from the day on which it came or was last inspected.',
  rule: 'D-9',
});

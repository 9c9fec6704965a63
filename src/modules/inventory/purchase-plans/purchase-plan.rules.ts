import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const PurchasePlanEmpty = refusal(
  'wrong',
  'purchase_plan_empty',
  '采购计划没有要订的车',
  'There is no car to be ordered in the plan',
  'V-10',
);
export const PurchasePlanApproverIsRequester = refusal(
  'forbidden',
  'purchase_plan_approver_is_requester',
  '不能审批自己提交的采购计划',
  'Nobody decides a purchase plan they submitted',
  'V-10',
);
export const PurchasePlanLineUnknown = refusal(
  'wrong',
  'purchase_plan_line_unknown',
  '采购计划没有该行',
  'The purchase plan has no such line',
  'V-10',
);
export const TargetDaysSupply = setting<number>({
  key: 'inventory.target-days-supply',
  kind: 'number',
  fallback: 45,
  min: 0,
  max: 1000,
  description: 'Up to how many days of sales a purchase plan buys where no stock policy says it.',
  rule: 'V-10',
});

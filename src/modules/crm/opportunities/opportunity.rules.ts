import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const StageNotForward = refusal(
  'wrong',
  'stage_not_forward',
  '阶段只能向前推进',
  'A stage can only be followed by a later one',
  'O-1',
);
export const StageOfSales = refusal(
  'wrong',
  'stage_of_sales',
  '签约及之后的阶段由销售单据推进',
  'This stage is reached by what happens in Sales: an acceptance, a contract, a delivery',
  'O-1',
);
export const StageCriteriaUnmet = refusal(
  'conflict',
  'stage_criteria_unmet',
  '阶段条件未满足',
  'What the stages ask for is not there yet',
  'O-1',
);
export const LossReviewed = refusal('conflict', 'loss_reviewed', '战败已审核', 'The loss has been reviewed already', 'O-1');
export const OpportunityOwnerUnfit = refusal(
  'wrong',
  'opportunity_owner_unfit',
  '该员工不是本店销售顾问或销售经理',
  'The employee is no sales consultant or manager of the store',
  'O-1',
);
export const WinBackPast = refusal('wrong', 'win_back_past', '战败激活日期须晚于今天', 'A win-back lies in the future', 'O-1');

/** Days until a purchase of each timing that a needs record can name. */
export const PurchaseHorizon = setting<Record<string, number>>({
  key: 'crm.purchase-horizon-days',
  kind: 'json',
  fallback: { NOW: 7, WITHIN_MONTH: 30, WITHIN_QUARTER: 90, WITHIN_HALF_YEAR: 180, LATER: 365 },
  description: 'Days from a needs record to the expected purchase, by the timing that was named: the month of the forecast.',
  rule: 'O-2',
});
export const OpportunityClosed = refusal('conflict', 'opportunity_closed', '该商机已结束', 'The opportunity is over', 'O-1');
export const OpportunityContracted = refusal(
  'conflict',
  'opportunity_contracted',
  '已签约的商机不能战败,请取消订单',
  'It has been agreed: cancel the order instead',
  'O-1',
);
export const OpportunityOfAnother = refusal('wrong', 'opportunity_of_another', '商机不属于该客户', 'The opportunity is another customer’s');

import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const CostAlreadyReversed = refusal(
  'conflict',
  'cost_already_reversed',
  '该成本已冲销',
  'The cost is reversed already, or is a reversal itself',
  'V-5',
);
export const CostInFuture = refusal('wrong', 'cost_in_future', '成本发生日不能晚于今天', 'A cost is not incurred in the future', 'V-5');
constraintRefusal('uq_vehicle_cost_reverses', CostAlreadyReversed);

export const StorageCostPerDay = setting<number>({
  key: 'inventory.storage-cost-per-day',
  kind: 'integer',
  fallback: 1000,
  min: 0,
  max: 1_000_000,
  description: 'What a day in stock costs besides the interest (place, care, insurance), fen a car.',
  rule: 'V-5',
});

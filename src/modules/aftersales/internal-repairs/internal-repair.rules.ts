import { refusal } from '../../../kernel/problems.js';

export const FittingNotDue = refusal(
  'conflict',
  'fitting_not_due',
  '车辆尚未到位或定金未付,不能开工',
  'The order has no car yet, or its deposit is not paid: the work cannot begin',
  'Q-2',
);
export const FittingPartsMissing = refusal(
  'conflict',
  'fitting_parts_missing',
  '还有配件未领,不能完工',
  'Parts are not issued yet: the work cannot be finished',
  'P-3',
);

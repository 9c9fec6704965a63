import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const VehicleNotOnSite = refusal(
  'conflict',
  'vehicle_not_on_site',
  '车辆不在店内,没有停放位置',
  'The car is not at a store: it stands nowhere',
  'V-1',
);
export const VehicleGone = refusal(
  'conflict',
  'vehicle_gone',
  '车辆已离库,其资料不再更改',
  'The car has left, or never came: nothing of it is changed any more',
  'V-1',
);
export const NotForDisplay = refusal(
  'conflict',
  'not_for_display',
  '车辆当前状态不能作展车',
  'A car in this state does not stand in the showroom',
  'V-1',
);

export const SoldWithinDays = setting<number>({
  key: 'inventory.days-to-sell-window',
  kind: 'integer',
  fallback: 365,
  min: 1,
  max: 3650,
  description: 'The median of the days to sell is taken over the cars delivered within so many days.',
  rule: 'V-9',
});

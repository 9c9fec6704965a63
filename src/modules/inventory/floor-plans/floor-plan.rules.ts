import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const FloorPlanOverlaps = refusal(
  'conflict',
  'floor_plan_overlaps',
  '该车在此期间已有库存融资',
  'The car is financed already in that time',
  'V-5',
);
export const VehicleNotFinanceable = refusal(
  'conflict',
  'vehicle_not_financeable',
  '车辆已离库,不能融资',
  'The car has left: there is nothing to finance',
  'V-5',
);
export const PayoffOutOfRange = refusal(
  'wrong',
  'payoff_out_of_range',
  '结清日不能早于融资起始日,也不能晚于今天',
  'A payoff is neither in the future nor before the financing began',
  'V-5',
);
constraintRefusal('ex_floor_plan_vehicle', FloorPlanOverlaps);
constraintRefusal('uq_floor_plan_running', FloorPlanOverlaps);

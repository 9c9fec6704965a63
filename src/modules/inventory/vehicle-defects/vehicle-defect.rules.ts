import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const VehicleDefectsOpen = refusal(
  'conflict',
  'vehicle_defects_open',
  '车辆仍有未验收的缺陷',
  'Defects of the car are neither put right and accepted nor waived',
  'D-9',
);
export const DefectOwnRework = refusal('forbidden', 'defect_own_rework', '返工须由他人验收', 'Nobody accepts a rework of their own', 'D-9');
export const DefectDisclosed = refusal(
  'conflict',
  'defect_disclosed',
  '该缺陷已书面告知该客户',
  'The buyer has been told of this defect already',
  'D-9',
);
export const CarHasNoBuyer = refusal(
  'conflict',
  'car_has_no_buyer',
  '车辆尚无订单,无从告知',
  'No order holds the car: there is nobody to tell',
  'D-9',
);
constraintRefusal('uq_defect_disclosure', DefectDisclosed);
constraintRefusal('ck_vehicle_defect_four_eyes', DefectOwnRework);

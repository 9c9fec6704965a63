import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const TransferSameStore = refusal(
  'wrong',
  'transfer_same_store',
  '调出门店与调入门店不能相同',
  'A transfer goes from one store to another',
  'V-8',
);
export const TransferOfOtherStore = refusal(
  'forbidden',
  'transfer_of_other_store',
  '该步骤由对方门店办理',
  'This step is the other store’s',
  'V-8',
);
export const TransferCarListedTwice = refusal('wrong', 'transfer_car_listed_twice', '同一车辆重复列出', 'A car is listed twice', 'V-8');
export const VehicleInTransfer = refusal(
  'conflict',
  'vehicle_in_transfer',
  '车辆已在另一张调拨单上',
  'Another transfer has this car already',
  'V-8',
);
export const VehicleLeftStore = refusal(
  'conflict',
  'vehicle_left_store',
  '车辆已不在调出门店',
  'The car is no longer the giving store’s',
  'V-8',
);
export const DisposalOfCarWaits = refusal(
  'conflict',
  'disposal_of_car_waits',
  '车辆的处置申请尚未审批,不能调出',
  'A disposal of the car waits for its decision: it does not leave the store',
  'V-1',
);
export const TransferLastCar = refusal(
  'conflict',
  'transfer_last_car',
  '调拨单只剩这一台车,请取消调拨单',
  'It is the last car of the transfer: cancel the transfer',
  'V-8',
);
export const TransferReceiptIncomplete = refusal(
  'wrong',
  'transfer_receipt_incomplete',
  '每台车都须逐一验收',
  'The receipt must answer for every car that was sent, and for no other',
  'V-8',
);
export const TransferDifferencesOpen = refusal(
  'conflict',
  'transfer_differences_open',
  '仍有未处理的差异',
  'Differences of the receipt are not resolved',
  'V-8',
);
export const DifferenceResolved = refusal('conflict', 'difference_resolved', '该差异已处理', 'The difference is resolved already', 'V-8');
export const ResolutionNotOfKind = refusal(
  'wrong',
  'resolution_not_of_kind',
  '该差异不能这样处理',
  'A difference of this kind does not end this way',
  'V-8',
);
constraintRefusal('uq_stock_transfer_line_live', VehicleInTransfer);
constraintRefusal('ck_stock_transfer_stores', TransferSameStore);

export const TransferOdometerTolerance = setting<number>({
  key: 'inventory.transfer-odometer-tolerance-km',
  kind: 'integer',
  fallback: 20,
  min: 0,
  max: 10_000,
  description: 'Kilometres that a car may have run on its way between two stores before it is a difference.',
  rule: 'V-8',
});

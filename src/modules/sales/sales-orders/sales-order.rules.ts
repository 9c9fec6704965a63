import { refusal } from '../../../kernel/problems.js';

export const CarDiffersFromOrder = refusal(
  'conflict',
  'car_differs_from_order',
  '车辆与订单的车型、颜色或门店不符,须先变更订单',
  'The car is of another model, colour or store than the order: amend the order first',
  'D-3',
);
export const DepositNotPaid = refusal(
  'conflict',
  'deposit_not_paid',
  '订金未付且锁车期已过,不能配车',
  'The deposit is not paid and the time a car is held without it is over',
  'D-4',
);
export const ContractBinds = refusal(
  'conflict',
  'contract_signed',
  '合同已签署,变更车辆或价格须作废后重签',
  'The contract is signed: it must be voided and signed anew (`voidContract`)',
  'D-7',
);
export const OrderInvoiced = refusal(
  'conflict',
  'order_invoiced',
  '机动车发票已开具,须先红冲',
  'The vehicle invoice is issued: red-flush it first',
  'FP-1',
);
export const CarAlreadyRegistered = refusal(
  'conflict',
  'car_already_registered',
  '车辆已上牌,不能变更',
  'The car already has its plates: it cannot be changed any more',
  'RG-1',
);
export const HandOverToItself = refusal('wrong', 'hand_over_to_itself', '不能转给同一订单', 'The order has the car already', 'D-4');

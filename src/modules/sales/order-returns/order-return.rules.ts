import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const OrderNotDelivered = refusal(
  'conflict',
  'order_not_delivered',
  '订单未交付或已退车',
  'The car is not delivered, or came back already',
  'D-1',
);
export const ReturnPending = refusal(
  'conflict',
  'return_pending',
  '订单已有待审批的退车申请',
  'Another return of the order waits for its decision',
  'D-1',
);
export const ReturnWindowOver = refusal(
  'conflict',
  'return_window_over',
  '已超过该退车事由的期限或里程',
  'The time or the kilometres of this reason are over',
  'W-3',
);
export const ReturnOdometerBackwards = refusal(
  'wrong',
  'return_odometer_backwards',
  '退车里程小于交车里程',
  'The car cannot come back with fewer kilometres than it left with',
  'W-5',
);
export const ReturnDeductionNotAllowed = refusal(
  'wrong',
  'return_deduction_not_allowed',
  '该退车事由不得约定扣款,或扣款超过车价',
  'Only a return by agreement has a deduction, of at most the price of the car',
  'W-5',
);
export const ReturnApproverIsRequester = refusal(
  'forbidden',
  'return_approver_is_requester',
  '不能审批自己提出的退车',
  'Nobody approves a return they asked for',
  'D-1',
);
export const ReturnNotDistanceSale = refusal(
  'conflict',
  'return_not_distance_sale',
  '订单并非远程成交,或已排除七日无理由退货',
  'The car was not sold at a distance, or the seven days were excluded',
  'D-11',
);
constraintRefusal('uq_order_return_open', ReturnPending);

export const GoodwillReturnDays = setting<number>({
  key: 'sales.goodwill-return-days',
  kind: 'integer',
  fallback: 30,
  min: 0,
  max: 3650,
  description: 'Days after the delivery in which a car may be taken back by agreement.',
  rule: 'D-1',
});
/** 三包 27: n is at most 0.5 %. */
export const UseFeePercent = setting<number>({
  key: 'sales.use-fee-percent',
  kind: 'number',
  fallback: 0.5,
  min: 0,
  max: 0.5,
  description: 'Coefficient n of the use fee of a car that is returned under art 24, percent of the price per 1,000 km.',
  rule: 'W-5',
});

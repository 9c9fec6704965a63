import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const PurchaseOrderApproverIsRequester = refusal(
  'forbidden',
  'vehicle_purchase_order_approver_is_requester',
  '不能审批自己提出的整车采购订单',
  'Nobody approves an order to the maker that they wrote',
  'V-10',
);
export const PurchaseOrderLineTwice = refusal(
  'wrong',
  'vehicle_purchase_order_line_twice',
  '同一车型颜色只能有一行',
  'A model and colour may be in the order once',
  'V-10',
);
export const PurchaseOrderLineUnknown = refusal(
  'wrong',
  'vehicle_purchase_order_line_unknown',
  '订单没有该行',
  'The order has no such line',
  'V-10',
);
export const PurchaseOrderConfirmationWrong = refusal(
  'wrong',
  'vehicle_purchase_order_confirmation_wrong',
  '确认数量须不少于已发、不多于所订',
  'What is confirmed is at least what was sent and at most what was ordered',
  'V-7',
);
constraintRefusal('ck_vehicle_purchase_order_line_shipped', PurchaseOrderConfirmationWrong);
constraintRefusal('uq_vehicle_purchase_order_line_car', PurchaseOrderLineTwice);

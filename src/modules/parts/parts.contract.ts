import { event } from '../../kernel/events/event.js';
import { constraintRefusal, refusal } from '../../kernel/problems.js';
import { setting } from '../../kernel/settings.js';

/** P-12: the source is declared to the customer. */
export const PART_SOURCES = ['OEM', 'EQUIVALENT', 'REMANUFACTURED', 'REUSED'] as const;
export type PartSource = (typeof PART_SOURCES)[number];
export interface PartFacts {
  partId: string;
  number: string;
  name: string;
  unit: string;
  /** Selling price of one unit, fen. */
  price: number;
  source: PartSource;
}
export const PartIssued = event<{
  partIssueId: string;
  storeId: string;
  repairOrderId: string;
  lineId: string;
  partId: string;
  quantity: number;
  cost: number;
}>('parts.part-issued', 'Parts left the store for a repair order line.');
export const PartReceived = event<{
  goodsReceiptId: string;
  storeId: string;
  partId: string;
  quantity: number;
  unitCost: number;
  partPurchaseOrderId: string;
}>('parts.part-received', 'Parts came in.', { outwardOnly: true });

export const PartNumberTaken = refusal('conflict', 'part_number_taken', '配件编号已存在', 'There is a part with this number');
export const PartListedTwice = refusal('wrong', 'part_listed_twice', '同一配件只能列一行', 'A part may be listed once');
export const PurchaseApproverIsRequester = refusal(
  'forbidden',
  'purchase_approver_is_requester',
  '不能审批自己提出的采购单',
  'Nobody approves a purchase they asked for',
  'P-10',
);
export const PartNotOnOrder = refusal(
  'wrong',
  'part_not_on_order',
  '采购单中没有该配件',
  'The purchase order does not name this part',
  'P-10',
);
export const OverReceipt = refusal('wrong', 'over_receipt', '入库数量超过订购数量', 'More than was ordered', 'P-10');
export const PriceVarianceNotApproved = refusal(
  'forbidden',
  'price_variance_not_approved',
  '进价与采购单不符,须由配件经理入库',
  'The cost differs from the order: somebody who may approve purchases must receive it',
  'P-10',
);
export const PartNotAvailable = refusal(
  'conflict',
  'part_not_available',
  '可用库存不足',
  'The store does not have that many available',
  'P-3',
);
export const PartIssueExceedsLine = refusal(
  'wrong',
  'part_issue_exceeds_line',
  '领料数量超过工单行的未领数量',
  'More than the repair order line still needs',
  'P-3',
);
export const PartLineUnknown = refusal('wrong', 'part_line_unknown', '没有该工单配件行', 'There is no such part line', 'P-3');
export const PartLineIssued = refusal('conflict', 'part_line_issued', '该工单行已领料', 'Parts were already issued for this line', 'P-3');
constraintRefusal('uq_part_number', PartNumberTaken);
constraintRefusal('uq_part_purchase_order_line', PartListedTwice);
constraintRefusal('ck_part_stock_on_hand', PartNotAvailable);
constraintRefusal('ck_part_stock_reserved', PartNotAvailable);

export const ReservationExpiry = setting<string>({
  key: 'parts.reservation-expiry',
  kind: 'duration',
  fallback: 'P7D',
  description: 'How long after the promised time parts stay reserved for a repair order line.',
  rule: 'P-3',
});
export const OverReceiptTolerance = setting<number>({
  key: 'parts.over-receipt-tolerance-percent',
  kind: 'number',
  fallback: 0,
  min: 0,
  max: 100,
  description: 'How many percent more than ordered may be received.',
  rule: 'P-10',
});
export const PriceVarianceTolerance = setting<number>({
  key: 'parts.price-variance-tolerance-percent',
  kind: 'number',
  fallback: 0,
  min: 0,
  max: 100,
  description:
    'How many percent the cost of a receipt may differ from the purchase order before it needs somebody who may approve purchases.',
  rule: 'P-10',
});

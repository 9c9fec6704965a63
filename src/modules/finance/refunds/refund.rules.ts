import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const RefundApproverIsRequester = refusal(
  'forbidden',
  'refund_approver_is_requester',
  '不能审批自己提出的退款',
  'Nobody approves a refund they asked for',
  'D-6',
);
export const RefundLevelTooLow = refusal(
  'forbidden',
  'refund_level_too_low',
  '退款金额超出您的审批权限',
  'A refund of this amount needs an approver of a higher level',
  'D-6',
);
export const InvoiceNotRedFlushed = refusal(
  'conflict',
  'invoice_not_red_flushed',
  '订单的机动车发票尚未红冲,不能退款',
  'The vehicle invoice of the order still stands: take it back with a red one before money goes back',
  'D-6',
);
export const RefundExists = refusal('conflict', 'refund_exists', '该事项已有退款', 'This already has its refund', 'D-6');
constraintRefusal('uq_refund_source', RefundExists);

export const PrepaymentRefundPercent = setting<number>({
  key: 'finance.prepayment-refund-percent',
  kind: 'number',
  fallback: 100,
  min: 0,
  max: 100,
  description: 'Share of a prepayment (订金) that goes back when the buyer gives up, percent.',
  rule: 'D-5',
});
export const RefundFreeLimit = setting<number>({
  key: 'finance.refund-free-limit',
  kind: 'integer',
  fallback: 100_000,
  min: 0,
  max: 100_000_000,
  description: 'Refunds up to this many fen need no approval.',
  rule: 'D-6',
});
export const RefundManagerLimit = setting<number>({
  key: 'finance.refund-manager-limit',
  kind: 'integer',
  fallback: 5_000_000,
  min: 0,
  max: 10_000_000_000,
  description: 'Refunds up to this many fen are the finance manager’s to approve, above it the general manager’s.',
  rule: 'D-6',
});

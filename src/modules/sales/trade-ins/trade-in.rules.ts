import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const TradeInVinInvalid = refusal('wrong', 'trade_in_vin_invalid', '置换车 VIN 无效', 'This cannot be a VIN', 'ID-1');
export const TradeInVinOpen = refusal(
  'conflict',
  'trade_in_vin_open',
  '该车已有进行中的置换评估',
  'The car already has an open trade-in',
  'TI-1',
);
export const TradeInVinInStock = refusal(
  'conflict',
  'trade_in_vin_in_stock',
  '该 VIN 已在库存中',
  'A car with this VIN is already in stock',
  'TI-1',
);
export const TradeInExpired = refusal(
  'conflict',
  'trade_in_expired',
  '评估或报价已过期,请重新评估',
  'The appraisal or the offer has run out: appraise the car again',
  'TI-1',
);
export const TradeInOfferInvalid = refusal(
  'wrong',
  'trade_in_offer_invalid',
  '置换报价有误',
  'The offer does not fit the appraisal',
  'TI-1',
);
export const TradeInLienOpen = refusal(
  'conflict',
  'trade_in_lien_open',
  '置换车尚有抵押未解除',
  'The car is still pledged to a lender of the customer',
  'TI-1',
);
export const NegativeEquityNeedsApproval = refusal(
  'conflict',
  'negative_equity_needs_approval',
  '置换价低于未还贷款,须经理审批',
  'The allowance is below what is owed on the car: a manager decides',
  'TI-1',
);
export const NegativeEquityOwn = refusal(
  'forbidden',
  'negative_equity_own',
  '不能审批自己评估或自己客户的负资产置换',
  'Nobody approves it for a car they appraised, or for a deal of their own',
  'TI-1',
);
export const TradeInDocumentNotTheirs = refusal(
  'wrong',
  'trade_in_document_not_theirs',
  '报价或订单不属于该商机',
  'The quotation or order is of another deal',
  'TI-1',
);
export const TradeInDocumentNotLive = refusal(
  'conflict',
  'trade_in_document_not_live',
  '报价或订单已失效',
  'The quotation or order is over',
  'TI-1',
);
export const TradeInWithoutOrder = refusal(
  'conflict',
  'trade_in_without_order',
  '置换尚未关联订单',
  'No order goes with the trade-in yet',
  'TI-1',
);
export const TradeInPapersMissing = refusal('conflict', 'trade_in_papers_missing', '过户资料不齐', 'Transfer papers are missing', 'TI-1');
export const TradeInOdometerBackwards = refusal(
  'wrong',
  'trade_in_odometer_backwards',
  '里程小于评估时的里程',
  'The odometer stands below what the appraisal read',
  'TI-1',
);
export const TradeInDateInvalid = refusal('wrong', 'trade_in_date_invalid', '置换日期无效', 'The date cannot be', 'TI-1');

export const AppraisalValidity = setting<number>({
  key: 'sales.appraisal-validity-days',
  kind: 'integer',
  fallback: 7,
  min: 1,
  max: 60,
  description: 'Days for which the appraisal of a traded car holds.',
  rule: 'TI-1',
});
export const TransferPapers = setting<string[]>({
  key: 'sales.trade-in-papers',
  kind: 'json',
  fallback: ['REGISTRATION_CERTIFICATE', 'VEHICLE_LICENCE', 'OWNER_ID', 'TRANSFER_AGREEMENT'],
  description: 'Papers that must be there before a traded car is taken in.',
  rule: 'TI-1',
});
/** 登记 25. */
export const TransferWithin = setting<number>({
  key: 'sales.transfer-registration-days',
  kind: 'integer',
  fallback: 30,
  min: 1,
  max: 180,
  description: 'Days after its hand-over within which a used car is registered anew.',
  rule: 'RG-2',
});
constraintRefusal('uq_trade_in_vin', TradeInVinOpen);

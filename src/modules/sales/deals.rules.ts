import { constraintRefusal, refusal } from '../../kernel/problems.js';
import { setting } from '../../kernel/settings.js';

export const OpportunityNotOpen = refusal('conflict', 'opportunity_not_open', '商机已关闭', 'The opportunity is closed', 'O-1');

export const ColourNotOffered = refusal('wrong', 'colour_not_offered', '该车型没有此颜色', 'The model does not come in this colour', 'Q-2');
export const QuotationLinesInvalid = refusal(
  'wrong',
  'quotation_lines_invalid',
  '报价项目无效',
  'The price lines do not make a quotation',
  'Q-2',
);
export const VehiclePriceNotList = refusal(
  'wrong',
  'vehicle_price_not_list',
  '车辆金额须等于指导价,优惠另列',
  'The vehicle line must be the list price: a discount is a line of its own',
  'Q-2',
);
export const FeeAbovePublished = refusal(
  'wrong',
  'fee_above_published',
  '费用超过门店公示标准',
  "The fee is above the store's published fee",
  'Q-2',
);
export const QuotationFixed = refusal(
  'conflict',
  'quotation_fixed',
  '报价单已提交,不可修改,请改版',
  'Only a draft can be changed: revise the quotation',
  'Q-1',
);
export const QuotationExpired = refusal('conflict', 'quotation_expired', '报价单已过期', 'The quotation has expired', 'Q-1');
export const QuotationChanged = refusal(
  'conflict',
  'quotation_changed',
  '报价内容与审批的不一致',
  'The prices are not those that were approved',
  'Q-3',
);
export const QuotationAlreadyActive = refusal(
  'conflict',
  'quotation_already_active',
  '该报价已有一个有效版本',
  'Another version of this quotation is active',
  'Q-1',
);
export const ApproverIsRequester = refusal(
  'forbidden',
  'approver_is_requester',
  '不能审批自己提交的报价',
  'Nobody approves what they submitted',
  'Q-3',
);
export const ApprovalLevelTooLow = refusal(
  'forbidden',
  'approval_level_too_low',
  '超出您的审批权限',
  'This needs an approver of a higher level',
  'Q-3',
);
export const OrderExists = refusal(
  'conflict',
  'opportunity_has_order',
  '该商机已有有效订单',
  'The opportunity already has a live order',
  'Q-1',
);

export const OrderWithoutCar = refusal('conflict', 'order_without_car', '订单尚未配车', 'The order has no car yet', 'D-3');
export const OrderNotLive = refusal('conflict', 'order_not_live', '订单已交付或已取消', 'The order is delivered or cancelled', 'D-1');
export const OrderAlreadyRegistered = refusal(
  'conflict',
  'order_already_registered',
  '车辆已上牌,不能取消订单',
  'The car already has its plates: the order cannot be cancelled',
  'D-6',
);
export const DeliveryGatesOpen = refusal(
  'conflict',
  'delivery_gates_open',
  '交车条件未满足',
  'Something still stands between the order and the keys',
  'D-7',
);
export const DeliveryChecklistIncomplete = refusal(
  'wrong',
  'delivery_checklist_incomplete',
  '交车确认项目未完成',
  'The delivery checklist is not complete',
  'D-8',
);
export const ContractExists = refusal('conflict', 'contract_exists', '订单已有合同', 'The order already has a contract');
export const ContractOutdated = refusal(
  'conflict',
  'contract_outdated',
  '合同与订单不一致',
  'The contract says otherwise than the order',
  'D-7',
);
export const InsuranceTermInvalid = refusal(
  'wrong',
  'insurance_term_invalid',
  '保险期限无效',
  'The term of the policy is not valid',
  'IN-1',
);
export const CompulsoryInsuranceExists = refusal(
  'conflict',
  'compulsory_insurance_exists',
  '订单已有交强险',
  'The order already has its compulsory insurance',
  'IN-1',
);
export const PolicyNumberTaken = refusal(
  'conflict',
  'policy_number_taken',
  '保单号已登记',
  'The policy number is already recorded',
  'IN-1',
);
export const RegistrationExists = refusal(
  'conflict',
  'registration_exists',
  '订单已有上牌记录',
  'The order already has its registration',
  'RG-1',
);
export const RegistrationDocumentsMissing = refusal(
  'conflict',
  'registration_documents_missing',
  '上牌资料不齐',
  'Documents for the registration are missing',
  'RG-1',
);
export const PlateInvalid = refusal('wrong', 'plate_invalid', '车牌号无效', 'The plate number is not valid', 'ID-2');
export const RegistrationDateInvalid = refusal(
  'wrong',
  'registration_date_invalid',
  '上牌或缴税日期无效',
  'The date of registration or tax payment is not valid',
  'TX-1',
);

constraintRefusal('uq_quotation_active', QuotationAlreadyActive);
constraintRefusal('uq_sales_order_quotation', OrderExists);
constraintRefusal('uq_sales_order_opportunity', OrderExists);
constraintRefusal('uq_contract_order', ContractExists);
constraintRefusal('uq_insurance_policy_compulsory', CompulsoryInsuranceExists);
constraintRefusal('uq_insurance_policy_number', PolicyNumberTaken);
constraintRefusal('uq_registration_order', RegistrationExists);

export const QuotationValidity = setting<number>({
  key: 'sales.quotation-validity-days',
  kind: 'integer',
  fallback: 7,
  min: 1,
  max: 90,
  description: 'Days a quotation can be accepted, to the end of the last store day.',
  rule: 'Q-1',
});
/** Fen per fee kind; a kind that is not named has no published fee and is not limited. */
export const PublishedFees = setting<Record<string, number>>({
  key: 'sales.published-fees',
  kind: 'json',
  fallback: { FINANCE_FEE: 500_000, REGISTRATION_FEE: 200_000 },
  description: 'Published fees of the store in fen by kind (FINANCE_FEE, REGISTRATION_FEE, INSURANCE): a fee line may not exceed its kind.',
  rule: 'Q-2',
});
export const DepositAmount = setting<number>({
  key: 'sales.deposit-amount',
  kind: 'integer',
  fallback: 500_000,
  min: 1,
  max: 100_000_000,
  description: 'Deposit asked for an order, fen; never more than the legal share of the price.',
  rule: 'D-5',
});
export const DepositHold = setting<string>({
  key: 'sales.deposit-hold',
  kind: 'duration',
  fallback: 'PT48H',
  description: 'How long a car is held for an order whose deposit is not paid.',
  rule: 'D-4',
});
export const UnpaidOrderExpiry = setting<string>({
  key: 'sales.unpaid-order-expiry',
  kind: 'duration',
  fallback: 'P7D',
  description: 'Time after which an order without any payment is cancelled.',
  rule: 'D-4',
});
export const AfterCareWindow = setting<string>({
  key: 'sales.after-care-window',
  kind: 'duration',
  fallback: 'P7D',
  description: 'Time after delivery at which the order is complete.',
  rule: 'D-10',
});
/** Second, optional template of D-8; the statutory items are law and no setting. */
export const CeremonyChecklist = setting<{ code: string; title: string; mandatory: boolean }[]>({
  key: 'sales.delivery-ceremony',
  kind: 'json',
  fallback: [
    { code: 'CLEANED', title: '车辆清洁', mandatory: false },
    { code: 'ENERGY_LEVEL', title: '油量或电量确认', mandatory: false },
    { code: 'FEATURE_WALK_THROUGH', title: '功能讲解', mandatory: false },
    { code: 'SERVICE_ADVISOR_INTRODUCED', title: '介绍服务顾问', mandatory: false },
    { code: 'PHOTO_WITH_CONSENT', title: '交车合影(须客户同意)', mandatory: false },
  ],
  description: 'Ceremony items of the hand-over, beside the statutory checklist.',
  rule: 'D-8',
});
export const OrderNotPrepared = refusal('conflict', 'order_not_prepared', '订单未在备车', 'The order is not being prepared', 'RG-1');

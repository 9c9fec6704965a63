import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { CouponRedeemed } from '../crm.contract.js';

export const CouponDefinitionInvalid = refusal(
  'wrong',
  'coupon_definition_invalid',
  '优惠券规则无效',
  'The rules of the coupon do not fit together',
);
export const CouponDefinitionCodeTaken = refusal(
  'conflict',
  'coupon_definition_code_taken',
  '优惠券规则代码已被使用',
  'The code of the coupon definition is taken',
);
export const CouponDefinitionOfGroup = refusal(
  'forbidden',
  'coupon_definition_of_group',
  '集团优惠券由集团管理',
  'The coupons of the group are the group’s to decide about',
  'PR-10',
);
export const CouponDefinitionOwn = refusal(
  'forbidden',
  'coupon_definition_own',
  '不能批准自己制定的优惠券规则',
  'Nobody approves a coupon definition of their own',
  'PR-10',
);
export const CouponDefinitionClosed = refusal(
  'conflict',
  'coupon_definition_closed',
  '优惠券规则未生效或已停用',
  'The coupon definition is not approved, closed or out of date',
);
export const CouponsExhausted = refusal('conflict', 'coupons_exhausted', '优惠券已发完', 'All coupons of this kind have been issued');
export const CouponLimitReached = refusal(
  'conflict',
  'coupon_limit_reached',
  '该客户的优惠券已达上限',
  'The customer has had all coupons of this kind that one customer may have',
);
constraintRefusal('uq_coupon_definition_code', CouponDefinitionCodeTaken);
constraintRefusal('ck_coupon_definition_quantity', CouponsExhausted);
constraintRefusal('uq_coupon_document', CouponRedeemed);

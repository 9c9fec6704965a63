import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const CustomerIdentityExists = refusal(
  'conflict',
  'customer_identity_exists',
  '该证件号码已有客户档案',
  'A customer with this ID number or credit code is on file already',
  'L-3',
);
export const BirthDateInFuture = refusal(
  'wrong',
  'birth_date_in_future',
  '出生日期不能晚于今天',
  'A birth date cannot lie in the future',
  'ID-4',
);
export const BirthDateMismatch = refusal(
  'wrong',
  'birth_date_mismatch',
  '出生日期与身份证号码不一致',
  'The birth date is not that of the resident ID number',
  'ID-4',
);
export const PersonOnly = refusal('wrong', 'person_only', '单位客户没有该项资料', 'A company has no such particulars');
constraintRefusal('uq_customer_identity', CustomerIdentityExists);
export const CustomerExists = refusal(
  'conflict',
  'customer_exists',
  '该手机号已有客户档案',
  'A customer with this mobile is on file already',
  'L-3',
);
export const ResidentIdInvalid = refusal('wrong', 'resident_id_invalid', '身份证号码无效', 'The resident ID number is not valid', 'ID-4');
export const CreditCodeInvalid = refusal(
  'wrong',
  'credit_code_invalid',
  '统一社会信用代码无效',
  'The unified social credit code is not valid',
  'ID-5',
);
constraintRefusal('uq_customer_mobile', CustomerExists);

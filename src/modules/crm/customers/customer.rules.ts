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

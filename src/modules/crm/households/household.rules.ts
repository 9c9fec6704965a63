import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const HouseholdTaken = refusal('conflict', 'household_taken', '该客户已属于一个家庭', 'The customer lives in a household already');
export const HouseholdOfPersons = refusal('wrong', 'household_of_persons', '家庭成员只能是个人客户', 'Only persons live in a household');
export const HouseholdStranger = refusal('wrong', 'household_stranger', '该客户不在此家庭中', 'The customer is not in this household');
constraintRefusal('uq_household_member_customer', HouseholdTaken);

import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const ApprovalTierExists = refusal(
  'conflict',
  'approval_tier_exists',
  '该门店、车型和级别已有审批权限',
  'There is a tier of this level for the store and model already',
  'Q-3',
);

constraintRefusal('uq_approval_tier', ApprovalTierExists);

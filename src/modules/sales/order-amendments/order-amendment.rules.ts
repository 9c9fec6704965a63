import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const AmendmentPending = refusal(
  'conflict',
  'amendment_pending',
  '订单已有待审批的变更',
  'Another amendment of the order waits for its decision',
  'D-1',
);
export const AmendmentChangesNothing = refusal(
  'wrong',
  'amendment_changes_nothing',
  '变更内容与订单一致',
  'The amendment changes nothing',
  'D-1',
);
export const AmendmentApproverIsRequester = refusal(
  'forbidden',
  'amendment_approver_is_requester',
  '不能审批自己提出的变更',
  'Nobody approves an amendment they asked for',
  'Q-3',
);
constraintRefusal('uq_order_amendment_open', AmendmentPending);

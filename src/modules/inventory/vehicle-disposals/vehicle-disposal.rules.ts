import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const DisposalPending = refusal(
  'conflict',
  'disposal_pending',
  '该车已有待审批的处置申请',
  'Another disposal of this car waits for its decision',
  'V-1',
);
export const DisposalApproverIsRequester = refusal(
  'forbidden',
  'disposal_approver_is_requester',
  '不能审批自己提出的处置',
  'Nobody approves a disposal they asked for',
  'V-1',
);
export const WholesaleAmountMissing = refusal(
  'wrong',
  'wholesale_amount_missing',
  '批售须有成交金额',
  'A car that is sold has a price',
  'V-1',
);
constraintRefusal('uq_vehicle_disposal_open', DisposalPending);
constraintRefusal('ck_vehicle_disposal_two_people', DisposalApproverIsRequester);

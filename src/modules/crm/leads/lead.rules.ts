import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const LeadOwnerUnfit = refusal(
  'wrong',
  'lead_owner_unfit',
  '该员工不是本店销售顾问或销售经理',
  'The employee is no sales consultant or manager of the store',
  'L-7',
);
export const LeadUnreachable = refusal(
  'wrong',
  'lead_unreachable',
  '请填写手机号或电子邮箱',
  'Give a mobile number or an e-mail address',
  'L-8',
);
export const LeadReclaimTooSoon = refusal(
  'conflict',
  'lead_reclaim_too_soon',
  '线索被收回后不能马上再领取',
  'A lead that was recalled from you cannot be claimed again so soon',
  'L-6',
);
export const LeadLoadFull = refusal(
  'conflict',
  'lead_load_full',
  '手中未结线索已达上限,先跟进后再领取',
  'You hold as many open leads as you may: follow those up first',
  'L-7',
);
export const LeadTaken = refusal('conflict', 'lead_taken', '线索已有人跟进', 'Somebody has the lead already', 'L-6');
/** Of a lead and of an opportunity alike. */
export const LossReviewOwn = refusal(
  'forbidden',
  'loss_review_own',
  '不能审核自己提出的战败',
  'Nobody decides about a loss they asked for',
  'L-2',
);
export const HandOverReasonRequired = refusal(
  'wrong',
  'lead_hand_over_reason_required',
  '改派他人须说明原因',
  'Taking a lead from its consultant needs a reason',
  'L-7',
);
export const LeftInFuture = refusal(
  'wrong',
  'lead_left_in_future',
  '离店时间不能晚于现在',
  'A visit cannot have ended in the future',
  'L-5',
);
constraintRefusal('uq_lead_ownership_current', LeadTaken);

export const ProtectionWindow = setting<number>({
  key: 'crm.lead-protection-days',
  kind: 'integer',
  fallback: 90,
  min: 1,
  max: 730,
  description: 'Days in which a further enquiry of the same person belongs to the open lead.',
  rule: 'L-3',
});
export const RecallAfter = setting<string>({
  key: 'crm.lead-recall-after',
  kind: 'duration',
  fallback: 'P3D',
  description: 'How long a lead may go without follow-up before it returns to the pool.',
  rule: 'L-6',
});
export const ReclaimAfter = setting<string>({
  key: 'crm.lead-reclaim-after',
  kind: 'duration',
  fallback: 'PT24H',
  description: 'How long the previous owner cannot claim a recalled lead.',
  rule: 'L-6',
});
export const AssignmentRule = setting<'OFF' | 'ROUND_ROBIN'>({
  key: 'crm.assignment-rule',
  kind: 'text',
  fallback: 'OFF',
  oneOf: ['OFF', 'ROUND_ROBIN'],
  description: 'How new leads find their consultant: by hand (OFF) or in turn by skill and load (ROUND_ROBIN).',
  rule: 'L-7',
});
export const ClaimCap = setting<number>({
  key: 'crm.claim-cap',
  kind: 'integer',
  fallback: 200,
  min: 1,
  max: 10_000,
  description: 'Open leads that a consultant may hold when claiming, unless their lead desk has a cap of its own.',
  rule: 'L-7',
});

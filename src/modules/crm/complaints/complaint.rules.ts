import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';
import type { Severity } from './complaint.entity.js';

export const ComplaintOwnerUnfit = refusal(
  'wrong',
  'complaint_owner_unfit',
  '该员工不在本店任职',
  'The employee does not work for this store',
  'C-3',
);
export const ComplaintPreviousUnfit = refusal(
  'wrong',
  'complaint_previous_unfit',
  '只能接续同一客户已关闭的投诉',
  'Only a closed complaint of the same customer can be taken up again',
  'C-3',
);
export const ComplaintOfSurveyExists = refusal(
  'conflict',
  'complaint_of_survey_exists',
  '该回访已开投诉',
  'The survey has opened a complaint already',
  'C-2',
);
constraintRefusal('uq_complaint_survey', ComplaintOfSurveyExists);

/** 三包 art 28: the reply and the end, in working days after the day of the claim; law, no default. */
export const SANBAO_REPLY_DAYS = 10;
export const SANBAO_DONE_DAYS = 20;

export const AcknowledgeWithin = setting<Record<Severity, number>>({
  key: 'crm.complaint-acknowledge-minutes',
  kind: 'json',
  fallback: { LOW: 120, MEDIUM: 120, HIGH: 120, CRITICAL: 30 },
  description: 'Business minutes, by severity, within which a complaint is acknowledged.',
  rule: 'C-3',
});
export const ResolveWithin = setting<Record<Severity, number>>({
  key: 'crm.complaint-resolve-minutes',
  kind: 'json',
  fallback: { LOW: 2700, MEDIUM: 1620, HIGH: 1080, CRITICAL: 540 },
  description:
    'Business minutes, by severity, within which a complaint is closed; a claim under the three guarantees has the statutory days.',
  rule: 'C-3',
});
export const EscalateAfter = setting<number[]>({
  key: 'crm.complaint-ladder-minutes',
  kind: 'json',
  fallback: [0, 540],
  description: 'The escalation ladder: business minutes after a missed limit at which a complaint goes one level up, a rung each.',
  rule: 'C-3',
});
/** Level 1 is the manager of the department, level 2 the general manager: who is told is data of the process `complaint-handling`. */
export const GENERAL_MANAGER_LEVEL = 2;

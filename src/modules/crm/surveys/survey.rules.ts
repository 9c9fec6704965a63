import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const SurveyExpired = refusal('gone', 'survey_expired', '问卷已过期', 'The survey is no longer open', 'C-2');
export const SurveyAlreadyAnswered = refusal('conflict', 'survey_answered', '问卷已作答', 'The survey was answered already', 'C-2');
export const SurveyAnswerInvalid = refusal('wrong', 'survey_answer_invalid', '答案不符合问卷', 'The answers do not fit the survey', 'C-2');
export const SurveyTemplateInvalid = refusal(
  'wrong',
  'survey_template_invalid',
  '问卷模板有误',
  'The survey template does not hold together',
  'C-2',
);
export const SurveyTemplateBusy = refusal(
  'conflict',
  'survey_template_busy',
  '该问卷模板正在被他人修改',
  'Somebody else is changing this survey template',
);
constraintRefusal('uq_survey_template_active', SurveyTemplateBusy);
constraintRefusal('uq_survey_template_revision', SurveyTemplateBusy);

export const SurveyOpenFor = setting<number>({
  key: 'crm.survey-open-days',
  kind: 'integer',
  fallback: 14,
  min: 1,
  max: 365,
  description: 'Days in which a survey can be answered after it was sent.',
  rule: 'C-2',
});
export const SevereUpTo = setting<number>({
  key: 'crm.survey-severe-up-to',
  kind: 'integer',
  fallback: 2,
  min: 0,
  max: 6,
  description: 'Recommendation (0 to 10) up to which a bad answer opens a complaint of high severity.',
  rule: 'C-2',
});

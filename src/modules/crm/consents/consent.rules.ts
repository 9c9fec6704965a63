import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const ConsentTextUnknown = refusal(
  'wrong',
  'consent_text_unknown',
  '没有该版本的授权文本',
  'There is no such version of the consent text',
  'PR-3',
);
export const ConsentTextOutdated = refusal(
  'wrong',
  'consent_text_outdated',
  '授权文本已更新,请使用最新版本',
  'The consent text has a newer version: show that one',
  'PR-3',
);
export const ConsentTextBackdated = refusal(
  'wrong',
  'consent_text_backdated',
  '授权文本不能早于现在生效',
  'A consent text cannot take effect in the past',
  'PR-3',
);
export const ConsentTextExists = refusal(
  'conflict',
  'consent_text_exists',
  '该版本的授权文本已存在',
  'This version of the text exists',
  'PR-3',
);
export const ConsentCategoryUnnamed = refusal(
  'wrong',
  'consent_category_unnamed',
  '授权文本未包含该类数据',
  'The consent text does not name this category of data',
  'PR-3',
);
export const ConsentEvidenceRequired = refusal(
  'wrong',
  'consent_evidence_required',
  '记录同意须注明凭证',
  'A consent that somebody of ours records names how it can be shown',
  'PR-3',
);
export const ConsentRefusedRecently = refusal(
  'conflict',
  'consent_refused_recently',
  '客户近期已拒绝,不能反复征求',
  'The customer refused a short while ago and is not asked again yet',
  'PR-3',
);
constraintRefusal('uq_consent_text_version', ConsentTextExists);

export const AskAgainAfter = setting<number>({
  key: 'crm.consent-ask-again-days',
  kind: 'integer',
  fallback: 180,
  min: 1,
  max: 3650,
  description: 'Days after a refusal or withdrawal in which a customer is not asked for the same consent again (NDR 22).',
  rule: 'PR-3',
});
export const RecipientRequired = refusal(
  'wrong',
  'consent_recipient_required',
  '同意对外提供信息须写明接收方',
  'A consent to data sharing names the recipient',
  'PR-3',
);

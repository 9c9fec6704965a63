import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const RebateProgrammeInvalid = refusal(
  'wrong',
  'rebate_programme_invalid',
  '返利政策内容无效',
  'The rebate programme does not hold together',
  'K-14',
);
export const RebateCodeTaken = refusal('conflict', 'rebate_code_taken', '返利政策编码已存在', 'There is a rebate programme with this code');
constraintRefusal('uq_rebate_programme_code', RebateCodeTaken);

export const RebateDue = setting<string>({
  key: 'finance.rebate-due',
  kind: 'duration',
  fallback: 'P90D',
  description: 'How long after the delivery a rebate of the maker is due.',
  rule: 'K-14',
});

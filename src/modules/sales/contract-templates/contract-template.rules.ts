import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const ContractTemplateInvalid = refusal(
  'wrong',
  'contract_template_invalid',
  '合同模板有误',
  'The template has places that cannot be filled, or lacks some that it needs',
);
export const ContractTemplateFixed = refusal(
  'conflict',
  'contract_template_fixed',
  '已发布的模板不能修改,请新建版本',
  'A published template is not changed: write its next revision',
);
export const ContractTemplateMissing = refusal(
  'conflict',
  'contract_template_missing',
  '没有已发布的合同模板',
  'No template of this code is published',
);
export const StandardTemplate = setting<string>({
  key: 'sales.contract-template',
  kind: 'text',
  fallback: 'VEHICLE_SALE',
  description: 'Code of the template that a purchase contract is drawn up from when none is named.',
  rule: 'D-7',
});

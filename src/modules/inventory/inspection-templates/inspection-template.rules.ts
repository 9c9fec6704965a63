import { refusal } from '../../../kernel/problems.js';

export const InspectionTemplateFixed = refusal(
  'conflict',
  'inspection_template_fixed',
  '已发布的检查模板不能修改,请新建版本',
  'A published checklist is not changed: write its next revision',
  'D-9',
);
export const InspectionItemTwice = refusal(
  'wrong',
  'inspection_item_twice',
  '检查项目代码重复',
  'An item of the checklist is listed twice',
  'D-9',
);

import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const StageStandardExists = refusal(
  'conflict',
  'stage_standard_exists',
  '该品牌已有此阶段的标准',
  'The brand has a standard of this stage already',
  'O-1',
);

constraintRefusal('uq_stage_standard', StageStandardExists);

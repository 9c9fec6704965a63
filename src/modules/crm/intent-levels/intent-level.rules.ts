import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const IntentLevelExists = refusal(
  'conflict',
  'intent_level_exists',
  '该品牌已有此意向级别',
  'The brand has this intent level already',
  'G-1',
);

constraintRefusal('uq_intent_level_code', IntentLevelExists);

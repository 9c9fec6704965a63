import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const IntentLevelExists = refusal(
  'conflict',
  'intent_level_exists',
  '该品牌已有此意向级别',
  'The brand has this intent level already',
  'G-1',
);

constraintRefusal('uq_intent_level_code', IntentLevelExists);
export const IntentLevelUnknown = refusal('wrong', 'intent_level_unknown', '没有该意向级别', 'There is no such intent level', 'G-1');

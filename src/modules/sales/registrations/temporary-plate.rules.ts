import { constraintRefusal, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const TemporaryPlateInvalid = refusal(
  'wrong',
  'temporary_plate_invalid',
  '临时号牌号码无效',
  'The number of the temporary plate is not valid',
  'RG-2',
);
export const TemporaryPlateTermInvalid = refusal(
  'wrong',
  'temporary_plate_term_invalid',
  '临时号牌有效期无效',
  'The term of the temporary plate is not valid',
  'RG-2',
);
export const TemporaryPlateUninsured = refusal(
  'conflict',
  'temporary_plate_uninsured',
  '没有交强险,不能申领临时号牌',
  'There is no temporary plate without compulsory insurance',
  'RG-2',
);
export const TemporaryPlatesExhausted = refusal(
  'conflict',
  'temporary_plates_exhausted',
  '临时号牌申领次数已用完',
  'The car has had as many temporary plates as the law allows',
  'RG-2',
);
/** 登记 46. */
export const MostTemporaryPlates = setting<number>({
  key: 'sales.temporary-plates-most',
  kind: 'integer',
  fallback: 3,
  min: 1,
  max: 10,
  description: 'How many temporary plates a car gets before its registration.',
  rule: 'RG-2',
});
export const TemporaryPlateDays = setting<number>({
  key: 'sales.temporary-plate-days',
  kind: 'integer',
  fallback: 30,
  min: 1,
  max: 90,
  description: 'Longest term of a temporary plate, days.',
  rule: 'RG-2',
});
/** 登记 47. */
export const TemporaryPlateGrace = setting<number>({
  key: 'sales.temporary-plate-grace-days',
  kind: 'integer',
  fallback: 3,
  min: 0,
  max: 30,
  description: 'Days after the registration for which a temporary plate still holds.',
  rule: 'RG-2',
});
constraintRefusal('uq_temporary_plate_sequence', TemporaryPlatesExhausted);

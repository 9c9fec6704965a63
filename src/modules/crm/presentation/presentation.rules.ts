import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const PresentationItemExists = refusal(
  'conflict',
  'presentation_item_exists',
  '该品牌已有此介绍项目',
  'The brand has this item already',
  'O-1',
);
export const PresentationItemUnknown = refusal(
  'wrong',
  'presentation_item_unknown',
  '没有该介绍项目',
  'There is no such item of the presentation',
  'O-1',
);

constraintRefusal('uq_presentation_item', PresentationItemExists);

import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const PriceListInvalid = refusal('wrong', 'price_list_invalid', '价格表无效', 'The price list is not valid', 'Q-2');
export const PriceListFixed = refusal(
  'conflict',
  'price_list_fixed',
  '价格表已发布,不可修改',
  'A published price list never changes: publish another one',
  'Q-2',
);
export const PriceListOverlap = refusal(
  'conflict',
  'price_list_overlap',
  '同一门店、同一项目在同一天已有有效价格',
  'Another published list has a price for the same store, item and day',
  'Q-2',
);

constraintRefusal('ex_price_list_item_held', PriceListOverlap);

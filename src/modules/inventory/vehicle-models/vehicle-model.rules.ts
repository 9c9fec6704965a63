import { refusal } from '../../../kernel/problems.js';

export const ModelOptionTwice = refusal('wrong', 'model_option_twice', '选装件代码重复', 'An option has its code once', 'Q-2');
export const ModelPriceInThePast = refusal(
  'wrong',
  'model_price_in_the_past',
  '价格不能从过去的日期起生效',
  'Prices that held are not changed: they begin today or later',
  'Q-2',
);

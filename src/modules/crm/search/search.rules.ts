import { refusal } from '../../../kernel/problems.js';

export const SearchTooShort = refusal(
  'wrong',
  'search_too_short',
  '请输入至少一个汉字、两个字母、四位数字或三位车牌号',
  'Give at least one Chinese character, two letters, four digits or three places of a plate',
);

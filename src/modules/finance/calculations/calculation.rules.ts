import { refusal } from '../../../kernel/problems.js';

export const TaxDaysReversed = refusal(
  'wrong',
  'tax_days_reversed',
  '日期早于纳税或申报之日',
  'The day is before the tax was paid or declared',
  'TX-1',
);

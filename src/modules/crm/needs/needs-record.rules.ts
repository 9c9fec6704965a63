import { refusal } from '../../../kernel/problems.js';

export const BudgetInvalid = refusal('wrong', 'budget_invalid', '预算下限高于上限', 'The budget ends below where it begins', 'O-1');

import { refusal } from '../../../kernel/problems.js';

export const AgreedInPast = refusal('wrong', 'agreed_in_past', '约定时间须晚于本次沟通', 'What was agreed lies after the contact', 'G-2');

import { refusal } from '../../../kernel/problems.js';

export const AgreedInPast = refusal('wrong', 'agreed_in_past', '约定时间须晚于本次沟通', 'What was agreed lies after the contact', 'G-2');
export const InteractionInFuture = refusal('wrong', 'interaction_in_future', '跟进时间不能晚于现在', 'A contact cannot lie in the future');

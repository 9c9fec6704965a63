import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const TagKeyUnknown = refusal('wrong', 'tag_key_unknown', '没有此标签', 'There is no such tag');
export const TagValueUnknown = refusal('wrong', 'tag_value_unknown', '该标签没有此取值', 'The tag has no such value');
export const TagAbsent = refusal('conflict', 'tag_absent', '客户没有此标签', 'The customer does not have this tag');
export const RebuildRunning = refusal('conflict', 'profile_rebuild_running', '客户画像正在重建', 'The profiles are being rebuilt already');
constraintRefusal('uq_profile_rebuild_running', RebuildRunning);

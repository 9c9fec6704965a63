import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const MergeIntoItself = refusal(
  'wrong',
  'merge_into_itself',
  '客户不能合并到自己',
  'A customer cannot be merged into itself',
  'L-4',
);
export const MergeOfUnlike = refusal(
  'conflict',
  'merge_of_unlike',
  '个人客户与单位客户不能合并',
  'A person and a company cannot be merged',
  'L-4',
);
export const UnmergeTooLate = refusal('conflict', 'unmerge_too_late', '已超过可撤销合并的期限', 'The merge can no longer be undone', 'L-4');
export const UnmergeSurvivorFirst = refusal(
  'conflict',
  'unmerge_survivor_first',
  '请先撤销其后的合并',
  'The customer it was merged into was merged itself: undo that merge first',
  'L-4',
);
export const UnmergeWithin = setting<string>({
  key: 'crm.unmerge-within',
  kind: 'duration',
  fallback: 'P30D',
  description: 'How long a merge of customers can be undone.',
  rule: 'L-4',
});
export const MergeSettlesAfter = setting<string>({
  key: 'crm.merge-settles-after',
  kind: 'duration',
  fallback: 'PT1H',
  description: 'How long after a merge what was under way is looked for and moved too.',
  rule: 'L-4',
});

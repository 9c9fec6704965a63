import { refusal } from '../../../kernel/problems.js';

export const SegmentFilterInvalid = refusal('wrong', 'segment_filter_invalid', '筛选条件无效', 'The filter is not one');
export const SegmentRetired = refusal('conflict', 'segment_retired', '客户细分已停用', 'The segment has been retired');

import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const RECALL_LIST_TYPE = 'text/csv';
/** Part of the document: 200,000 VINs are 3.6 MB. */
export const RECALL_LIST_MAX_BYTES = 5 * 1024 * 1024;

export const RecallCodeTaken = refusal('conflict', 'recall_code_taken', '召回编号已存在', 'A recall of this code is known', 'W-8');
export const RecallVinInvalid = refusal('wrong', 'recall_vin_invalid', 'VIN 无效', 'It is no VIN', 'W-8');
export const RecallRangeInvalid = refusal(
  'wrong',
  'recall_range_invalid',
  'VIN 区间无效:除校验位与末六位外须相同,且起不大于止',
  'The ends of a range differ in the check digit and the last six places only, the first not after the last',
  'W-8',
);
export const RecallWithoutVehicles = refusal(
  'wrong',
  'recall_without_vehicles',
  '召回须有 VIN 清单或区间',
  'A recall names VINs or ranges',
  'W-8',
);
export const VinNotInRecall = refusal('wrong', 'vin_not_in_recall', '该 VIN 不在召回范围内', 'The recall does not concern this VIN', 'W-8');
constraintRefusal('uq_vehicle_recall_code', RecallCodeTaken);

import { refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const CSV_TYPE = 'text/csv';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const JSON_TYPE = 'text/json';
export const IMPORT_MAX_BYTES = 10 * 1_048_576;

export const ImportUnreadable = refusal('wrong', 'import_unreadable', '无法读取文件', 'The file cannot be read');
export const ImportEmpty = refusal('wrong', 'import_empty', '文件没有数据行', 'The file has no rows');
export const ImportTooLong = refusal('wrong', 'import_too_long', '文件行数过多', 'The file has too many rows');
export const ImportColumnMissing = refusal('wrong', 'import_column_missing', '缺少必需的列', 'A column that is needed is missing');
export const ImportColumnUnknown = refusal('wrong', 'import_column_unknown', '有无法识别或重复的列', 'A column is unknown or there twice');

// What may be wrong with a cell: a row's verdict carries the code.
export const CellMissing = refusal('wrong', 'cell_missing', '不能为空', 'It must not be empty');
export const CellTooLong = refusal('wrong', 'cell_too_long', '内容过长', 'It is too long');
export const CellFormula = refusal('wrong', 'cell_formula', '不能以公式符号开头', 'It must not begin like a formula');
export const CellMobileInvalid = refusal('wrong', 'cell_mobile_invalid', '不是有效的手机号', 'It is no valid mobile number', 'ID-3');
export const CellSourceUnknown = refusal('wrong', 'cell_source_unknown', '没有该线索来源', 'There is no such source');
export const CellModelUnknown = refusal('wrong', 'cell_model_unknown', '车型库中没有该车型', 'The model is not in the catalogue');
export const CellModelDiffers = refusal(
  'wrong',
  'cell_model_differs',
  '与已有车型不一致:品牌、车系、年款、动力类型和座位数不能更改',
  'The model of this code has another: brand, series, model year, powertrain and seats do not change',
);
export const CellStoreUnknown = refusal('wrong', 'cell_store_unknown', '不是您的门店', 'It is none of your stores');

export const CellVinTwice = refusal('wrong', 'cell_vin_twice', '文件中 VIN 重复', 'The VIN is in the file before', 'ID-1');
export const CellCodeInvalid = refusal(
  'wrong',
  'cell_code_invalid',
  '只能是 40 位以内的字母、数字、-、_ 和 .',
  'Letters, digits, dash, underscore and dot, at most 40',
);
export const CellNumberInvalid = refusal('wrong', 'cell_number_invalid', '不是有效的数值', 'It is no number, or out of range');
export const CellDateInvalid = refusal('wrong', 'cell_date_invalid', '不是有效的日期', 'It is no date, or one to come');
export const CellStateInvalid = refusal(
  'wrong',
  'cell_state_invalid',
  '状态只能是 ORDERED 已订购 或 ARRIVED 已到店',
  'It can be ORDERED or ARRIVED',
  'V-1',
);
export const CellPowertrainInvalid = refusal(
  'wrong',
  'cell_powertrain_invalid',
  '动力类型只能是 ICE、BEV 或 PHEV',
  'It can be ICE, BEV or PHEV',
);
export const CellListInvalid = refusal(
  'wrong',
  'cell_list_invalid',
  '颜色或选装的写法有误',
  'Colours or options are not written as expected, or are there twice',
);
export const CellAboveListPrice = refusal('wrong', 'cell_above_list_price', '底价不得高于指导价', 'It is above the list price', 'Q-3');
export const CellAboveManager = refusal('wrong', 'cell_above_manager', '顾问优惠权限不得高于经理', "It is above a manager's", 'Q-3');

export const ImportMaxRows = setting<number>({
  key: 'integration.import-max-rows',
  kind: 'integer',
  fallback: 20_000,
  min: 1,
  max: 100_000,
  description: 'Rows that one import may have.',
  rule: 'L-8',
});
export const ImportContentKept = setting<string>({
  key: 'integration.import-content-kept',
  kind: 'duration',
  fallback: 'P30D',
  description: 'How long the rows of an ended import are kept before their content is erased.',
  rule: 'PR-8',
});

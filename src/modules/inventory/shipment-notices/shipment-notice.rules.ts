import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const NOTICE_MAX_BYTES = 2 * 1_048_576;
export const NOTICE_MAX_ROWS = 2000;
export const ON_ERROR = ['SKIP', 'ABORT'] as const;

export const NoticeUnreadable = refusal('wrong', 'shipment_notice_unreadable', '无法读取发运通知文件', 'The file cannot be read', 'V-3');
export const NoticeEmpty = refusal('wrong', 'shipment_notice_empty', '发运通知没有数据行', 'The shipment notice has no rows', 'V-3');
export const NoticeTooLong = refusal(
  'wrong',
  'shipment_notice_too_long',
  `发运通知最多 ${NOTICE_MAX_ROWS} 行`,
  `A shipment notice has at most ${NOTICE_MAX_ROWS} rows`,
  'V-3',
);
export const NoticeColumnsWrong = refusal(
  'wrong',
  'shipment_notice_columns_wrong',
  '发运通知缺少列,或有无法识别的列',
  'A column is missing, unknown or there twice',
  'V-3',
);
export const NoticeRowsBad = refusal(
  'wrong',
  'shipment_notice_rows_bad',
  '发运通知有错误行,未导入任何车辆',
  'There are bad rows: nothing was brought in',
  'V-3',
);
export const NoticeNumberTaken = refusal(
  'conflict',
  'shipment_notice_number_taken',
  '该订单的此发运通知已导入',
  'This notice of the order was brought in already',
  'V-3',
);
export const NoticeOrderNotConfirmed = refusal(
  'conflict',
  'shipment_notice_order_not_confirmed',
  '采购订单未经厂家确认,不能发运',
  'The maker has not confirmed the order: it sends nothing of it',
  'V-10',
);
export const NoticeCarTwice = refusal('wrong', 'shipment_notice_car_twice', '同一 VIN 到货登记了两次', 'A car came twice', 'V-3');
// What may be wrong with a cell: a row's fault carries the code.
export const CellEmpty = refusal('wrong', 'notice_cell_empty', '不能为空', 'It must not be empty', 'V-3');
export const CellCodeInvalid = refusal(
  'wrong',
  'notice_cell_code_invalid',
  '只能是 40 位以内的字母、数字、-、_ 和 .',
  'Letters, digits, dash, underscore and dot, at most 40',
  'V-3',
);
export const CellDateInvalid = refusal(
  'wrong',
  'notice_cell_date_invalid',
  '不是 YYYY-MM-DD 日期,或晚于今天',
  'It is no date as YYYY-MM-DD, or one to come',
  'RG-1',
);
export const CellVinTwice = refusal('wrong', 'notice_vin_twice', '文件中 VIN 重复', 'The VIN is in the file before', 'V-3');
export const CellModelUnknown = refusal('wrong', 'notice_model_unknown', '没有该车型代码', 'There is no model of this code', 'V-3');
export const CellNotOrdered = refusal(
  'wrong',
  'notice_car_not_ordered',
  '采购订单没有该车型颜色',
  'The order has no line of this model and colour',
  'V-10',
);
export const CellMoreThanConfirmed = refusal(
  'wrong',
  'notice_more_than_confirmed',
  '超出厂家已确认而未发的数量',
  'More than the maker has confirmed and not sent',
  'V-10',
);
constraintRefusal('uq_shipment_notice_of_order', NoticeNumberTaken);

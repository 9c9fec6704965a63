import { type RefusalType, refusal } from '../../../kernel/problems.js';
import { setting } from '../../../kernel/settings.js';

export const ADF_TYPES = ['application/x-adf+xml', 'application/xml', 'text/xml'];
export const ADF_MAX_BYTES = 1_048_576;

const refuse = (code: string, zh: string, en: string): RefusalType => refusal('wrong', code, zh, en, 'L-8');

// The document as a whole: nothing of it is taken in.
export const AdfMalformed = refuse('adf_malformed', '不是格式正确的 XML', 'It is no well-formed XML');
export const AdfEntitiesForbidden = refuse(
  'adf_entities_forbidden',
  '不接受 DOCTYPE 和自定义实体',
  'A DOCTYPE and entities of its own are not accepted',
);
export const AdfEncodingUnreadable = refuse(
  'adf_encoding_unreadable',
  '无法按所声明的编码读取',
  'It cannot be read in the encoding it declares',
);
export const AdfRootUnknown = refuse('adf_root_unknown', '根元素不是 adf', 'Its root element is not adf');
export const AdfProspectMissing = refuse('adf_prospect_missing', '没有 prospect 元素', 'It has no prospect');
export const AdfTooComplex = refuse('adf_too_complex', '层级过深或元素过多', 'It is nested too deeply or has too many elements');

// A prospect: it is kept in quarantine for this reason.
export const AdfNameMissing = refuse('adf_name_missing', '缺少联系人姓名', 'The contact has no name');
export const AdfContactUnreachable = refuse('adf_contact_unreachable', '没有可用的联系方式', 'There is no usable way to reach the contact');
export const AdfVehicleMissing = refuse('adf_vehicle_missing', '缺少意向车辆', 'No vehicle is asked about');
export const AdfVehicleIncomplete = refuse('adf_vehicle_incomplete', '车辆缺少年份、品牌或车型', 'The vehicle lacks year, make or model');
export const AdfVendorMissing = refuse('adf_vendor_missing', '缺少经销商', 'The vendor is missing');
export const AdfVendorUnknown = refuse('adf_vendor_unknown', '经销商不是您的任何门店', 'The vendor is none of your stores');
export const AdfValueUnknown = refuse('adf_value_unknown', '取值不在 ADF 规定之内', 'The value is none of those ADF knows');
export const AdfRequestDateMissing = refuse('adf_requestdate_missing', '缺少请求时间', 'The request date is missing');
/** Never a reason to keep a lead out: a warning, in strict mode too. */
export const AdfRequestDateInvalid = refuse('adf_requestdate_invalid', '请求时间无法识别', 'The request date cannot be read');
export const AdfModelUnknown = refuse('adf_model_unknown', '车型库中没有该车型', 'The model is not in the catalogue');
export const AdfExtensionsCut = refuse('adf_extensions_cut', '扩展字段过多,仅显示一部分', 'There are more extension fields than are shown');

/** What may be said of a prospect; a view carries the code, the page under /problems explains it. */
export const ADF_FAULTS = [
  AdfNameMissing,
  AdfContactUnreachable,
  AdfVehicleMissing,
  AdfVehicleIncomplete,
  AdfVendorMissing,
  AdfVendorUnknown,
  AdfValueUnknown,
  AdfRequestDateMissing,
  AdfRequestDateInvalid,
  AdfModelUnknown,
  AdfExtensionsCut,
] as const;
export const AdfContentErased = refusal(
  'gone',
  'adf_content_erased',
  '原始内容已过保存期限并删除',
  'The content has been erased after its time',
);

export const AdfStrict = setting<boolean>({
  key: 'integration.adf-strict',
  kind: 'boolean',
  fallback: false,
  description: 'Whether ADF leads are read strictly when the sender does not say.',
  rule: 'L-8',
});
export const AdfVendorAliases = setting<Record<string, string>>({
  key: 'integration.adf-vendor-aliases',
  kind: 'json',
  fallback: {},
  description: 'Names and numbers by which ADF senders know a store, each with the store’s code.',
  rule: 'L-8',
});
export const AdfProspectsPerDocument = setting<number>({
  key: 'integration.adf-prospects-per-document',
  kind: 'integer',
  fallback: 100,
  min: 1,
  max: 1000,
  description: 'Prospects that one ADF document may hold.',
  rule: 'L-8',
});
export const AdfContentKept = setting<string>({
  key: 'integration.adf-content-kept',
  kind: 'duration',
  fallback: 'P90D',
  description: 'How long the content of a decided ADF prospect is kept before it is erased.',
  rule: 'PR-8',
});

import { context, type Locale } from './context.js';

/** Kinds of refusal and the status each answers with (api.md, Refusals). */
export const statusOf = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  too_large: 413,
  unsupported: 415,
  wrong: 422,
  precondition: 428,
  too_many: 429,
  broken: 500,
  unavailable: 503,
} as const;
export type RefusalKind = keyof typeof statusOf;

export interface FieldFault {
  pointer: string;
  code: string;
  message: string;
}
export interface RefusalFacts {
  detail?: string;
  errors?: FieldFault[];
  allowedMoves?: string[];
  rule?: string;
  headers?: Record<string, string>;
  /** Further members of the problem document, such as the next free slots. */
  extra?: Record<string, unknown>;
}

export interface RefusalType {
  (facts?: RefusalFacts): Problem;
  readonly kind: RefusalKind;
  readonly status: number;
  readonly code: string;
  readonly title: Record<Locale, string>;
  readonly rule?: string;
}

export class Problem extends Error {
  constructor(
    readonly type: RefusalType,
    readonly facts: RefusalFacts,
  ) {
    super(`${type.code}${facts.detail ? `: ${facts.detail}` : ''}`);
  }
  toDocument(locale: Locale, instance: string, traceId: string): Record<string, unknown> {
    const { detail, errors, allowedMoves, rule = this.type.rule, extra } = this.facts;
    return {
      type: `/problems/${this.type.code}`,
      title: this.type.title[locale],
      status: this.type.status,
      detail: detail ?? this.type.title[locale],
      instance,
      code: this.type.code,
      traceId,
      ...(errors && { errors }),
      ...(allowedMoves && { allowedMoves }),
      ...(rule && { rule }),
      ...extra,
    };
  }
}

const catalogue = new Map<string, RefusalType>();
/** Every refusal the program knows, for the pages at /problems and the document. */
export const allRefusals = (): RefusalType[] => [...catalogue.values()].sort((a, b) => a.code.localeCompare(b.code));
export const refusalByCode = (code: string): RefusalType | undefined => catalogue.get(code);

/** Declares a refusal: the same constant is thrown, becomes problem+json and documents the route. */
export function refusal(kind: RefusalKind, code: string, zh: string, en: string, rule?: string): RefusalType {
  if (catalogue.has(code)) throw new Error(`Refusal ${code} is declared twice`);
  const make = (facts: RefusalFacts = {}) => new Problem(type, facts);
  const type: RefusalType = Object.assign(make, { kind, status: statusOf[kind], code, title: { zh, en }, rule });
  catalogue.set(code, type);
  return type;
}

const constraints = new Map<string, RefusalType>();
/** Gives the last line of defence, a named database constraint, a refusal of its own. */
export function constraintRefusal(constraint: string, type: RefusalType): void {
  constraints.set(constraint, type);
}
export const refusalOfConstraint = (constraint: string | undefined): RefusalType | undefined =>
  constraint === undefined ? undefined : constraints.get(constraint);

/** A text in the caller's language. */
export const say = (zh: string, en: string): string => (context.locale === 'en' ? en : zh);

/** A fault of one field, for a 422 that points at it. */
export const at = (pointer: string, type: RefusalType, message?: string): FieldFault => ({
  pointer,
  code: type.code,
  message: message ?? type.title[context.locale],
});

export const InvalidInput = refusal('malformed', 'invalid_input', '请求格式有误', 'The request is malformed');
export const KeyRequired = refusal(
  'malformed',
  'idempotency_key_required',
  '该操作必须带 Idempotency-Key',
  'This operation needs an Idempotency-Key',
);
export const Unauthenticated = refusal('unauthenticated', 'unauthenticated', '请先登录', 'Sign in first');
export const Forbidden = refusal('forbidden', 'forbidden', '当前角色无此权限', 'Your role lacks this permission');
export const NotFound = refusal('missing', 'not_found', '不存在', 'Not found');
export const IllegalMove = refusal('conflict', 'illegal_move', '当前状态不允许该操作', 'The current state forbids this move');
export const Conflict = refusal('conflict', 'conflict', '与已有数据冲突', 'It conflicts with what is already there');
export const InProgress = refusal('conflict', 'request_in_progress', '相同的请求正在处理', 'The same request is still running');
export const VersionStale = refusal('stale', 'version_stale', '数据已被他人修改', 'The version is stale');
export const TooLarge = refusal('too_large', 'body_too_large', '请求体过大', 'The body is too large');
export const UnsupportedType = refusal('unsupported', 'unsupported_media_type', '不支持的内容类型', 'Unsupported media type');
export const KeyReused = refusal(
  'wrong',
  'idempotency_key_reused',
  '同一 Idempotency-Key 用于不同的请求',
  'The Idempotency-Key was used for another request',
);
export const StoreRequired = refusal('wrong', 'store_required', '请指明门店', 'Name the store');
export const ReferenceUnknown = refusal('wrong', 'reference_unknown', '引用的对象不存在', 'It refers to something that does not exist');
export const ValueOutOfRange = refusal('wrong', 'value_out_of_range', '数值超出允许范围', 'A value is out of range');
export const IfMatchRequired = refusal('precondition', 'if_match_required', '修改前请带 If-Match', 'Changing it needs If-Match');
export const TooMany = refusal('too_many', 'too_many_requests', '请求过于频繁', 'Too many requests');
export const Broken = refusal('broken', 'internal_error', '系统内部错误', 'Something broke on our side');
export const Busy = refusal('unavailable', 'busy', '系统繁忙,请稍后重试', 'Busy, try again shortly');

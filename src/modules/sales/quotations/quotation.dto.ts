import {
  Clearable,
  Code,
  Flag,
  Id,
  ListOf,
  Note,
  OneOf,
  Optional,
  Repeated,
  SignedAmount,
  Text,
  Whole,
} from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { OFFERED_KINDS, type OfferedKind } from './pricing.js';
import { QUOTATION_STATES } from './quotation.entity.js';

export class QuotationLine {
  /** What the line is for. */
  @OneOf(OFFERED_KINDS, 'VEHICLE') kind: OfferedKind;
  @Text(200, '指导价') description: string;
  /** Fen; DISCOUNT, TRADE_IN_SUBSIDY and MAKER_SUBSIDY are zero or below, all else zero or above. */
  @SignedAmount(15_980_000) amount: number;
  /** Collected for somebody else, never revenue. If left out: true for PURCHASE_TAX, INSURANCE and REGISTRATION_FEE. */
  @Optional()
  @Flag(false)
  passThrough?: boolean;
}
export class CreateQuotation {
  @Id() opportunityId: string;
  @Id() modelId: string;
  /** One of the model's colours. */
  @Text(50, '珠光白') colour: string;
  /** Exactly one VEHICLE line at the model's list price. */
  @ListOf(() => QuotationLine, 1, 60) lines: QuotationLine[];
  /** Days it can be accepted, to the end of the last store day; 7 † if left out. */
  @Optional()
  @Whole(1, 90, 7)
  validDays?: number;
  /** A coupon of the customer: it becomes a COUPON line, counts as a discount and is used up when the quotation is accepted. */
  @Optional()
  @Code('7K2M-9QVA-PD4R')
  couponCode?: string;
}
export class EditQuotation {
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @Text(50, '珠光白')
  colour?: string;
  /** Replaces all lines. */
  @Optional()
  @ListOf(() => QuotationLine, 1, 60)
  lines?: QuotationLine[];
  /** Counted from today. */
  @Optional()
  @Whole(1, 90, 7)
  validDays?: number;
  /** A coupon of the customer, or null to use none. */
  @Clearable()
  @Code('7K2M-9QVA-PD4R')
  couponCode?: string | null;
}
export class ApproveQuotation {
  @Optional()
  @Note('月底冲量')
  note?: string;
  /** The `versionHash` that the approver saw; refused when it is no longer the quotation's. */
  @Optional()
  @Text(64, '0f343b0931126a20f133d67c2b018a3b1d8f7c2f4f0f0a8a3b1d8f7c2f4f0f0a')
  versionHash?: string;
}
export class RejectQuotation {
  @Note('优惠过大') reason: string;
}
export class ListQuotations extends ListQuery {
  @Repeated(QUOTATION_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  opportunityId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  @Optional()
  @Id()
  modelId?: string;
}

export class QuotationLineView {
  /** @example 'VEHICLE' */
  kind: string;
  /** @example '指导价' */
  description: string;
  /** Fen. @example 15980000 */
  amount: number;
  /** @example false */
  passThrough: boolean;
}
/** One version of an offer (报价单): priced lines, a total, a last day. */
export class QuotationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'QT-S01-2026-000123' */
  number: string;
  /** DRAFT, PENDING_APPROVAL, APPROVED, REJECTED, SENT, ACCEPTED, EXPIRED or SUPERSEDED. @example 'DRAFT' */
  state: string;
  /** What the caller may do now. @example ['submit'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** Shared by all versions of one offer. @example '01938b4e-7c00-7000-8000-000000000001' */
  seriesId: string;
  /** 1 for the first version. @example 1 */
  revision: number;
  /** The version that replaced this one. @example null */
  supersededById: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A5 1.5T 豪华型 2026 款' */
  modelName: string;
  /** @example '珠光白' */
  colour: string;
  lines: QuotationLineView[];
  /** The coupon that the COUPON line is of. @example null */
  couponCode: string | null;
  /** What the customer pays in all, fen, pass-through included. @example 15201200 */
  total: number;
  /** Part of the total that is collected for others, fen. @example 50000 */
  passThroughTotal: number;
  /** @example 'CNY' */
  currency: string;
  /** Reductions in percent of the list price, two decimals. @example 6 */
  discountPercent: number;
  /** CONSULTANT, MANAGER or GENERAL_MANAGER: who must agree. @example 'MANAGER' */
  approvalLevel: string;
  /** Front gross at standard cost, fen; null for callers who may not see cost. @example null */
  gross: number | null;
  /** SHA-256 of the priced content, which an approval binds to. @example '0f343b0931126a20f133d67c2b018a3b1d8f7c2f4f0f0a8a3b1d8f7c2f4f0f0a' */
  versionHash: string;
  /** End of the last store day on which it can be accepted. @example '2026-12-01T15:59:59.999Z' */
  validUntil: Date;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  submittedBy: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  submittedAt: Date | null;
  /** Who approved or rejected it. @example '01938b4e-7c00-7000-8000-000000000001' */
  decidedBy: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  decidedAt: Date | null;
  /** The approver's note, or why it was rejected. @example '月底冲量' */
  decisionNote: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  sentAt: Date | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  acceptedAt: Date | null;
  /** The order that its acceptance made. @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

import { ApiProperty } from '@nestjs/swagger';
import {
  Amount,
  Clearable,
  Code,
  CodesOf,
  Decimal,
  Flag,
  Id,
  Ids,
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
import { ESTIMATE_KINDS, type EstimateKind } from './estimates.js';
import { FINANCE_KINDS, REPAYMENT_METHODS } from './finance-alternatives.js';
import { OFFERED_KINDS, type OfferedKind } from './pricing.js';
import { QUOTATION_STATES } from './quotation.entity.js';
import { SALE_CHANNELS, type SaleChannel } from './sale-channel.js';

export class QuotationLine {
  /** What the line is for. */
  @OneOf(OFFERED_KINDS, 'VEHICLE') kind: OfferedKind;
  @Text(200, '指导价') description: string;
  /**
   * Fen; DISCOUNT, TRADE_IN_SUBSIDY and MAKER_SUBSIDY are zero or below, all else zero or above. May be left out where the price list
   * of the day, or the store's published fees, have it: VEHICLE, an ACCESSORY with an item code, FINANCE_FEE, REGISTRATION_FEE.
   */
  @Optional()
  @SignedAmount(15_980_000)
  amount?: number;
  /** The accessory of the price list; it is at the price of the list. */
  @Optional()
  @Code('ACC-FILM-01')
  itemCode?: string;
  /** How many of the accessory; one if left out. */
  @Optional()
  @Whole(1, 99, 1)
  quantity?: number;
  /** Collected for somebody else, never revenue. If left out: true for PURCHASE_TAX, INSURANCE and REGISTRATION_FEE. */
  @Optional()
  @Flag(false)
  passThrough?: boolean;
}
/** A way of paying the total. */
export class FinanceTermsBody {
  @OneOf(FINANCE_KINDS, 'LOAN') kind: (typeof FINANCE_KINDS)[number];
  @Optional()
  @Text(60, '36期等额本息')
  label?: string;
  /** Fen; for a loan. The rest of the total is borrowed. */
  @Optional()
  @Amount(5_000_000)
  downPayment?: number;
  /** Monthly instalments; for a loan. */
  @Optional()
  @Whole(1, 120, 36)
  months?: number;
  /** Nominal yearly rate, percent, at most 6 decimals; for a loan. */
  @Optional()
  @Decimal(0, 100, 6, 4.5)
  annualRatePercent?: number;
  /** EQUAL_INSTALLMENT (等额本息, F-1) or EQUAL_PRINCIPAL (等额本金, F-2); for a loan. */
  @Optional()
  @OneOf(REPAYMENT_METHODS)
  method?: (typeof REPAYMENT_METHODS)[number];
}
class QuotationTerms {
  /** Ways of paying what a car in part payment leaves of the total, side by side (F-1, F-2). */
  @Optional()
  @ListOf(() => FinanceTermsBody, 0, 6)
  financeAlternatives?: FinanceTermsBody[];
  /** Where it is sold: at a distance the customer has seven days to send the car back (D-11). A new one is IN_STORE if left out. */
  @Optional()
  @OneOf(SALE_CHANNELS, 'IN_STORE')
  saleChannel?: SaleChannel;
  /** The customer confirmed that the seven days do not hold; only at a distance (D-11). */
  @Optional()
  @Flag(false)
  distanceReturnExcluded?: boolean;
  /** Where the car comes from, as the customer is told; a new one has the store's † if left out (D-11). */
  @Optional()
  @Note('全新进口车,来源于生产厂家授权渠道')
  originStatement?: string;
}
export class CreateQuotation extends QuotationTerms {
  @Id() opportunityId: string;
  @Id() modelId: string;
  /** One of the model's colours. */
  @Text(50, '珠光白') colour: string;
  /** Exactly one VEHICLE line, at the list price: of the store's price list of the day, else the model's own. */
  @ListOf(() => QuotationLine, 1, 60) lines: QuotationLine[];
  /** Days it can be accepted, to the end of the last store day; 7 † if left out. */
  @Optional()
  @Whole(1, 90, 7)
  validDays?: number;
  /** A coupon of the customer: it becomes a COUPON line, counts as a discount and is used up when the quotation is accepted. */
  @Optional()
  @Code('7K2M-9QVA-PD4R')
  couponCode?: string;
  /** Promotions that it has. If left out: those that everybody gets. */
  @Optional()
  @Ids(20)
  promotionIds?: string[];
  /** What the customer pays to others, estimated as lines that are passed through (TX-1, TX-2, IN-1). */
  @Optional()
  @CodesOf(ESTIMATE_KINDS, ['PURCHASE_TAX', 'COMPULSORY_INSURANCE'])
  estimates?: EstimateKind[];
  /** A car of the same deal that we offered for, given in part payment (TI-1). */
  @Optional()
  @Id()
  tradeInId?: string;
}
export class AcceptQuotation {
  /** The way of paying that the customer chose: the number of one of the finance alternatives (F-1). */
  @Optional()
  @Whole(1, 6, 1)
  financeAlternative?: number;
}
export class EditQuotation extends QuotationTerms {
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
  /** Promotions that it has. If null: those that everybody gets. */
  @Clearable()
  @Ids(20)
  promotionIds?: string[] | null;
  /** What the customer pays to others, estimated as lines that are passed through; null: nothing (TX-1, TX-2, IN-1). */
  @Clearable()
  @CodesOf(ESTIMATE_KINDS, ['PURCHASE_TAX', 'COMPULSORY_INSURANCE'])
  estimates?: EstimateKind[] | null;
  /** A car given in part payment, or null for none (TI-1). */
  @Clearable()
  @Id()
  tradeInId?: string | null;
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
  /** The accessory of the price list. @example null */
  itemCode: string | null;
  /** How many of the accessory. @example null */
  quantity: number | null;
  /** The price list whose price it is. @example '01938b4e-7c00-7000-8000-000000000001' */
  priceListId: string | null;
  /** The promotion that made it. @example null */
  promotionId: string | null;
  /** The rule it is estimated by; null for a price that is meant. @example null */
  estimate: string | null;
}
/** A way of paying the total; amounts in fen. */
export class FinanceAlternativeView {
  /** @example 1 */
  number: number;
  /** CASH or LOAN. @example 'LOAN' */
  kind: string;
  /** @example '36期等额本息' */
  label: string | null;
  /** @example 5000000 */
  downPayment: number;
  /** What is borrowed. @example 10201200 */
  principal: number;
  /** @example 36 */
  months: number | null;
  /** Nominal yearly rate, percent. @example 4.5 */
  annualRatePercent: number | null;
  /** EQUAL_INSTALLMENT or EQUAL_PRINCIPAL. @example 'EQUAL_INSTALLMENT' */
  method: string | null;
  /** Of the first month; with EQUAL_INSTALLMENT of every month but the last. @example 303454 */
  firstInstalment: number | null;
  /** Of the last month, which takes the remainder. @example 303476 */
  lastInstalment: number | null;
  /** @example 723166 */
  totalInterest: number;
  /** Down payment, principal and interest. @example 15924366 */
  totalPaid: number;
}
/** A car in part payment as the quotation counts it (TI-1); amounts in fen. */
export class QuotationTradeInView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  tradeInId: string;
  /** @example 'TI-S01-2026-000123' */
  number: string;
  /** @example '示范 A4 2020' */
  name: string;
  /** @example 'LFV2A21K2P1234567' */
  vin: string;
  /** What it counts for. @example 5800000 */
  allowance: number;
  /** What the customer still owes on it, and pays off before we take it. @example 0 */
  payoff: number;
  /** The total less the allowance: what is still to be paid to us. @example 9401200 */
  toPay: number;
  /** That and the payoff: what the change of cars costs the customer; subsidies are lines of the total. @example 9401200 */
  net: number;
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
  /** The promotions that were named; null: those that everybody gets. @example null */
  promotionIds: string[] | null;
  /** What is estimated as lines. @example ['PURCHASE_TAX'] */
  estimates: string[];
  /** Null where no car is given in part payment. */
  tradeIn: QuotationTradeInView | null;
  /** Ways of paying the total, or what a car in part payment leaves of it, side by side. */
  @ApiProperty({ type: () => FinanceAlternativeView, isArray: true, maxItems: 6 })
  financeAlternatives: FinanceAlternativeView[];
  /** IN_STORE, ONLINE or PHONE (D-11). @example 'IN_STORE' */
  saleChannel: string;
  /** The customer confirmed that the seven days of a distance sale do not hold (D-11). @example false */
  distanceReturnExcluded: boolean;
  /** Where the car comes from, as the customer is told (D-11). @example '全新车辆,来源于生产厂家授权渠道。' */
  originStatement: string;
  /** Price and origin as the customer was shown them when it was sent; null before (D-11). @example null */
  shownText: string | null;
  /** SHA-256 of that text. @example null */
  shownHash: string | null;
  /** The store day whose prices and promotions it has. @example '2026-11-24' */
  pricedOn: string;
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
  /** Why a consultant may not agree: DISCOUNT_ABOVE_LIMIT, GROSS_BELOW_FLOOR, PRICE_BELOW_FLOOR. @example ['DISCOUNT_ABOVE_LIMIT'] */
  approvalReasons: string[];
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
  /** The way of paying that was chosen: the number of a finance alternative. @example 1 */
  acceptedAlternative: number | null;
  /** The order that its acceptance made. @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

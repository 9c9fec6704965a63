import { Flag, Id, ListOf, Note, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { QuotationLine, QuotationLineView } from '../quotations/quotation.dto.js';
import { ORDER_AMENDMENT_STATES } from './order-amendment.entity.js';

export class CreateOrderAmendment {
  @Id() salesOrderId: string;
  /** Another model. */
  @Optional()
  @Id()
  modelId?: string;
  /** Another colour: one of the model’s. */
  @Optional()
  @Text(50, '曜石黑')
  colour?: string;
  /**
   * Replaces all price lines except those of a coupon or a promotion, priced as in a quotation of today. If left out: those of the order.
   * Another model brings its own prices of today: car, accessories of the list, estimates; of the promotions those that it has as well.
   */
  @Optional()
  @ListOf(() => QuotationLine, 1, 60)
  lines?: QuotationLine[];
  /** The car it is to get; if left out, the oldest that matches (D-3). */
  @Optional()
  @Id()
  stockVehicleId?: string;
  @Note('客户改选黑色') reason: string;
}
export class ApproveOrderAmendment {
  @Optional()
  @Note('同意换色')
  note?: string;
  /** Void the contract that was signed on the car and price before: the new one must be drawn up and signed. */
  @Optional()
  @Flag(false)
  voidContract?: boolean;
}
export class RejectOrderAmendment {
  @Note('该颜色三个月内无车') reason: string;
}
export class ListOrderAmendments extends ListQuery {
  @Repeated(ORDER_AMENDMENT_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
}

/** What an order is for, and at what price. */
export class OrderContentView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A5 1.5T 豪华型 2026 款' */
  modelName: string;
  /** @example '珠光白' */
  colour: string;
  lines: QuotationLineView[];
  /** Fen. @example 15201200 */
  total: number;
  /** Fen. @example 50000 */
  passThroughTotal: number;
}
/** A change of car, colour, price or accessories of a confirmed order (订单变更), with the order as it was and as it is to be. */
export class OrderAmendmentView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
  /** @example '客户改选黑色' */
  reason: string;
  before: OrderContentView;
  after: OrderContentView;
  /** After less before, fen. @example 300000 */
  difference: number;
  /** The car that was chosen; null: the oldest that matches. @example null */
  stockVehicleId: string | null;
  /** Who must agree: MANAGER or GENERAL_MANAGER. @example 'MANAGER' */
  approvalLevel: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  requestedBy: string;
  /** @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** @example null */
  decisionNote: string | null;
}

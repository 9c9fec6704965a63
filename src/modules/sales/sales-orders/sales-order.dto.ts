import { ApiProperty } from '@nestjs/swagger';
import { Flag, Id, Note, OneOf, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { FinanceAlternativeView } from '../quotations/quotation.dto.js';
import { SALES_ORDER_STATES } from './sales-order.entity.js';

/** Whose doing a cancellation is: the refund of the deposit depends on it (D-5, D-6). */
export const CANCEL_CAUSES = ['CUSTOMER', 'SELLER', 'AGREED', 'OTHER'] as const;

export class CancelSalesOrder {
  /** Whose doing it is: decides what happens to the deposit (D-5). */
  @OneOf(CANCEL_CAUSES, 'CUSTOMER') cause: string;
  @Note('客户改变购车计划') reason: string;
}
export class AllocateSalesOrder {
  /** A free car of the order’s model, colour and store. */
  @Id() stockVehicleId: string;
  /** Void the contract that was signed for the car it has: the new one must be drawn up and signed. */
  @Optional()
  @Flag(false)
  voidContract?: boolean;
}
export class ReleaseCarOfSalesOrder {
  @Note('客户推迟提车,车辆让给其他订单') reason: string;
  /** Void the contract that was signed for the car. */
  @Optional()
  @Flag(false)
  voidContract?: boolean;
}
export class HandOverCarOfSalesOrder {
  /** The order that gets the car: of the same model, colour and store. */
  @Id() toSalesOrderId: string;
  @Note('客户推迟提车,车辆转给急需的客户') reason: string;
  /** Void the contracts that were signed: the first one's for this car, the other one's for the car it has. */
  @Optional()
  @Flag(false)
  voidContract?: boolean;
}
export class ListSalesOrders extends ListQuery {
  @Repeated(SALES_ORDER_STATES)
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
}

export class OrderReservationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** When the hold runs out; null once the deposit is paid (D-4). @example '2026-11-26T10:00:00.000Z' */
  expiresAt: Date | null;
}
export class OrderPaymentView {
  /** UNPAID, PARTIAL, OVERDUE (a due date passed with money missing), PAID, or REFUNDED once money of an ended order went back (D-2). @example 'UNPAID' */
  state: string;
  /** Fen. @example 15201200 */
  total: number;
  /** Fen. @example 0 */
  paid: number;
  /** Fen. @example 15201200 */
  outstanding: number;
  /** Fen that went back to the customer. @example 0 */
  refunded: number;
}
/** An accessory of an order. */
export class OrderedAccessoryView {
  /** @example 'ACC-FILM' */
  itemCode: string;
  /** @example '原厂贴膜' */
  description: string;
  /** @example 1 */
  quantity: number;
  /** How many are on the car that the order has now. @example 0 */
  fitted: number;
}
/** A confirmed order for one car (销售订单). The facts beside its state (D-2) are as the order last heard them; a single read asks finance for the payment. */
export class SalesOrderView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'SO-S01-2026-000123' */
  number: string;
  /** PENDING_DEPOSIT, PENDING_ALLOCATION, PREPARING, DELIVERED, COMPLETED, CANCELLED or RETURNED (D-1). @example 'PENDING_DEPOSIT' */
  state: string;
  /** What the caller may do now. @example ['cancel'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** The accepted quotation. @example '01938b4e-7c00-7000-8000-000000000001' */
  quotationId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A5 1.5T 豪华型 2026 款' */
  modelName: string;
  /** @example '珠光白' */
  colour: string;
  /** What the customer pays in all, fen, pass-through included. @example 15201200 */
  total: number;
  /** Part of the total that is collected for others, fen. @example 50000 */
  passThroughTotal: number;
  /** Deposit asked for, fen; at most 20 % of the total (D-5). @example 500000 */
  depositAmount: number;
  /** @example 'CNY' */
  currency: string;
  /** The car that is held for it; null while none is (D-3, D-4). */
  reservation: OrderReservationView | null;
  payment: OrderPaymentView;
  /** Of its finance application: NONE, APPLIED, APPROVED, DECLINED or DISBURSED (D-2). @example 'NONE' */
  financing: string;
  /** NONE, DRAFT or SIGNED. @example 'NONE' */
  contract: string;
  /** NONE or ISSUED. @example 'NONE' */
  invoice: string;
  /** Compulsory insurance: NONE or RECORDED. @example 'NONE' */
  insurance: string;
  /** Purchase tax: NONE or RECORDED. @example 'NONE' */
  tax: string;
  /** NONE, IN_PROGRESS or COMPLETED. @example 'NONE' */
  registration: string;
  /** NONE or PASSED. @example 'NONE' */
  pdi: string;
  /** It can be handed over: a single read asks every gate (D-7), a list knows only the facts above and asks nobody. @example false */
  ready: boolean;
  /** IN_STORE, ONLINE or PHONE (D-11). @example 'IN_STORE' */
  saleChannel: string;
  /** The customer confirmed that the seven days of a distance sale do not hold (D-11). @example false */
  distanceReturnExcluded: boolean;
  /** @example '2026-11-24T10:00:00.000Z' */
  confirmedAt: Date;
  /** When it is cancelled if nothing was paid by then. @example '2026-12-01T10:00:00.000Z' */
  expiresAt: Date;
  /** @example null */
  depositPaidAt: Date | null;
  /** @example null */
  deliveryId: string | null;
  /** @example null */
  deliveredAt: Date | null;
  /** @example null */
  cancelledAt: Date | null;
  /** CUSTOMER, SELLER, AGREED, OTHER, or UNPAID when it ran out. @example null */
  cancelCause: string | null;
  /** @example null */
  cancelReason: string | null;
  /** @example null */
  returnedAt: Date | null;
  /** Gates that an approver waived (D-7). @example [] */
  waivedGates: string[];
  /** Accessories of the price list that the workshop fits (精品加装). */
  accessories: OrderedAccessoryView[];
  /** How the customer chose to pay when they accepted; null: nobody said. */
  @ApiProperty({ type: () => FinanceAlternativeView, nullable: true })
  paymentPlan: FinanceAlternativeView | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

/** What happens to the money under one cause, in fen. */
export class CancellationTermView {
  /** CUSTOMER, SELLER, AGREED or OTHER. @example 'CUSTOMER' */
  cause: string;
  /** What was paid. @example 500000 */
  paid: number;
  /** Of it with the effect of 定金: at most 20 % of the price (民法典 586). @example 500000 */
  earnest: number;
  /** Of it 订金, a refundable prepayment. @example 0 */
  prepayment: number;
  /** Other payments. @example 0 */
  other: number;
  /** What a lender paid of the price: it goes back to the lender. @example 0 */
  toLender: number;
  /** What the store keeps. @example 500000 */
  forfeited: number;
  /** What comes on top: earnest money goes back double when the seller fails (民法典 587). @example 0 */
  compensation: number;
  /** What goes back in all. @example 0 */
  refund: number;
  /** @example 'D-5' */
  rule: string;
  /** @example '买方违约:定金不退(民法典 587),订金按门店约定退还,其余款项全额退还' */
  explanation: string;
}
/** What cancelling the order would mean now. */
export class CancellationTermsView {
  /** Its state and its papers allow it. @example true */
  cancellable: boolean;
  /** Why not; null when it may be cancelled. @example null */
  obstacle: string | null;
  /** The vehicle invoice is issued: it must be red-flushed (D-6). @example false */
  redFlushNeeded: boolean;
  /** @example 'CNY' */
  currency: string;
  /** One per cause. */
  terms: CancellationTermView[];
}

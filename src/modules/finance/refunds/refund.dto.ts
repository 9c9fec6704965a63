import { Id, Note, OneOf, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { PAYMENT_METHODS, type PaymentMethod } from '../receipts/receipt.entity.js';
import { REFUND_REASONS, REFUND_STATES } from './refund.entity.js';

export class ApproveRefund {
  @Optional()
  @Note('金额与收据相符')
  note?: string;
}
export class RejectRefund {
  @Note('缺少客户收款账户证明') reason: string;
}
export class ResubmitRefund {
  /** What was put right. */
  @Note('已补充收款账户证明') note: string;
}
export class PayRefund {
  @OneOf(PAYMENT_METHODS, 'TRANSFER') method: PaymentMethod;
}
export class ListRefunds extends ListQuery {
  @Repeated(REFUND_STATES)
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
  @OneOf(REFUND_REASONS)
  reason?: string;
}

/** Money that goes back (退款). */
export class RefundView extends StoreResourceView {
  /** CANCELLATION, AMENDMENT or RETURN of the order; TRADE_IN: the traded car was worth more; LOAN, LOAN_SURPLUS: money of the lender; REBATE of a car that came back; SUBSIDY of a loan whose order ended. @example 'CANCELLATION' */
  reason: string;
  /** The order, amendment or return it follows from. @example '01938b4e-7c00-7000-8000-000000000002' */
  sourceId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000002' */
  salesOrderId: string;
  /** Number of the order. @example 'SO-S01-2026-000001' */
  subjectNumber: string;
  /** @example '01938b4e-7c00-7000-8000-000000000003' */
  customerId: string;
  /** Who gets it: CUSTOMER, LENDER or MAKER. @example 'CUSTOMER' */
  payee: string;
  /** The lender. @example null */
  payeeName: string | null;
  /** Fen that go back, compensation included. @example 500000 */
  amount: number;
  /** @example 'CNY' */
  currency: string;
  /** Fen of it on top of what was paid: earnest money goes back double when the seller fails (D-5). @example 0 */
  compensation: number;
  /** Fen that were paid and do not go back. @example 0 */
  retained: number;
  /** Why so much. @example '双方协商解除:已付款项全额退还' */
  explanation: string;
  /** Who must agree: NONE, FINANCE_MANAGER or GENERAL_MANAGER, by amount (D-6). @example 'FINANCE_MANAGER' */
  approvalLevel: string;
  /** Whose doing it follows from, or who asked again last; all zeros: the system. @example '01938b4e-7c00-7000-8000-000000000004' */
  requestedBy: string;
  /** Everybody who asked for it, one after the other: none of them may approve it (D-6). @example ['01938b4e-7c00-7000-8000-000000000004'] */
  requesters: string[];
  /** @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** @example null */
  decisionNote: string | null;
  /** How it was paid. @example null */
  method: string | null;
  /** @example null */
  paidBy: string | null;
  /** @example null */
  paidAt: Date | null;
}

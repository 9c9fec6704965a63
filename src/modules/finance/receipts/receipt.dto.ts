import { Id, Note, OneOf, Optional, PositiveAmount, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { DEPOSIT_TYPES, PAYMENT_METHODS, RECEIPT_METHODS, type DepositType, type PaymentMethod } from './receipt.entity.js';

export class TakeReceipt {
  /** What is paid. */
  @Id() receivableId: string;
  /** Fen, at most what is outstanding. */
  @PositiveAmount(500_000) amount: number;
  @OneOf(PAYMENT_METHODS, 'BANK_CARD') method: PaymentMethod;
  /** EARNEST (定金) or PREPAYMENT (订金, refundable): required for a deposit, forbidden otherwise (D-5). */
  @Optional()
  @OneOf(DEPOSIT_TYPES)
  depositType?: DepositType;
  /** Who paid, when it was not the customer. */
  @Optional()
  @Text(100, '王小明')
  payerName?: string;
  @Optional()
  @Note()
  note?: string;
}

export class ListReceipts extends ListQuery {
  @Optional()
  @Id()
  receivableId?: string;
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  repairOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @OneOf(RECEIPT_METHODS)
  method?: string;
}

/** Money that came in against one receivable. */
export class ReceiptView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'RC-S01-2026-000001' */
  number: string;
  /** @example '01938b4e-7c00-7000-8000-000000000002' */
  receivableId: string;
  /** Of the receivable: DEPOSIT, BALANCE, REPAIR or OTHER. @example 'DEPOSIT' */
  kind: string;
  /** Fen. @example 500000 */
  amount: number;
  /** @example 'CNY' */
  currency: string;
  /** CASH, BANK_CARD, TRANSFER, WECHAT, ALIPAY or CHEQUE. @example 'BANK_CARD' */
  method: string;
  /** EARNEST (定金) or PREPAYMENT (订金), printed on the receipt; null when it is no deposit (D-5). @example 'EARNEST' */
  depositType: string | null;
  /** Fen of it that have the effect of 定金: at most 20 % of the contract price in all (D-5, 民法典 586). @example 500000 */
  earnestAmount: number;
  /** Fen of it that are a refundable prepayment. @example 0 */
  prepaymentAmount: number;
  /** @example null */
  payerName: string | null;
  /** @example null */
  note: string | null;
  /** The employee who took it. @example '01938b4e-7c00-7000-8000-000000000003' */
  cashierId: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  receivedAt: Date;
  /** @example '01938b4e-7c00-7000-8000-000000000004' */
  salesOrderId: string | null;
  /** @example null */
  repairOrderId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000005' */
  customerId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000006' */
  storeId: string;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

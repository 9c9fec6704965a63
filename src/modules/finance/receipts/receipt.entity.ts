import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { ReceivableKind } from '../finance.contract.js';

export const PAYMENT_METHODS = ['CASH', 'BANK_CARD', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
/** A traded car pays too, but over no counter (TI-1). */
export const RECEIPT_METHODS = [...PAYMENT_METHODS, 'TRADE_IN'] as const;
export type ReceiptMethod = (typeof RECEIPT_METHODS)[number];
export const DEPOSIT_TYPES = ['EARNEST', 'PREPAYMENT'] as const;
export type DepositType = (typeof DEPOSIT_TYPES)[number];

/** Money that came in; never changed, only refunded. */
@Entity({ schema: 'finance', name: 'receipt' })
export class Receipt extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'receivable_id' }) receivableId: string;
  @Column('text') kind: ReceivableKind;
  @Column('bigint') amount: number;
  @Column('text') currency: string;
  @Column('text') method: ReceiptMethod;
  @Column('text', { name: 'deposit_type', nullable: true }) depositType: DepositType | null;
  @Column('bigint', { name: 'earnest_amount' }) earnestAmount: number;
  @Column('bigint', { name: 'prepayment_amount' }) prepaymentAmount: number;
  @Column('text', { name: 'payer_name', nullable: true }) payerName: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'cashier_id' }) cashierId: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('uuid', { name: 'sales_order_id', nullable: true }) salesOrderId: string | null;
  @Column('uuid', { name: 'repair_order_id', nullable: true }) repairOrderId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  /** The loan it is of: money of the lender's. */
  @Column('uuid', { name: 'finance_application_id', nullable: true }) financeApplicationId: string | null;
  @Column('uuid', { name: 'trade_in_id', nullable: true }) tradeInId: string | null;
}

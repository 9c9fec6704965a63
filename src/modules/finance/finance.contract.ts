import { event } from '../../kernel/events/event.js';
import { constraintRefusal, refusal } from '../../kernel/problems.js';
import { setting } from '../../kernel/settings.js';

export type ReceivableKind = 'DEPOSIT' | 'BALANCE' | 'REPAIR' | 'OTHER';
/** Amounts in fen over the live receivables of an order or repair order. */
export interface BalanceFacts {
  total: number;
  paid: number;
  outstanding: number;
  /** What the customer still owes, other payers (maker, insurer, our own house) left out. */
  customerOutstanding: number;
}
/** What the end of an order means for what was paid (D-5), in fen. */
export interface RefundTerms {
  cause: string;
  paid: number;
  /** Of it with the effect of 定金, at most a fifth of the price. */
  earnest: number;
  /** Of it 订金. */
  prepayment: number;
  other: number;
  /** What a lender paid of the price: it goes back to the lender. */
  toLender: number;
  forfeited: number;
  /** On top of what was paid. */
  compensation: number;
  refund: number;
  rule: string;
  explanation: string;
}
export interface InvoiceFacts {
  invoiceId: string;
  number: string;
  state: string;
  total: number;
  vin: string;
  certificateNumber: string | null;
  issuedOn: string | null;
}
/** A loan as the calculator takes it (F-1, F-2). */
export interface LoanQuestionFacts {
  /** Amount borrowed, fen. */
  principal: number;
  annualRatePercent: number;
  months: number;
  method: 'EQUAL_INSTALLMENT' | 'EQUAL_PRINCIPAL';
}
export interface LoanFacts {
  firstPayment: number;
  lastPayment: number;
  totalInterest: number;
}
export interface PurchaseTaxFacts {
  payable: number;
  /** The rule that decided: TX-1, or TX-2 with the years of its window. */
  rule: string;
}
interface Subject {
  salesOrderId: string | null;
  repairOrderId: string | null;
  customerId: string | null;
  storeId: string;
}
export const ReceivableOpened = event<
  Subject & { receivableId: string; kind: ReceivableKind; payer: string; amount: number; dueOn: string }
>('finance.receivable-opened', 'Money became due to us.', { outwardOnly: true });
export const ReceivableOverdue = event<
  Subject & { receivableId: string; kind: ReceivableKind; payer: string; outstanding: number; dueOn: string }
>('finance.receivable-overdue', 'A receivable was not paid in full by its due date.');
export const ReceiptTaken = event<
  Subject & {
    receiptId: string;
    receivableId: string;
    kind: ReceivableKind;
    payer: string;
    amount: number;
    method: string;
    depositType: 'EARNEST' | 'PREPAYMENT' | null;
    receivedAt: string;
  }
>('finance.receipt-taken', 'Money came in.');
export const ReceivablePaid = event<
  Subject & { receivableId: string; kind: ReceivableKind; payer: string; amount: number; paidAt: string; outstandingOfSubject: number }
>('finance.receivable-paid', 'A receivable is paid in full.');
interface RefundFacts extends Subject {
  refundId: string;
  number: string;
  reason: 'CANCELLATION' | 'AMENDMENT' | 'RETURN' | 'TRADE_IN' | 'LOAN' | 'LOAN_SURPLUS' | 'REBATE' | 'SUBSIDY';
  amount: number;
  compensation: number;
  /** Who gets it. */
  payee: 'CUSTOMER' | 'LENDER' | 'MAKER';
}
export const RefundRequested = event<RefundFacts>('finance.refund-requested', 'Money must go back to a customer, a lender or the maker.', {
  outwardOnly: true,
});
export const RefundPaid = event<RefundFacts & { method: string; paidAt: string }>(
  'finance.refund-paid',
  'Money went back to a customer, a lender or the maker.',
);
export const InvoiceIssued = event<
  Subject & { invoiceId: string; number: string; kind: string; vin: string | null; total: number; issuedOn: string }
>('finance.invoice-issued', 'An invoice was issued.');
export const InvoiceRedFlushed = event<
  Subject & { invoiceId: string; number: string; kind: string; vin: string | null; total: number; reason: string; redFlushedOn: string }
>('finance.invoice-red-flushed', 'An issued invoice was cancelled by a red one.');

export const AmountExceedsOutstanding = refusal(
  'wrong',
  'amount_exceeds_outstanding',
  '收款金额超过未收金额',
  'The amount exceeds what is outstanding',
);
export const DepositTypeRequired = refusal(
  'wrong',
  'deposit_type_required',
  '请注明是定金还是订金',
  'Say whether the deposit is earnest money or a prepayment',
  'D-5',
);
export const DepositTypeNotApplicable = refusal(
  'wrong',
  'deposit_type_not_applicable',
  '只有首付订/定金才有定金类型',
  'Only a deposit has a deposit type',
  'D-5',
);
export const BuyerNotIdentified = refusal(
  'wrong',
  'buyer_not_identified',
  '客户没有登记证件号码,不能开票',
  'The buyer has no ID number or credit code on file',
  'FP-1',
);
export const BuyerIsNotOwner = refusal(
  'conflict',
  'buyer_is_not_owner',
  '发票购买方与车辆登记人不一致',
  'The vehicle invoice names another buyer than the owner to be registered: take it back with a red one and issue it anew',
  'FP-1',
);
export const OrderHasNoCar = refusal('conflict', 'order_has_no_car', '订单尚未配车,不能开票', 'The order has no car yet', 'FP-1');
export const OrderNotBillable = refusal(
  'conflict',
  'order_not_billable',
  '订单已取消或已退车,不能开票',
  'The order is cancelled or its car came back: it cannot be invoiced',
  'D-6',
);
export const VehicleInvoiceExists = refusal(
  'conflict',
  'vehicle_invoice_exists',
  '该订单已有有效的机动车发票',
  'The order already has a live vehicle invoice',
  'FP-1',
);
export const InvoiceCarChanged = refusal(
  'conflict',
  'invoice_car_changed',
  '订单的车辆已变更,请作废后重开',
  'The order has another car now: void the draft and make a new one',
  'FP-1',
);
export const ReliefWindowsInvalid = refusal(
  'conflict',
  'relief_windows_invalid',
  '购置税减免期设置有误',
  'The setting of the purchase-tax relief windows is malformed',
  'TX-2',
);
constraintRefusal('ck_receivable_paid', AmountExceedsOutstanding);
constraintRefusal('uq_invoice_vehicle', VehicleInvoiceExists);
constraintRefusal('uq_invoice_vin', VehicleInvoiceExists);

export const DepositDue = setting<string>({
  key: 'finance.deposit-due',
  kind: 'duration',
  fallback: 'P2D',
  description: 'How long after the order the deposit is due: as long as the car is held without it.',
  rule: 'D-4',
});
export const BalanceDue = setting<string>({
  key: 'finance.balance-due',
  kind: 'duration',
  fallback: 'P30D',
  description: 'How long after the order the rest of the price is due.',
  rule: 'D-3',
});
export const CustomerRepairDue = setting<string>({
  key: 'finance.customer-repair-due',
  kind: 'duration',
  fallback: 'P0D',
  description: 'How long after settlement the customer’s workshop bill is due.',
  rule: 'A-6',
});
export const OtherPayerRepairDue = setting<string>({
  key: 'finance.other-payer-repair-due',
  kind: 'duration',
  fallback: 'P30D',
  description: 'How long after settlement the workshop bill of another payer (maker, insurer) is due.',
  rule: 'A-6',
});
export const SubsidyDue = setting<string>({
  key: 'finance.subsidy-due',
  kind: 'duration',
  fallback: 'P60D',
  description: 'How long after a loan was paid out the subsidy of its interest is due.',
  rule: 'F-4',
});
export const WholesaleDue = setting<string>({
  key: 'finance.wholesale-due',
  kind: 'duration',
  fallback: 'P7D',
  description: 'How long after a car was sold to the trade its price is due.',
  rule: 'V-1',
});
export const CarVatRatePercent = setting<number>({
  key: 'finance.car-vat-rate-percent',
  kind: 'number',
  fallback: 13,
  min: 0,
  max: 100,
  description: 'VAT on a car sale, percent of the price without tax.',
  rule: 'TX-1',
});

import { event } from '../../kernel/events/event.js';

export type ReceivableKind = 'DEPOSIT' | 'BALANCE' | 'REPAIR' | 'OTHER';
export interface BalanceFacts {
  total: number;
  paid: number;
  outstanding: number;
}
export interface InvoiceFacts {
  invoiceId: string;
  number: string;
  state: string;
  vin: string;
  certificateNumber: string | null;
  issuedOn: string | null;
}
interface Subject {
  salesOrderId: string | null;
  repairOrderId: string | null;
  customerId: string | null;
  storeId: string;
}
export const ReceivableOpened = event<Subject & { receivableId: string; kind: ReceivableKind; payer: string; amount: number; dueOn: string }>('finance.receivable-opened', 'Money became due to us.', { outwardOnly: true });
export const ReceiptTaken = event<Subject & { receiptId: string; receivableId: string; kind: ReceivableKind; amount: number; method: string; depositType: 'EARNEST' | 'PREPAYMENT' | null; receivedAt: string }>(
  'finance.receipt-taken',
  'Money came in.',
);
export const ReceivablePaid = event<Subject & { receivableId: string; kind: ReceivableKind; amount: number; paidAt: string; outstandingOfSubject: number }>('finance.receivable-paid', 'A receivable is paid in full.');
export const InvoiceIssued = event<Subject & { invoiceId: string; number: string; kind: string; vin: string | null; total: number; issuedOn: string }>('finance.invoice-issued', 'An invoice was issued.');

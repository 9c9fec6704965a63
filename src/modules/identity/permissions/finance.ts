import { readers, row, type Section, store } from './rows.js';

export const finance = {
  listReceivables: readers('cashier', 'finance_manager'),
  getReceivable: readers('cashier', 'finance_manager'),
  // Whoever takes money is no manager of the store: the general manager reads only.
  createReceipt: row('STORE', 'cashier', 'finance_manager'),
  listReceipts: readers('cashier', 'finance_manager'),
  getReceipt: readers('cashier', 'finance_manager'),
  listRefunds: readers('cashier', 'finance_manager', 'sales_manager'),
  getRefund: readers('cashier', 'finance_manager', 'sales_manager'),
  approveRefund: store('finance_manager'),
  rejectRefund: store('finance_manager'),
  resubmitRefund: row('STORE', 'cashier', 'finance_manager', 'sales_manager'),
  payRefund: row('STORE', 'cashier', 'finance_manager'),
  createInvoice: row('STORE', 'cashier', 'finance_manager'),
  listInvoices: readers('cashier', 'finance_manager'),
  getInvoice: readers('cashier', 'finance_manager'),
  issueInvoice: row('STORE', 'cashier', 'finance_manager'),
  voidInvoice: row('STORE', 'cashier', 'finance_manager'),
  redFlushInvoice: row('STORE', 'finance_manager'),
  listJournalEntries: readers('finance_manager'),
  calculateLoan: 'SIGNED_IN',
  calculatePurchaseTax: 'SIGNED_IN',
  checkIdentifier: 'SIGNED_IN',
} satisfies Section;

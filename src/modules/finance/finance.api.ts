import { Injectable } from '@nestjs/common';
import type { BalanceFacts, InvoiceFacts } from './finance.contract.js';

/** What Sales and After-sales must know of money now. */
@Injectable()
export class FinanceApi {
  /** Of all live receivables of an order or repair order; null while finance has not heard of it. */
  balanceOf(subject: { salesOrderId: string } | { repairOrderId: string }): Promise<BalanceFacts | null> {
    throw new Error(JSON.stringify(subject));
  }
  /** The issued (else the newest) vehicle invoice of an order. */
  vehicleInvoiceOf(salesOrderId: string): Promise<InvoiceFacts | null> {
    throw new Error(salesOrderId);
  }
}

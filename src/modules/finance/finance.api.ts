import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/database.js';
import { CalculationService } from './calculations/calculation.service.js';
import { loanSchedule, type LoanSchedule, type LoanTerms } from './calculations/loan-schedule.js';
import { purchaseTaxRefund } from './calculations/purchase-tax-years.js';
import type { BalanceFacts, InvoiceFacts, LoanFacts, LoanQuestionFacts, PurchaseTaxFacts, RefundTerms } from './finance.contract.js';
import { InvoiceService } from './invoices/invoice.service.js';
import { OrderSettlement } from './refunds/order-settlement.js';

/** No row while finance has not heard of it. */
const balanceBy = (column: 'sales_order_id' | 'repair_order_id'): string =>
  `SELECT coalesce(sum(amount) FILTER (WHERE state <> 'CANCELLED'), 0)::bigint AS total,
     coalesce(sum(paid) FILTER (WHERE state <> 'CANCELLED'), 0)::bigint AS paid,
     coalesce(sum(amount - paid) FILTER (WHERE state <> 'CANCELLED'), 0)::bigint AS outstanding,
     coalesce(sum(amount - paid) FILTER (WHERE state <> 'CANCELLED' AND payer = 'CUSTOMER'), 0)::bigint AS "customerOutstanding"
   FROM finance.receivable WHERE ${column} = $1 HAVING count(*) > 0`;
const VEHICLE_INVOICE = `SELECT id AS "invoiceId", number, state, total, vin, certificate_number AS "certificateNumber", issued_on AS "issuedOn"
   FROM finance.invoice WHERE sales_order_id = $1 AND kind = 'VEHICLE' ORDER BY state = 'ISSUED' DESC, created_at DESC, id DESC LIMIT 1`;

/** What Sales and After-sales must know of money now. */
@Injectable()
export class FinanceApi {
  constructor(
    private readonly db: Database,
    private readonly settlement: OrderSettlement,
    private readonly calculations: CalculationService,
    private readonly invoices: InvoiceService,
  ) {}

  /** What would go back to the customer if the order ended now, under every cause (D-5). */
  refundTermsOf(salesOrderId: string, storeId: string): Promise<RefundTerms[]> {
    return this.settlement.terms(salesOrderId, storeId);
  }

  /** What a loan costs: the same calculation as at the desk (F-1, F-2). */
  loan(question: LoanQuestionFacts): LoanFacts {
    const { instalments, totalInterest } = this.calculations.loan(question);
    return { firstPayment: instalments[0]?.payment ?? 0, lastPayment: instalments.at(-1)?.payment ?? 0, totalInterest };
  }
  /** The purchase tax of a car bought at a store on a day (TX-1, TX-2). */
  async purchaseTax(
    question: { invoiceTotal: number; powertrain: 'ICE' | 'BEV' | 'PHEV'; date: string },
    storeId: string,
  ): Promise<PurchaseTaxFacts> {
    const { payable, rule } = await this.calculations.purchaseTaxAt(question, storeId);
    return { payable, rule };
  }

  /** What the tax office gives back of the purchase tax of a car that went back to us (TX-1, 购税 15), fen. */
  purchaseTaxRefund(question: { taxPaid: number; paidOn: string; returnedOn: string }): number {
    return purchaseTaxRefund(question).refund;
  }

  /** Of all live receivables of an order or repair order; null while finance has not heard of it. */
  async balanceOf(subject: { salesOrderId: string } | { repairOrderId: string }): Promise<BalanceFacts | null> {
    const [column, id] =
      'salesOrderId' in subject
        ? (['sales_order_id', subject.salesOrderId] as const)
        : (['repair_order_id', subject.repairOrderId] as const);
    const [balance] = await this.db.sql<BalanceFacts>(balanceBy(column), [id]);
    return balance ?? null;
  }

  /** The issued (else the newest) vehicle invoice of an order. */
  async vehicleInvoiceOf(salesOrderId: string): Promise<InvoiceFacts | null> {
    const [invoice] = await this.db.sql<InvoiceFacts>(VEHICLE_INVOICE, [salesOrderId]);
    return invoice ?? null;
  }
  /** Both of an order, in one statement. */
  async standingOf(salesOrderId: string): Promise<{ balance: BalanceFacts | null; invoice: InvoiceFacts | null }> {
    const [standing] = await this.db.sql<{ balance: BalanceFacts | null; invoice: InvoiceFacts | null }>(
      `SELECT (SELECT to_jsonb(b) FROM (${balanceBy('sales_order_id')}) b) AS balance, (SELECT to_jsonb(i) FROM (${VEHICLE_INVOICE}) i) AS invoice`,
      [salesOrderId],
    );
    return standing ?? { balance: null, invoice: null };
  }

  /** Refuses when the issued vehicle invoice names another buyer than the owner who is to be registered (FP-1). */
  requireBuyer(salesOrderId: string, customerId: string): Promise<void> {
    return this.invoices.requireBuyerOf(salesOrderId, customerId);
  }

  /** The repayment schedule of a loan, exact to the fen (F-1, F-2). */
  loanSchedule(terms: LoanTerms): LoanSchedule {
    return loanSchedule(terms);
  }
}

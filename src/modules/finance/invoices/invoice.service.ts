import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { Clock } from '../../../kernel/time/clock.js';
import { BuyerIsNotOwner, InvoiceIssued, InvoiceRedFlushed } from '../finance.contract.js';
import { Journal } from '../journal/journal.service.js';
import { InvoiceDrafts } from './invoice-drafts.js';
import type { DraftInvoice, InvoiceView, RedFlushInvoice } from './invoice.dto.js';
import { Invoice, invoiceLifecycle } from './invoice.entity.js';
import { InvoiceQueries } from './invoice.queries.js';

@Injectable()
export class InvoiceService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly drafts: InvoiceDrafts,
    private readonly queries: InvoiceQueries,
    private readonly journal: Journal,
  ) {}

  /** Copies buyer, car and price of an order to a draft. */
  draft(body: DraftInvoice): Promise<InvoiceView> {
    return this.db.transaction(async () => {
      const invoice = await this.drafts.ofOrder(body);
      await this.db.save(invoice, 'draft');
      return this.queries.viewOf(invoice);
    });
  }

  /** Issues it: the order must still stand, with the same car. */
  issue(id: string): Promise<InvoiceView> {
    return this.db.transaction(async () => {
      const invoice = await this.db.lock(Invoice, id);
      invoiceLifecycle.check(invoice, 'issue');
      await this.drafts.mustStillFit(invoice);
      invoiceLifecycle.move(invoice, 'issue');
      invoice.issuedOn = this.clock.today();
      await this.db.save(invoice, 'issue');
      await this.journal.post(invoice, { type: 'INVOICE', id: invoice.id }, [
        { account: 'ADVANCES', debit: invoice.total },
        { account: 'REVENUE', credit: invoice.exTaxAmount },
        { account: 'OUTPUT_TAX', credit: invoice.vatAmount },
      ]);
      this.outbox.publish(InvoiceIssued, invoice, { ...factsOf(invoice), issuedOn: invoice.issuedOn });
      return this.queries.viewOf(invoice);
    });
  }

  void(id: string): Promise<InvoiceView> {
    return this.db.transaction(async () => {
      const invoice = await this.db.lock(Invoice, id);
      invoiceLifecycle.move(invoice, 'void');
      await this.db.save(invoice, 'void');
      return this.queries.viewOf(invoice);
    });
  }

  /** Takes an issued invoice back; after it the order may be invoiced again. */
  redFlush(id: string, { reason }: RedFlushInvoice): Promise<InvoiceView> {
    return this.db.transaction(async () => {
      const invoice = await this.db.lock(Invoice, id);
      invoiceLifecycle.move(invoice, 'red-flush');
      invoice.redFlushReason = reason;
      invoice.redFlushedOn = this.clock.today();
      await this.db.save(invoice, 'red-flush');
      await this.journal.post(invoice, { type: 'INVOICE_RED_FLUSHED', id: invoice.id }, [
        { account: 'REVENUE', debit: invoice.exTaxAmount },
        { account: 'OUTPUT_TAX', debit: invoice.vatAmount },
        { account: 'ADVANCES', credit: invoice.total },
      ]);
      this.outbox.publish(InvoiceRedFlushed, invoice, { ...factsOf(invoice), reason, redFlushedOn: invoice.redFlushedOn });
      return this.queries.viewOf(invoice);
    });
  }

  /** Refuses when the issued vehicle invoice of an order names another buyer than its customer is now. */
  async requireBuyerOf(salesOrderId: string, customerId: string): Promise<void> {
    const invoice = await this.db.repo(Invoice).findOneBy({ salesOrderId, kind: 'VEHICLE', state: 'ISSUED' });
    if (invoice === null) return;
    if (invoice.customerId !== customerId) throw BuyerIsNotOwner();
    await this.drafts.requireBuyer(invoice);
  }

  /** An order that ended needs no draft; an issued invoice waits for its red one (D-6). */
  async voidDraftsOf(salesOrderId: string): Promise<void> {
    for (const invoice of await this.db.lockAll(Invoice, { salesOrderId, state: 'DRAFT' })) {
      invoiceLifecycle.move(invoice, 'void');
      await this.db.save(invoice, 'void');
    }
  }
}

const factsOf = (i: Invoice) => ({
  invoiceId: i.id,
  number: i.number,
  kind: i.kind,
  vin: i.vin,
  total: i.total,
  salesOrderId: i.salesOrderId,
  repairOrderId: null,
  customerId: i.customerId,
  storeId: i.storeId,
});

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { BuyerNotIdentified, InvoiceCarChanged, OrderHasNoCar, OrderNotBillable, VehicleInvoiceExists } from '../finance.contract.js';
import { DraftInvoice, InvoiceView, ListInvoices, RedFlushInvoice } from './invoice.dto.js';
import { InvoiceQueries } from './invoice.queries.js';
import { InvoicePriceChanged } from './invoice.rules.js';
import { InvoiceService } from './invoice.service.js';

@Resource('invoices', 'finance')
export class InvoiceController {
  constructor(
    private readonly invoices: InvoiceService,
    private readonly queries: InvoiceQueries,
  ) {}

  @Create('createInvoice', InvoiceView, {
    summary: 'Draft the vehicle invoice of a sales order',
    description: 'Buyer, car and price are copied from the order. One live vehicle invoice an order (FP-1).',
    refusals: [NotFound, BuyerNotIdentified, OrderHasNoCar, OrderNotBillable, VehicleInvoiceExists],
    keyed: true,
  })
  create(@Body() body: DraftInvoice): Promise<InvoiceView> {
    return this.invoices.draft(body);
  }
  @List('listInvoices', InvoiceView, { summary: 'List invoices' })
  list(@Query() query: ListInvoices): Promise<Page<InvoiceView>> {
    return this.queries.list(query);
  }
  @Read('getInvoice', InvoiceView, { summary: 'Read an invoice' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<InvoiceView> {
    return this.queries.invoice(id);
  }
  @Move('issueInvoice', 'issue', InvoiceView, {
    summary: 'Issue an invoice',
    keyed: true,
    refusals: [IllegalMove, OrderNotBillable, InvoiceCarChanged, InvoicePriceChanged],
  })
  issue(@Param('id', ParseUUIDPipe) id: string): Promise<InvoiceView> {
    return this.invoices.issue(id);
  }
  @Move('voidInvoice', 'void', InvoiceView, { summary: 'Throw a draft away', keyed: true, refusals: [IllegalMove] })
  void(@Param('id', ParseUUIDPipe) id: string): Promise<InvoiceView> {
    return this.invoices.void(id);
  }
  @Move('redFlushInvoice', 'red-flush', InvoiceView, {
    summary: 'Take an issued invoice back with a red one',
    keyed: true,
    refusals: [IllegalMove],
  })
  redFlush(@Param('id', ParseUUIDPipe) id: string, @Body() body: RedFlushInvoice): Promise<InvoiceView> {
    return this.invoices.redFlush(id, body);
  }
}

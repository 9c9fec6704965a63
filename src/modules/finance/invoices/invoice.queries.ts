import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { maskIdentity, PersonalData } from '../../../kernel/security/personal-data.js';
import type { InvoiceView, ListInvoices } from './invoice.dto.js';
import { Invoice, invoiceLifecycle } from './invoice.entity.js';

const INVOICES: ListDefinition = {
  select: `i.id, i.number, i.state, i.kind, i.sales_order_id AS "salesOrderId", i.sales_order_number AS "salesOrderNumber", i.customer_id AS "customerId", i.buyer_name AS "buyerName",
    i.buyer_identity_sealed AS "buyerIdentitySealed", i.seller_name AS "sellerName", i.model_name AS "modelName", i.vin, i.engine_number AS "engineNumber", i.certificate_number AS "certificateNumber",
    i.type_code AS "typeCode", i.vehicle_type AS "vehicleType", i.origin, i.import_certificate_number AS "importCertificateNumber", i.inspection_number AS "inspectionNumber",
    i.tax_authority AS "taxAuthority", i.tonnage_kg AS "tonnageKg", i.seats, i.seller_tax_number AS "sellerTaxNumber",
    i.currency, i.total, i.vat_rate_percent AS "vatRatePercent", i.vat_amount AS "vatAmount", i.ex_tax_amount AS "exTaxAmount", i.issued_on AS "issuedOn", i.red_flushed_on AS "redFlushedOn",
    i.red_flush_reason AS "redFlushReason", i.store_id AS "storeId", i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt"`,
  from: 'finance.invoice i',
  id: 'i.id',
  sorts: { createdAt: { by: 'i.created_at', type: 'timestamptz' }, total: { by: 'i.total', type: 'bigint' } },
  defaultSort: '-createdAt',
  filters: {
    salesOrderId: 'i.sales_order_id = ?::uuid',
    customerId: 'i.customer_id = ?::uuid',
    vin: 'i.vin = ?',
    state: 'i.state = ANY(?::text[])',
  },
  scope: { store: 'i.store_id' },
};

@Injectable()
export class InvoiceQueries {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
  ) {}

  async list(query: ListInvoices): Promise<Page<InvoiceView>> {
    const page = await this.lists.page<Invoice>(INVOICES, query);
    await this.personal.prefetch(page.items.map((invoice) => invoice.customerId));
    return { ...page, items: await Promise.all(page.items.map((invoice) => this.viewOf(invoice))) };
  }
  async invoice(id: string): Promise<InvoiceView> {
    return this.viewOf(await this.db.find(Invoice, id));
  }

  async viewOf(i: Invoice): Promise<InvoiceView> {
    return {
      id: i.id,
      number: i.number,
      state: i.state,
      allowedMoves: permissions.allowedMoves(invoiceLifecycle, i),
      kind: i.kind,
      salesOrderId: i.salesOrderId,
      salesOrderNumber: i.salesOrderNumber,
      customerId: i.customerId,
      buyerName: i.buyerName,
      buyerIdentityNumber: maskIdentity(await this.personal.open(i.customerId, i.buyerIdentitySealed)),
      sellerName: i.sellerName,
      modelName: i.modelName,
      vin: i.vin,
      engineNumber: i.engineNumber,
      certificateNumber: i.certificateNumber,
      typeCode: i.typeCode,
      vehicleType: i.vehicleType,
      origin: i.origin,
      importCertificateNumber: i.importCertificateNumber,
      inspectionNumber: i.inspectionNumber,
      taxAuthority: i.taxAuthority,
      tonnageKg: i.tonnageKg,
      seats: i.seats,
      sellerTaxNumber: i.sellerTaxNumber,
      currency: i.currency,
      total: i.total,
      vatRatePercent: i.vatRatePercent,
      vatAmount: i.vatAmount,
      exTaxAmount: i.exTaxAmount,
      issuedOn: i.issuedOn,
      redFlushedOn: i.redFlushedOn,
      redFlushReason: i.redFlushReason,
      storeId: i.storeId,
      version: i.version,
      createdAt: i.createdAt,
      updatedAt: i.updatedAt,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Numbers } from '../../../kernel/database/numbers.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { CrmApi } from '../../crm/crm.api.js';
import { IdentityApi } from '../../identity/identity.api.js';
import {
  BuyerIsNotOwner,
  BuyerNotIdentified,
  CarVatRatePercent,
  InvoiceCarChanged,
  OrderHasNoCar,
  OrderNotBillable,
} from '../finance.contract.js';
import { InvoicePriceChanged, InvoiceVehicleType, TaxAuthority, VEHICLE_INVOICE_CODE } from './invoice.rules.js';
import { BillableOrders } from './billable-order.js';
import type { DraftInvoice } from './invoice.dto.js';
import { Invoice, invoiceLifecycle } from './invoice.entity.js';

/** ISO 3779: the first letter names the country. */
const VIN_OF_CHINA = 'L';

/** What an invoice says of its order: copied when it is drafted, looked at again when it is issued. */
@Injectable()
export class InvoiceDrafts {
  constructor(
    private readonly numbers: Numbers,
    private readonly personal: PersonalData,
    private readonly identity: IdentityApi,
    private readonly crm: CrmApi,
    private readonly orders: BillableOrders,
  ) {}

  /** Buyer, car and price of an order; refuses what cannot be invoiced (FP-1). */
  async ofOrder(body: DraftInvoice): Promise<Invoice> {
    const order = await this.orders.order(body.salesOrderId);
    if (order.cancelled) throw OrderNotBillable();
    if (order.vin === null || order.modelName === null) throw OrderHasNoCar();
    const buyer = await this.crm.identityFor(order.customerId, 'INVOICE');
    if (buyer.identityNumber === null) throw BuyerNotIdentified();
    const store = await this.identity.store(order.storeId);
    const invoice = Object.assign(new Invoice(), {
      id: newId(),
      number: await this.numbers.next('INV', store.code),
      storeId: order.storeId,
      kind: body.kind,
      salesOrderId: order.salesOrderId,
      salesOrderNumber: order.number,
      customerId: order.customerId,
      buyerName: buyer.name,
      buyerIdentitySealed: await this.personal.seal(order.customerId, buyer.identityNumber),
      sellerName: store.name,
      sellerTaxNumber: store.taxNumber,
      taxAuthority: (await this.identity.setting(TaxAuthority, store.id)) || null,
      typeCode: VEHICLE_INVOICE_CODE,
      vehicleType: body.vehicleType ?? (await this.identity.setting(InvoiceVehicleType, store.id)),
      origin: body.origin ?? (order.vin.startsWith(VIN_OF_CHINA) ? '中国' : null),
      importCertificateNumber: body.importCertificateNumber ?? null,
      inspectionNumber: body.inspectionNumber ?? null,
      tonnageKg: body.tonnageKg ?? null,
      seats: order.seats,
      modelName: order.modelName,
      vin: order.vin,
      engineNumber: order.engineNumber,
      certificateNumber: order.certificateNumber,
      currency: CURRENCY,
      issuedOn: null,
      redFlushedOn: null,
      redFlushReason: null,
    });
    invoice.price(order.total - order.passThroughTotal, await this.identity.setting(CarVatRatePercent, order.storeId));
    invoiceLifecycle.begin(invoice);
    return invoice;
  }

  /** Who was invoiced is who gets the plates: by the ID number or credit code as it is on file now (FP-1). */
  async requireBuyer({ customerId, buyerIdentitySealed }: Invoice): Promise<void> {
    const owner = await this.crm.identityFor(customerId, 'REGISTRATION');
    if ((await this.personal.open(customerId, buyerIdentitySealed)) !== owner.identityNumber) throw BuyerIsNotOwner();
  }

  /** The order stands and still has the car that the invoice names. */
  async mustStillFit(invoice: Invoice): Promise<void> {
    const order = await this.orders.order(invoice.salesOrderId);
    if (order.cancelled) throw OrderNotBillable();
    if (order.vin !== invoice.vin) throw InvoiceCarChanged();
    if (order.total - order.passThroughTotal !== invoice.total) throw InvoicePriceChanged();
  }
}

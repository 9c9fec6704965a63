import { Injectable } from '@nestjs/common';
import { CrmApi } from '../../crm/crm.api.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { SalesOrder } from '../sales-orders/sales-order.entity.js';
import type { DocumentsOnFile } from './registration.entity.js';

/** Asks the owners of the documents themselves: what an event has not told yet counts too (RG-1). */
@Injectable()
export class OrderDocuments {
  constructor(
    private readonly crm: CrmApi,
    private readonly inventory: InventoryApi,
    private readonly finance: FinanceApi,
  ) {}

  async of(order: SalesOrder): Promise<DocumentsOnFile> {
    const customers = await this.crm.customers([order.customerId]);
    const invoice = await this.finance.vehicleInvoiceOf(order.id);
    const car = order.stockVehicleId === null ? null : await this.inventory.vehicle(order.stockVehicleId);
    return {
      identified: customers.get(order.customerId)?.identified ?? false,
      invoiced: invoice?.state === 'ISSUED',
      certificate: car?.documents.includes('CERTIFICATE') ?? false,
      insured: order.insurance === 'RECORDED',
    };
  }
}

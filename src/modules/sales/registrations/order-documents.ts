import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Clock } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { SalesOrder } from '../sales-orders/sales-order.entity.js';
import type { DocumentsOnFile } from './registration-documents.js';
import type { Registration } from './registration.entity.js';

/** 车船税 is collected with the compulsory policy, or the car is exempt. */
export const VESSEL_TAX_PAID = `SELECT 1 FROM sales.insurance_policy p WHERE p.sales_order_id = $1 AND p.vin = $2 AND p.vessel_tax <> 'NOT_COLLECTED' LIMIT 1`;

/** Asks the owners of the documents themselves: what an event has not told yet counts too (RG-1). */
@Injectable()
export class OrderDocuments {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly crm: CrmApi,
    private readonly inventory: InventoryApi,
    private readonly finance: FinanceApi,
  ) {}

  /** The owner of the plates is who bought the car (FP-1). */
  requireBuyer({ id, customerId }: SalesOrder): Promise<void> {
    return this.finance.requireBuyer(id, customerId);
  }

  /** With the proofs that the completion brings. */
  async of(order: SalesOrder, registration: Registration): Promise<DocumentsOnFile> {
    const customers = await this.crm.customers([order.customerId]);
    const invoice = await this.finance.vehicleInvoiceOf(order.id);
    const car = order.stockVehicleId === null ? null : await this.inventory.vehicle(order.stockVehicleId);
    const [policy] = await this.db.sql(VESSEL_TAX_PAID, [order.id, order.vin]);
    return {
      identified: customers.get(order.customerId)?.identified ?? false,
      invoiced: invoice?.state === 'ISSUED',
      carDocuments: car?.documents ?? [],
      insured: order.insurance === 'RECORDED',
      purchaseTaxed: registration.taxPaidOn !== null,
      vesselTaxed: registration.vesselTaxProof !== null || policy !== undefined,
      producedOn: car?.producedOn ?? null,
      afterAccident: registration.afterAccident,
      inspected: registration.safetyInspectionProof !== null,
      today: this.clock.today(),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import { isReady, type Verdict } from './delivery-readiness.js';
import type { DeliveryReadinessView, DeliveryView, ListDeliveries } from './delivery.dto.js';
import { Delivery } from './delivery.entity.js';

const DELIVERIES: ListDefinition = {
  select: `d.id, d.number, d.store_id AS "storeId", d.owner_employee_id AS "ownerEmployeeId", d.opportunity_id AS "opportunityId", d.customer_id AS "customerId", d.sales_order_id AS "salesOrderId",
    d.stock_vehicle_id AS "stockVehicleId", d.vin, d.model_name AS "modelName", d.odometer_km AS "odometerKm", d.invoiced_on AS "invoicedOn", d.delivered_on AS "deliveredOn",
    d.delivered_at AS "deliveredAt", d.checklist, d.signed_by_sealed AS "signedBySealed", d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: 'sales.delivery d',
  id: 'd.id',
  sorts: { createdAt: { by: 'd.created_at', type: 'timestamptz' }, deliveredAt: { by: 'd.delivered_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'd.store_id = ?::uuid',
    salesOrderId: 'd.sales_order_id = ?::uuid',
    customerId: 'd.customer_id = ?::uuid',
    ownerEmployeeId: 'd.owner_employee_id = ?::uuid',
    from: 'd.delivered_on >= ?::date',
    to: 'd.delivered_on <= ?::date',
  },
  scope: { store: 'd.store_id', owner: 'd.owner_employee_id' },
};

@Injectable()
export class DeliveryReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
  ) {}

  async one(id: string): Promise<DeliveryView> {
    return this.#view(await this.db.find(Delivery, id));
  }
  async list(query: ListDeliveries): Promise<Page<DeliveryView>> {
    const page = await this.lists.page<Delivery>(DELIVERIES, query);
    await this.personal.prefetch(page.items.map((d) => d.customerId));
    return { ...page, items: await Promise.all(page.items.map((d) => this.#view(d))) };
  }

  async #view({ signedBySealed, ...delivery }: Delivery): Promise<DeliveryView> {
    return { ...delivery, signedBy: maskName(await this.personal.open(delivery.customerId, signedBySealed)) };
  }
}

export const readinessOf = (verdict: Verdict): DeliveryReadinessView => ({
  ready: isReady(verdict),
  gates: verdict.gates,
  checklist: verdict.checklist,
});

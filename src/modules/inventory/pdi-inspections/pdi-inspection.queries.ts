import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import type { ListPdiInspections, PdiInspectionView, PdiTemplateView } from './pdi-inspection.dto.js';
import type { PdiInspection } from './pdi-inspection.entity.js';
import { PdiRequirements } from './pdi-requirements.js';

const PDI: ListDefinition = {
  select: `i.id, i.number, i.result, v.store_id AS "storeId", i.stock_vehicle_id AS "stockVehicleId", i.vin, i.sales_order_id AS "salesOrderId", i.inspected_by AS "inspectedBy",
    i.inspected_at AS "inspectedAt", i.odometer_km AS "odometerKm", i.items, i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt"`,
  // It is of the store that has the car now (V-8).
  from: 'inventory.pdi_inspection i JOIN inventory.stock_vehicle v ON v.id = i.stock_vehicle_id',
  id: 'i.id',
  sorts: { createdAt: { by: 'i.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'v.store_id = ?::uuid',
    stockVehicleId: 'i.stock_vehicle_id = ?::uuid',
    salesOrderId: 'i.sales_order_id = ?::uuid',
    result: 'i.result = ?',
  },
  scope: { store: 'v.store_id' },
};

@Injectable()
export class PdiInspectionReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly requirements: PdiRequirements,
  ) {}

  async one(id: string): Promise<PdiInspectionView> {
    const [row] = await this.db.sql<PdiInspection>(`SELECT ${PDI.select} FROM ${PDI.from} WHERE i.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListPdiInspections): Promise<Page<PdiInspectionView>> {
    const page = await this.lists.page<PdiInspection>(PDI, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async templates(storeId?: string): Promise<Page<PdiTemplateView>> {
    const mine = storesOfScope();
    const { title, items } = await this.requirements.of(storeId ?? (mine.length === 1 ? (mine[0] ?? null) : null));
    return { items: [{ code: 'C', title, items }], nextCursor: null };
  }
}

export const viewOf = (i: PdiInspection): PdiInspectionView => ({
  id: i.id,
  number: i.number,
  result: i.result,
  storeId: i.storeId,
  stockVehicleId: i.stockVehicleId,
  vin: i.vin,
  salesOrderId: i.salesOrderId,
  inspectedBy: i.inspectedBy,
  inspectedAt: i.inspectedAt,
  odometerKm: i.odometerKm,
  // Inspections of before have no values.
  items: i.items.map((item) => ({ ...item, value: item.value ?? null })),
  version: i.version,
  createdAt: i.createdAt,
  updatedAt: i.updatedAt,
});

import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { Clock } from '../../../kernel/time/clock.js';
import type {
  DueStorageInspectionView,
  ListDueStorageInspections,
  ListVehicleInspections,
  VehicleInspectionView,
} from './vehicle-inspection.dto.js';

/** An inspection is of the store that has the car now (V-8). */
const INSPECTIONS: ListDefinition = {
  select: `i.id, i.number, i.result, v.store_id AS "storeId", i.stock_vehicle_id AS "stockVehicleId", v.vin, i.template_code AS "templateCode",
    i.template_revision AS "templateRevision", i.inspected_by AS "inspectedBy", i.inspected_at AS "inspectedAt", i.odometer_km AS "odometerKm", i.answers,
    i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt"`,
  from: 'inventory.vehicle_inspection i JOIN inventory.stock_vehicle v ON v.id = i.stock_vehicle_id',
  id: 'i.id',
  sorts: { createdAt: { by: 'i.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'v.store_id = ?::uuid',
    stockVehicleId: 'i.stock_vehicle_id = ?::uuid',
    templateCode: 'i.template_code = ?',
    result: 'i.result = ?',
  },
  scope: { store: 'v.store_id' },
};
const DUE: ListDefinition = {
  select: `v.id, v.store_id AS "storeId", v.vin, m.name AS "modelName", v.colour, v.location, v.state, v.storage_inspected_on AS "lastInspectedOn",
    v.storage_due_on AS "dueOn", v.storage_overdue_since AS "overdueSince"`,
  from: 'inventory.stock_vehicle v JOIN inventory.vehicle_model m ON m.id = v.model_id',
  id: 'v.id',
  sorts: { dueOn: { by: 'v.storage_due_on', type: 'date' } },
  defaultSort: 'dueOn',
  filters: { storeId: 'v.store_id = ?::uuid', overdue: '?::boolean = (v.storage_overdue_since IS NOT NULL)' },
  scope: { store: 'v.store_id' },
  where: `v.storage_due_on IS NOT NULL AND v.state IN ('IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'HOLD')`,
};

@Injectable()
export class VehicleInspectionReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  async one(id: string): Promise<VehicleInspectionView> {
    const [row] = await this.db.sql<VehicleInspectionView>(`SELECT ${INSPECTIONS.select} FROM ${INSPECTIONS.from} WHERE i.id = $1`, [id]);
    return mustBeInScope(row);
  }
  list(query: ListVehicleInspections): Promise<Page<VehicleInspectionView>> {
    return this.lists.page<VehicleInspectionView>(INSPECTIONS, query);
  }
  due({ dueBy, ...query }: ListDueStorageInspections): Promise<Page<DueStorageInspectionView>> {
    return this.lists.page<DueStorageInspectionView>(DUE, query, [
      ['v.storage_due_on <= ?::date', dueBy ?? this.clock.today(), dueBy ?? 'today'],
    ]);
  }
}

import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { DefectDisclosureView, ListVehicleDefects, VehicleDefectView } from './vehicle-defect.dto.js';
import { type VehicleDefect, vehicleDefectLifecycle } from './vehicle-defect.entity.js';

type Row = VehicleDefect & { storeId: string; vin: string; disclosures: DefectDisclosureView[] };

/** Whether the order that holds the car now has not been told of the defect `d` of the car `v` (三包 32). */
export const UNTOLD = `EXISTS (SELECT 1 FROM inventory.reservation r WHERE r.stock_vehicle_id = v.id AND r.state = 'LIVE' AND r.sales_order_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM inventory.defect_disclosure c WHERE c.vehicle_defect_id = d.id AND c.sales_order_id = r.sales_order_id))`;

const DEFECTS: ListDefinition = {
  select: `d.id, d.number, d.state, v.store_id AS "storeId", d.stock_vehicle_id AS "stockVehicleId", v.vin, d.source, d.inspection_id AS "inspectionId", d.item_code AS "itemCode",
    d.description, d.severity, d.photo_reference AS "photoReference", d.found_by AS "foundBy", d.found_at AS "foundAt", d.rework_note AS "reworkNote", d.reworked_by AS "reworkedBy",
    d.reworked_at AS "reworkedAt", d.decided_by AS "decidedBy", d.decided_at AS "decidedAt", d.decision_note AS "decisionNote",
    coalesce((SELECT jsonb_agg(jsonb_build_object('salesOrderId', c.sales_order_id, 'document', c.document, 'disclosedBy', c.disclosed_by, 'disclosedAt', c.disclosed_at)
      ORDER BY c.disclosed_at, c.id) FROM inventory.defect_disclosure c WHERE c.vehicle_defect_id = d.id), '[]') AS disclosures,
    d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: 'inventory.vehicle_defect d JOIN inventory.stock_vehicle v ON v.id = d.stock_vehicle_id',
  id: 'd.id',
  sorts: { createdAt: { by: 'd.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'd.state = ANY(?::text[])',
    storeId: 'v.store_id = ?::uuid',
    stockVehicleId: 'd.stock_vehicle_id = ?::uuid',
    vin: 'v.vin = upper(?)',
    source: 'd.source = ?',
    severity: 'd.severity = ?',
    undisclosed: `?::boolean = (${UNTOLD})`,
  },
  scope: { store: 'v.store_id' },
};

@Injectable()
export class VehicleDefectReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<VehicleDefectView> {
    const [row] = await this.db.sql<Row>(`SELECT ${DEFECTS.select} FROM ${DEFECTS.from} WHERE d.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListVehicleDefects): Promise<Page<VehicleDefectView>> {
    const page = await this.lists.page<Row>(DEFECTS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (d: Row): VehicleDefectView => ({
  ...headOf(vehicleDefectLifecycle, d),
  stockVehicleId: d.stockVehicleId,
  vin: d.vin,
  source: d.source,
  inspectionId: d.inspectionId,
  itemCode: d.itemCode,
  description: d.description,
  severity: d.severity,
  photoReference: d.photoReference,
  foundBy: d.foundBy,
  foundAt: d.foundAt,
  reworkNote: d.reworkNote,
  reworkedBy: d.reworkedBy,
  reworkedAt: d.reworkedAt,
  decidedBy: d.decidedBy,
  decidedAt: d.decidedAt,
  decisionNote: d.decisionNote,
  disclosures: d.disclosures,
});

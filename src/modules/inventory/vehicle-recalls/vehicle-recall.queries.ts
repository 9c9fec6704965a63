import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { NotFound } from '../../../kernel/problems.js';
import { GONE_SQL } from '../stock-vehicles/stock-vehicle.entity.js';
import { CONCERNED } from './recall-range.js';
import type { ListRecalledVehicles, ListVehicleRecalls, RecalledVehicleView, VehicleRecallView } from './vehicle-recall.dto.js';
import { type VehicleRecall, vehicleRecallLifecycle } from './vehicle-recall.entity.js';

type Row = VehicleRecall & Pick<VehicleRecallView, 'namedVins' | 'closedVins' | 'ranges' | 'stockOpen'>;
const RECALLS: ListDefinition = {
  select: `r.id, r.number, r.state, r.code, r.title, r.remedy, r.parts, r.published_on AS "publishedOn", r.published_by AS "publishedBy", r.closed_at AS "closedAt", r.close_reason AS "closeReason",
    n.named AS "namedVins", n.closed AS "closedVins", (SELECT count(*)::int FROM inventory.vehicle_recall_range g WHERE g.vehicle_recall_id = r.id) AS ranges,
    CASE WHEN r.state = 'CLOSED' THEN 0 ELSE (SELECT count(*)::int FROM inventory.stock_vehicle v WHERE v.open_recall AND v.state NOT IN ${GONE_SQL} AND ${CONCERNED}) END AS "stockOpen",
    r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: `inventory.vehicle_recall r CROSS JOIN LATERAL (
    SELECT count(*)::int AS named, count(*) FILTER (WHERE closed_at IS NOT NULL)::int AS closed FROM inventory.vehicle_recall_vin n WHERE n.vehicle_recall_id = r.id) n`,
  id: 'r.id',
  sorts: { createdAt: { by: 'r.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { state: 'r.state = ANY(?::text[])', code: 'r.code = ?' },
};
/** Cars of ours that it names or whose VIN is in a range, the remedy done or not. */
const VEHICLES: ListDefinition = {
  select: `v.id AS "stockVehicleId", v.vin, v.store_id AS "storeId", v.state AS "vehicleState", r.state = 'OPEN' AND ${CONCERNED} AS open`,
  from: 'inventory.vehicle_recall r CROSS JOIN inventory.stock_vehicle v',
  id: 'v.id',
  sorts: { vin: { by: 'v.vin', type: 'text' } },
  defaultSort: 'vin',
  filters: { open: `(r.state = 'OPEN' AND ${CONCERNED}) = ?::boolean` },
  where: `v.state NOT IN ${GONE_SQL} AND (${CONCERNED} OR EXISTS (SELECT 1 FROM inventory.vehicle_recall_vin n WHERE n.vehicle_recall_id = r.id AND n.vin = v.vin))`,
  scope: { store: 'v.store_id' },
};

@Injectable()
export class VehicleRecallReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<VehicleRecallView> {
    const [row] = await this.db.sql<Row>(`SELECT ${RECALLS.select} FROM ${RECALLS.from} WHERE r.id = $1`, [id]);
    if (!row) throw NotFound();
    return viewOf(row);
  }
  async list(query: ListVehicleRecalls): Promise<Page<VehicleRecallView>> {
    const page = await this.lists.page<Row>(RECALLS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async vehicles(id: string, query: ListRecalledVehicles): Promise<Page<RecalledVehicleView>> {
    await this.one(id);
    return this.lists.page(VEHICLES, query, [['r.id = ?::uuid', id]]);
  }
}

const viewOf = (r: Row): VehicleRecallView => ({
  ...headOf(vehicleRecallLifecycle, r),
  code: r.code,
  title: r.title,
  remedy: r.remedy,
  parts: r.parts,
  publishedOn: r.publishedOn,
  namedVins: r.namedVins,
  closedVins: r.closedVins,
  ranges: r.ranges,
  stockOpen: r.stockOpen,
  publishedBy: r.publishedBy,
  closedAt: r.closedAt,
  closeReason: r.closeReason,
});

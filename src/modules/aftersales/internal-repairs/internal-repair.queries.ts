import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { InternalRepairLineView, InternalRepairView, ListInternalRepairs } from './internal-repair.dto.js';
import { InternalRepair, internalRepairLifecycle } from './internal-repair.entity.js';

const LINE = `jsonb_build_object('id', l.id, 'itemCode', l.item_code, 'description', l.description, 'partId', l.part_id, 'quantity', l.quantity, 'issuedQuantity', l.issued_quantity)`;
const LINES = (order: string) =>
  `(SELECT coalesce(jsonb_agg(${LINE} ORDER BY l.item_code), '[]') FROM aftersales.internal_repair_line l WHERE l.internal_repair_id = ${order})`;
const INTERNAL_REPAIRS: ListDefinition = {
  select: `r.id, r.number, r.state, r.store_id AS "storeId", r.sales_order_id AS "salesOrderId", r.order_number AS "orderNumber", r.stock_vehicle_id AS "stockVehicleId", r.vin,
    r.released_at AS "releasedAt", ${LINES('r.id')} AS lines, r.technician_employee_id AS "technicianEmployeeId", r.started_at AS "startedAt", r.finished_at AS "finishedAt",
    r.inspector_id AS "inspectorId", r.rework_reason AS "reworkReason", r.ended_at AS "endedAt", r.cancel_reason AS "cancelReason",
    r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: 'aftersales.internal_repair r',
  id: 'r.id',
  sorts: { createdAt: { by: 'r.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'r.state = ANY(?::text[])',
    storeId: 'r.store_id = ?::uuid',
    salesOrderId: 'r.sales_order_id = ?::uuid',
    stockVehicleId: 'r.stock_vehicle_id = ?::uuid',
  },
  scope: { store: 'r.store_id' },
};

@Injectable()
export class InternalRepairReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<InternalRepairView> {
    const order = await this.db.find(InternalRepair, id);
    const [row] = await this.db.sql<{ lines: InternalRepairLineView[] }>(`SELECT ${LINES('$1::uuid')} AS lines`, [id]);
    return viewOf({ ...order, lines: row?.lines ?? [] });
  }
  async list(query: ListInternalRepairs): Promise<Page<InternalRepairView>> {
    const page = await this.lists.page<WithLines>(INTERNAL_REPAIRS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

type WithLines = Omit<InternalRepair, 'expectVersion'> & { lines: InternalRepairLineView[] };

const viewOf = (r: WithLines): InternalRepairView => ({
  ...headOf(internalRepairLifecycle, r),
  salesOrderId: r.salesOrderId,
  orderNumber: r.orderNumber,
  stockVehicleId: r.stockVehicleId,
  vin: r.vin,
  releasedAt: r.releasedAt,
  lines: r.lines,
  technicianEmployeeId: r.technicianEmployeeId,
  startedAt: r.startedAt,
  finishedAt: r.finishedAt,
  inspectorId: r.inspectorId,
  reworkReason: r.reworkReason,
  endedAt: r.endedAt,
  cancelReason: r.cancelReason,
});

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { amountOf, RepairOrderLine } from './repair-order-line.entity.js';
import { readinessOf } from './readiness.js';
import type { ListRepairOrders, RepairOrderLineView, RepairOrderReadinessView, RepairOrderView } from './repair-order.dto.js';
import { RepairOrder, repairOrderLifecycle } from './repair-order.entity.js';

const ORDERS: ListDefinition = {
  select: `r.id, r.number, r.state, r.store_id AS "storeId", r.owner_employee_id AS "ownerEmployeeId", r.customer_vehicle_id AS "customerVehicleId", r.customer_id AS "customerId",
    r.vin, r.appointment_id AS "appointmentId", r.odometer_km AS "odometerKm", r.fuel_level_percent AS "fuelLevelPercent", r.concern, r.walk_around AS "walkAround",
    r.signed_by AS "signedBy", r.received_at AS "receivedAt", r.estimate, r.estimate_version AS "estimateVersion", r.estimate_stale AS "estimateStale", r.approval,
    r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.quality_checks AS "qualityChecks", r.settlement, r.handed_over_to AS "handedOverTo",
    r.closed_on AS "closedOn", r.closed_at AS "closedAt", r.cancel_reason AS "cancelReason", r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: 'aftersales.repair_order r',
  id: 'r.id',
  sorts: { createdAt: { by: 'r.created_at', type: 'timestamptz' }, updatedAt: { by: 'r.updated_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'r.store_id = ?::uuid',
    state: 'r.state = ANY(?::text[])',
    customerId: 'r.customer_id = ?::uuid',
    customerVehicleId: 'r.customer_vehicle_id = ?::uuid',
    vin: 'r.vin = upper(?)',
  },
  scope: { store: 'r.store_id' },
};
const LINES = `
SELECT id, repair_order_id AS "repairOrderId", position, type, payer, description, operation_code AS "operationCode", skill, bay_type AS "bayType", part_id AS "partId",
  part_number AS "partNumber", quantity, unit_price AS "unitPrice", amount, issued_quantity AS "issuedQuantity", cost, technician_id AS "technicianId",
  technician_employee_id AS "technicianEmployeeId", bay_id AS "bayId", started_at AS "startedAt", done_at AS "doneAt"
FROM aftersales.repair_order_line WHERE repair_order_id = ANY($1::uuid[]) ORDER BY repair_order_id, position`;

@Injectable()
export class RepairOrderQueries {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly finance: FinanceApi,
  ) {}

  async repairOrder(id: string): Promise<RepairOrderView> {
    const order = await this.db.find(RepairOrder, id);
    return viewOf(order, await linesOf(this.db, id));
  }
  async list(query: ListRepairOrders): Promise<Page<RepairOrderView>> {
    const page = await this.lists.page<RepairOrder>(ORDERS, query);
    const lines = await this.db.sql<RepairOrderLine>(LINES, [page.items.map(({ id }) => id)]);
    return {
      ...page,
      items: page.items.map((order) =>
        viewOf(
          order,
          lines.filter((l) => l.repairOrderId === order.id),
        ),
      ),
    };
  }
  async readiness(id: string): Promise<RepairOrderReadinessView> {
    const order = await this.db.find(RepairOrder, id);
    const lines = await linesOf(this.db, id);
    const balance = order.settlement ? await this.finance.balanceOf({ repairOrderId: id }) : null;
    return readinessOf(order, lines, balance);
  }
}

export const linesOf = (db: Database, repairOrderId: string): Promise<RepairOrderLine[]> =>
  db.sql<RepairOrderLine>(LINES, [[repairOrderId]]);

export function viewOf(o: RepairOrder, lines: readonly RepairOrderLine[]): RepairOrderView {
  return {
    id: o.id,
    number: o.number,
    state: o.state,
    allowedMoves: permissions.allowedMoves(repairOrderLifecycle, o),
    storeId: o.storeId,
    ownerEmployeeId: o.ownerEmployeeId,
    customerVehicleId: o.customerVehicleId,
    customerId: o.customerId,
    vin: o.vin,
    appointmentId: o.appointmentId,
    odometerKm: o.odometerKm,
    fuelLevelPercent: o.fuelLevelPercent,
    concern: o.concern,
    walkAround: o.walkAround,
    signedBy: o.signedBy,
    receivedAt: o.receivedAt,
    lines: lines.map((line) => lineViewOf(line, o)),
    total: amountOf(lines),
    estimate: o.estimate && { ...o.estimate, stale: o.estimateStale },
    approval: o.approval,
    startedAt: o.startedAt,
    finishedAt: o.finishedAt,
    qualityChecks: o.qualityChecks,
    settlement: o.settlement,
    handedOverTo: o.handedOverTo,
    closedOn: o.closedOn,
    closedAt: o.closedAt,
    cancelReason: o.cancelReason,
    version: o.version,
    createdAt: o.createdAt,
    updatedAt: o.updatedAt,
  };
}

export const lineViewOf = (l: RepairOrderLine, order: RepairOrder): RepairOrderLineView => ({
  id: l.id,
  position: l.position,
  type: l.type,
  payer: l.payer,
  description: l.description,
  operationCode: l.operationCode,
  partId: l.partId,
  partNumber: l.partNumber,
  quantity: l.quantity,
  unitPrice: l.unitPrice,
  amount: l.amount,
  issuedQuantity: l.issuedQuantity,
  cost: permissions.may('seeCost', { storeId: order.storeId }) ? l.cost : null,
  technicianId: l.technicianId,
  bayId: l.bayId,
  startedAt: l.startedAt,
  doneAt: l.doneAt,
});

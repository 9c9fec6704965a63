import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { sum } from '../../../kernel/money.js';
import type { ListVehiclePurchaseOrders, PurchaseOrderLineView, VehiclePurchaseOrderView } from './vehicle-purchase-order.dto.js';
import { type VehiclePurchaseOrder, vehiclePurchaseOrderLifecycle } from './vehicle-purchase-order.entity.js';

type Row = VehiclePurchaseOrder & { lines: PurchaseOrderLineView[] };

const ORDERS = {
  select: `o.id, o.number, o.state, o.store_id AS "storeId", o.maker, o.purchase_plan_id AS "purchasePlanId", o.requested_by AS "requestedBy", o.approved_by AS "approvedBy",
    o.sent_at AS "sentAt", o.maker_reference AS "makerReference", o.confirmed_at AS "confirmedAt", o.reason,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNumber', l.line_number, 'modelId', l.model_id, 'modelCode', m.code, 'modelName', m.name, 'colour', l.colour,
       'quantity', l.quantity, 'confirmed', l.confirmed, 'shipped', l.shipped, 'unitCost', l.unit_cost) ORDER BY l.line_number), '[]')
     FROM inventory.vehicle_purchase_order_line l JOIN inventory.vehicle_model m ON m.id = l.model_id WHERE l.vehicle_purchase_order_id = o.id) AS lines,
    o.version, o.created_at AS "createdAt", o.updated_at AS "updatedAt"`,
  from: 'inventory.vehicle_purchase_order o',
  id: 'o.id',
  sorts: { createdAt: { by: 'o.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { state: 'o.state = ANY(?::text[])', storeId: 'o.store_id = ?::uuid', purchasePlanId: 'o.purchase_plan_id = ?::uuid' },
  scope: { store: 'o.store_id' },
} satisfies ListDefinition;

@Injectable()
export class VehiclePurchaseOrderReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<VehiclePurchaseOrderView> {
    const [row] = await this.db.sql<Row>(`SELECT ${ORDERS.select} FROM ${ORDERS.from} WHERE o.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListVehiclePurchaseOrders): Promise<Page<VehiclePurchaseOrderView>> {
    const page = await this.lists.page<Row>(ORDERS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

function viewOf(o: Row): VehiclePurchaseOrderView {
  const head = headOf(vehiclePurchaseOrderLifecycle, o);
  return {
    ...head,
    // Whoever wrote it does not approve it.
    allowedMoves: head.allowedMoves.filter((move) => move !== 'approve' || o.requestedBy !== context.principal.id),
    ...{ maker: o.maker, purchasePlanId: o.purchasePlanId, lines: o.lines, amount: sum(o.lines.map((l) => l.quantity * l.unitCost)) },
    ...{ requestedBy: o.requestedBy, approvedBy: o.approvedBy, sentAt: o.sentAt, makerReference: o.makerReference },
    ...{ confirmedAt: o.confirmedAt, reason: o.reason },
  };
}

import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { AlertPlanLineView, ListStockAlerts, StockAlertView, WaitingOrderView } from './stock-alert.dto.js';
import { type StockAlert, stockAlertLifecycle } from './stock-alert.entity.js';

type Row = StockAlert & { modelName: string; waitingOrders: WaitingOrderView[]; planLines: AlertPlanLineView[] };

const ALERTS = {
  select: `a.id, a.number, a.state, a.store_id AS "storeId", a.model_id AS "modelId", m.name AS "modelName", a.colour, a.kind, a.stock_policy_id AS "stockPolicyId", a.threshold,
    a.projected, a.open_demand AS "openDemand", a.sold_in_30_days AS "soldIn30Days", a.assigned_role AS "assignedRole", a.assigned_to AS "assignedTo",
    a.acknowledged_by AS "acknowledgedBy", a.acknowledged_at AS "acknowledgedAt", a.note, a.closed_at AS "closedAt", a.closed_projected AS "closedProjected",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('demandId', d.id, 'salesOrderId', d.sales_order_id) ORDER BY d.created_at, d.id), '[]') FROM inventory.vehicle_demand d
     WHERE d.state = 'OPEN' AND d.store_id = a.store_id AND d.model_id = a.model_id AND d.colour = a.colour) AS "waitingOrders",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('purchasePlanId', p.id, 'number', p.number, 'state', p.state, 'lineNumber', l.line_number, 'quantity', l.quantity) ORDER BY p.created_at, p.id), '[]')
     FROM inventory.purchase_plan_line l JOIN inventory.purchase_plan p ON p.id = l.purchase_plan_id WHERE l.stock_alert_id = a.id) AS "planLines",
    a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt"`,
  from: 'inventory.stock_alert a JOIN inventory.vehicle_model m ON m.id = a.model_id',
  id: 'a.id',
  sorts: { createdAt: { by: 'a.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'a.state = ANY(?::text[])',
    kind: 'a.kind = ?',
    storeId: 'a.store_id = ?::uuid',
    modelId: 'a.model_id = ?::uuid',
    colour: 'a.colour = ?',
    assignedTo: 'a.assigned_to = ?::uuid',
  },
  scope: { store: 'a.store_id' },
} satisfies ListDefinition;

@Injectable()
export class StockAlertReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<StockAlertView> {
    const [row] = await this.db.sql<Row>(`SELECT ${ALERTS.select} FROM ${ALERTS.from} WHERE a.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListStockAlerts): Promise<Page<StockAlertView>> {
    const page = await this.lists.page<Row>(ALERTS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const viewOf = (a: Row): StockAlertView => ({
  ...headOf(stockAlertLifecycle, a),
  ...{ kind: a.kind, modelId: a.modelId, modelName: a.modelName, colour: a.colour, stockPolicyId: a.stockPolicyId, threshold: a.threshold },
  ...{
    projected: a.projected,
    openDemand: a.openDemand,
    soldIn30Days: a.soldIn30Days,
    waitingOrders: a.waitingOrders,
    planLines: a.planLines,
  },
  ...{ assignedRole: a.assignedRole, assignedTo: a.assignedTo, acknowledgedBy: a.acknowledgedBy, acknowledgedAt: a.acknowledgedAt },
  ...{ note: a.note, closedAt: a.closedAt, closedProjected: a.closedProjected },
});

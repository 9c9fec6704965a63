import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { sum } from '../../../kernel/money.js';
import type { ListPurchasePlans, PurchasePlanLineView, PurchasePlanView } from './purchase-plan.dto.js';
import { type PurchasePlan, purchasePlanLifecycle } from './purchase-plan.entity.js';

type Row = PurchasePlan & { lines: PurchasePlanLineView[] };

const PLANS = {
  select: `p.id, p.number, p.state, p.store_id AS "storeId", p.title, p.as_of AS "asOf", p.planned_by AS "plannedBy", p.submitted_by AS "submittedBy", p.decided_by AS "decidedBy",
    p.decided_at AS "decidedAt", p.decision_note AS "decisionNote", p.vehicle_purchase_order_id AS "vehiclePurchaseOrderId",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNumber', l.line_number, 'modelId', l.model_id, 'modelName', m.name, 'colour', l.colour,
       'targetDaysSupply', l.target_days_supply, 'soldIn30Days', l.sold_in_30_days, 'dailyRate', l.daily_rate, 'openDemand', l.open_demand, 'projected', l.projected,
       'needed', l.needed, 'pack', l.pack, 'quota', l.quota, 'suggested', l.suggested, 'quantity', l.quantity, 'unitCost', l.unit_cost, 'amount', l.quantity * l.unit_cost,
       'stockPolicyId', l.stock_policy_id, 'stockAlertId', l.stock_alert_id) ORDER BY l.line_number), '[]')
     FROM inventory.purchase_plan_line l JOIN inventory.vehicle_model m ON m.id = l.model_id WHERE l.purchase_plan_id = p.id) AS lines,
    p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`,
  from: 'inventory.purchase_plan p',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { state: 'p.state = ANY(?::text[])', storeId: 'p.store_id = ?::uuid' },
  scope: { store: 'p.store_id' },
} satisfies ListDefinition;

@Injectable()
export class PurchasePlanReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<PurchasePlanView> {
    const [row] = await this.db.sql<Row>(`SELECT ${PLANS.select} FROM ${PLANS.from} WHERE p.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async list(query: ListPurchasePlans): Promise<Page<PurchasePlanView>> {
    const page = await this.lists.page<Row>(PLANS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

function viewOf(p: Row): PurchasePlanView {
  const head = headOf(purchasePlanLifecycle, p);
  const mine = p.submittedBy === context.principal.id;
  return {
    ...head,
    // Whoever submitted it does not decide it.
    allowedMoves: head.allowedMoves.filter((move) => !mine || (move !== 'approve' && move !== 'reject')),
    ...{
      title: p.title,
      asOf: p.asOf,
      lines: p.lines,
      quantity: sum(p.lines.map((l) => l.quantity)),
      amount: sum(p.lines.map((l) => l.amount)),
    },
    ...{ plannedBy: p.plannedBy, submittedBy: p.submittedBy, decidedBy: p.decidedBy, decidedAt: p.decidedAt, decisionNote: p.decisionNote },
    vehiclePurchaseOrderId: p.vehiclePurchaseOrderId,
  };
}

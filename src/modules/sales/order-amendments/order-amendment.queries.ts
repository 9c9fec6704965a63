import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { lineView } from '../quotations/quotation.queries.js';
import type { ListOrderAmendments, OrderAmendmentView, OrderContentView } from './order-amendment.dto.js';
import { OrderAmendment, orderAmendmentLifecycle, type OrderContent } from './order-amendment.entity.js';

const AMENDMENTS: ListDefinition = {
  select: `a.id, a.number, a.state, a.store_id AS "storeId", a.owner_employee_id AS "ownerEmployeeId", a.opportunity_id AS "opportunityId", a.customer_id AS "customerId",
    a.sales_order_id AS "salesOrderId", a.reason, a.model_id AS "modelId", a.model_name AS "modelName", a.colour, a.lines, a.total, a.pass_through_total AS "passThroughTotal",
    a.approval_level AS "approvalLevel", a.stock_vehicle_id AS "stockVehicleId", a.before, a.difference, a.requested_by AS "requestedBy", a.decided_by AS "decidedBy",
    a.decided_at AS "decidedAt", a.decision_note AS "decisionNote", a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt"`,
  from: 'sales.order_amendment a',
  id: 'a.id',
  sorts: { createdAt: { by: 'a.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'a.state = ANY(?::text[])',
    storeId: 'a.store_id = ?::uuid',
    salesOrderId: 'a.sales_order_id = ?::uuid',
    customerId: 'a.customer_id = ?::uuid',
    ownerEmployeeId: 'a.owner_employee_id = ?::uuid',
  },
  scope: { store: 'a.store_id', owner: 'a.owner_employee_id' },
};

@Injectable()
export class OrderAmendmentReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<OrderAmendmentView> {
    return viewOf(await this.db.find(OrderAmendment, id));
  }
  async list(query: ListOrderAmendments): Promise<Page<OrderAmendmentView>> {
    const page = await this.lists.page<OrderAmendment>(AMENDMENTS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

export const contentOf = ({ modelId, modelName, colour, lines, total, passThroughTotal }: OrderContent): OrderContent => ({
  modelId,
  modelName,
  colour,
  lines,
  total,
  passThroughTotal,
});
const contentView = (content: OrderContent): OrderContentView => ({ ...content, lines: content.lines.map(lineView) });
export const viewOf = (a: OrderAmendment): OrderAmendmentView => ({
  ...headOf(orderAmendmentLifecycle, a),
  ownerEmployeeId: a.ownerEmployeeId,
  opportunityId: a.opportunityId,
  customerId: a.customerId,
  salesOrderId: a.salesOrderId,
  reason: a.reason,
  before: contentView(a.before),
  after: contentView(contentOf(a)),
  difference: a.difference,
  stockVehicleId: a.stockVehicleId,
  approvalLevel: a.approvalLevel,
  requestedBy: a.requestedBy,
  decidedBy: a.decidedBy,
  decidedAt: a.decidedAt,
  decisionNote: a.decisionNote,
});

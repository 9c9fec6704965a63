import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { ListRefunds, RefundView } from './refund.dto.js';
import { Refund, refundLifecycle } from './refund.entity.js';

const REFUNDS: ListDefinition = {
  select: `r.id, r.number, r.store_id AS "storeId", r.state, r.reason, r.source_id AS "sourceId", r.sales_order_id AS "salesOrderId", r.subject_number AS "subjectNumber",
    r.customer_id AS "customerId", r.payee, r.payee_name AS "payeeName", r.amount, r.currency, r.compensation, r.retained, r.explanation, r.approval_level AS "approvalLevel", r.requested_by AS "requestedBy", r.requesters,
    r.decided_by AS "decidedBy", r.decided_at AS "decidedAt", r.decision_note AS "decisionNote", r.method, r.paid_by AS "paidBy", r.paid_at AS "paidAt",
    r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: 'finance.refund r',
  id: 'r.id',
  sorts: { createdAt: { by: 'r.created_at', type: 'timestamptz' }, amount: { by: 'r.amount', type: 'bigint' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'r.state = ANY(?::text[])',
    storeId: 'r.store_id = ?::uuid',
    salesOrderId: 'r.sales_order_id = ?::uuid',
    customerId: 'r.customer_id = ?::uuid',
    reason: 'r.reason = ?',
  },
  scope: { store: 'r.store_id' },
};

@Injectable()
export class RefundReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<RefundView> {
    return viewOf(await this.db.find(Refund, id));
  }
  async list(query: ListRefunds): Promise<Page<RefundView>> {
    const page = await this.lists.page<Refund>(REFUNDS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

export const viewOf = (r: Refund): RefundView => ({
  ...headOf(refundLifecycle, r),
  reason: r.reason,
  sourceId: r.sourceId,
  salesOrderId: r.salesOrderId,
  subjectNumber: r.subjectNumber,
  customerId: r.customerId,
  payee: r.payee,
  payeeName: r.payeeName,
  amount: r.amount,
  currency: r.currency,
  compensation: r.compensation,
  retained: r.retained,
  explanation: r.explanation,
  approvalLevel: r.approvalLevel,
  requestedBy: r.requestedBy,
  requesters: r.requesters,
  decidedBy: r.decidedBy,
  decidedAt: r.decidedAt,
  decisionNote: r.decisionNote,
  method: r.method,
  paidBy: r.paidBy,
  paidAt: r.paidAt,
});

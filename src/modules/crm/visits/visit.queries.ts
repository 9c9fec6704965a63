import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { ListVisits, VisitView } from './visit.dto.js';
import { Visit, visitLifecycle } from './visit.entity.js';

const VISITS: ListDefinition = {
  select: `v.id, v.number, v.state, v.store_id AS "storeId", v.host_employee_id AS "hostEmployeeId", v.customer_id AS "customerId", v.lead_id AS "leadId",
    v.opportunity_id AS "opportunityId", v.purpose, v.party_size AS "partySize", v.note, v.arrived_at AS "arrivedAt", v.received_at AS "receivedAt",
    v.left_at AS "leftAt", v.forgotten, v.version, v.created_at AS "createdAt", v.updated_at AS "updatedAt"`,
  from: 'crm.visit v',
  id: 'v.id',
  sorts: { arrivedAt: { by: 'v.arrived_at', type: 'timestamptz' } },
  defaultSort: '-arrivedAt',
  filters: {
    state: 'v.state = ANY(?::text[])',
    purpose: 'v.purpose = ANY(?::text[])',
    storeId: 'v.store_id = ?::uuid',
    customerId: 'v.customer_id = ?::uuid',
    leadId: 'v.lead_id = ?::uuid',
    hostEmployeeId: 'v.host_employee_id = ?::uuid',
  },
  scope: { store: 'v.store_id' },
};

@Injectable()
export class VisitReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<VisitView> {
    return viewOf(await this.db.find(Visit, id));
  }
  async list(query: ListVisits): Promise<Page<VisitView>> {
    const page = await this.lists.page<Visit>(VISITS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

const minutesBetween = (from: Date, to: Date | null): number | null =>
  to === null ? null : Math.floor((to.getTime() - from.getTime()) / 60_000);

export const viewOf = (v: Visit): VisitView => ({
  ...headOf(visitLifecycle, v),
  hostEmployeeId: v.hostEmployeeId,
  customerId: v.customerId,
  leadId: v.leadId,
  opportunityId: v.opportunityId,
  purpose: v.purpose,
  partySize: v.partySize,
  note: v.note,
  arrivedAt: v.arrivedAt,
  receivedAt: v.receivedAt,
  waitMinutes: minutesBetween(v.arrivedAt, v.receivedAt),
  leftAt: v.leftAt,
  lengthMinutes: minutesBetween(v.arrivedAt, v.leftAt),
  forgotten: v.forgotten,
});

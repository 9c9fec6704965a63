import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { ListOpportunities, OpportunityStageView, OpportunityView } from './opportunity.dto.js';
import { Opportunity, opportunityLifecycle } from './opportunity.entity.js';

const OPPORTUNITIES: ListDefinition = {
  select: `o.id, o.number, o.state, o.store_id AS "storeId", o.owner_employee_id AS "ownerEmployeeId", o.customer_id AS "customerId", o.lead_id AS "leadId", o.model_id AS "modelId",
    o.stage, o.intent_level AS "intentLevel", o.intent_reason AS "intentReason", o.last_contact_at AS "lastContactAt", o.next_follow_up_on AS "nextFollowUpOn",
    o.closed_at AS "closedAt", o.lost_reason AS "lostReason", o.closing_note AS "closingNote", o.version, o.created_at AS "createdAt", o.updated_at AS "updatedAt"`,
  from: 'crm.opportunity o',
  id: 'o.id',
  sorts: {
    createdAt: { by: 'o.created_at', type: 'timestamptz' },
    lastContactAt: { by: 'o.last_contact_at', type: 'timestamptz' },
    nextFollowUpOn: { by: `coalesce(o.next_follow_up_on, 'infinity')`, type: 'date' },
  },
  defaultSort: '-createdAt',
  filters: {
    state: 'o.state = ANY(?::text[])',
    stage: 'o.stage = ANY(?::text[])',
    storeId: 'o.store_id = ?::uuid',
    ownerEmployeeId: 'o.owner_employee_id = ?::uuid',
    customerId: 'o.customer_id = ?::uuid',
    intentLevel: 'o.intent_level = ?',
    followUpBy: 'o.next_follow_up_on <= ?::date',
  },
  scope: { store: 'o.store_id', owner: 'o.owner_employee_id' },
};

@Injectable()
export class OpportunityReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<OpportunityView> {
    return this.full(await this.db.find(Opportunity, id));
  }
  async list(query: ListOpportunities): Promise<Page<OpportunityView>> {
    const page = await this.lists.page<Opportunity>(OPPORTUNITIES, query);
    return { ...page, items: page.items.map((o) => viewOf(o, [])) };
  }
  /** With its way so far. */
  async full(opportunity: Opportunity): Promise<OpportunityView> {
    const stages = await this.db.sql<OpportunityStageView>(
      'SELECT stage, at, cause FROM crm.opportunity_stage WHERE opportunity_id = $1 ORDER BY at, id',
      [opportunity.id],
    );
    return viewOf(opportunity, stages);
  }
}

const viewOf = (o: Opportunity, stages: OpportunityStageView[]): OpportunityView => ({
  id: o.id,
  number: o.number,
  state: o.state,
  allowedMoves: permissions.allowedMoves(opportunityLifecycle, o),
  storeId: o.storeId,
  ownerEmployeeId: o.ownerEmployeeId,
  customerId: o.customerId,
  leadId: o.leadId,
  modelId: o.modelId,
  stage: o.stage,
  stages,
  intentLevel: o.intentLevel,
  intentReason: o.intentReason,
  lastContactAt: o.lastContactAt,
  nextFollowUpOn: o.nextFollowUpOn,
  closedAt: o.closedAt,
  lostReason: o.lostReason,
  closingNote: o.closingNote,
  version: o.version,
  createdAt: o.createdAt,
  updatedAt: o.updatedAt,
});

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { Office } from '../office.js';
import { StageStandards } from '../stage-standards/stage-standard.service.js';
import type {
  ListOpportunities,
  OpportunityGradeView,
  OpportunityOwnerView,
  OpportunityProofView,
  OpportunityStageView,
  OpportunityView,
} from './opportunity.dto.js';
import { Opportunity, opportunityLifecycle } from './opportunity.entity.js';

const OPPORTUNITIES: ListDefinition = {
  select: `o.id, o.number, o.state, o.store_id AS "storeId", o.owner_employee_id AS "ownerEmployeeId", o.customer_id AS "customerId", o.lead_id AS "leadId", o.model_id AS "modelId",
    o.stage, o.stage_entered_at AS "stageEnteredAt", o.stage_due_at AS "stageDueAt", o.stage_overdue_since AS "stageOverdueSince",
    o.probability_percent AS "probabilityPercent", o.quoted_total AS "quotedTotal", o.expected_on AS "expectedOn",
    o.intent_level AS "intentLevel", o.intent_reason AS "intentReason", o.last_contact_at AS "lastContactAt", o.next_follow_up_on AS "nextFollowUpOn",
    o.closed_at AS "closedAt", o.lost_reason AS "lostReason", o.closing_note AS "closingNote", o.competitor, o.win_back_on AS "winBackOn",
    o.loss_reviewed_at AS "lossReviewedAt", o.loss_reviewed_by AS "lossReviewedBy", o.loss_review_note AS "lossReviewNote",
    o.version, o.created_at AS "createdAt", o.updated_at AS "updatedAt", m.list_price AS "listPrice"`,
  from: 'crm.opportunity o LEFT JOIN crm.model_on_offer m ON m.model_id = o.model_id',
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
    overdue: '(o.stage_overdue_since IS NOT NULL) = ?::boolean',
  },
  scope: { store: 'o.store_id', owner: 'o.owner_employee_id' },
};

/** The way of one opportunity, each list in the order of time. */
const WAY = `
SELECT (SELECT m.list_price FROM crm.model_on_offer m WHERE m.model_id = $2) AS "listPrice",
  (SELECT coalesce(jsonb_agg(to_jsonb(s) - 'id' ORDER BY s.at, s.id), '[]') FROM
    (SELECT id, stage, at, lead(at) OVER (ORDER BY at, id) AS "leftAt", cause, by_employee_id AS "byEmployeeId", note FROM crm.opportunity_stage WHERE opportunity_id = $1) s) AS stages,
  (SELECT coalesce(jsonb_agg(to_jsonb(g) - 'id' ORDER BY g.at, g.id), '[]') FROM
    (SELECT id, from_level AS "from", to_level AS "to", reason, by_employee_id AS "byEmployeeId", at FROM crm.opportunity_grade WHERE opportunity_id = $1) g) AS grades,
  (SELECT coalesce(jsonb_agg(to_jsonb(w) - 'id' ORDER BY w.at, w.id), '[]') FROM
    (SELECT id, from_employee_id AS "fromEmployeeId", to_employee_id AS "toEmployeeId", reason, by_employee_id AS "byEmployeeId", at FROM crm.opportunity_owner WHERE opportunity_id = $1) w) AS owners,
  (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.at, p.proof), '[]') FROM
    (SELECT proof, ref_id AS "refId", at FROM crm.opportunity_proof WHERE opportunity_id = $1) p) AS proofs`;

/** What a view adds to the record. */
interface Way {
  listPrice: number | null;
  stages: OpportunityStageView[];
  grades: OpportunityGradeView[];
  owners: OpportunityOwnerView[];
  proofs: OpportunityProofView[];
  unmet: string[];
}

@Injectable()
export class OpportunityReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly standards: StageStandards,
  ) {}

  async one(id: string): Promise<OpportunityView> {
    return this.full(await this.db.find(Opportunity, id));
  }
  async list(query: ListOpportunities): Promise<Page<OpportunityView>> {
    const page = await this.lists.page<Opportunity & { listPrice: number | null }>(OPPORTUNITIES, query);
    const today = this.office.today();
    const nothing = { stages: [], grades: [], owners: [], proofs: [], unmet: [] };
    return { ...page, items: page.items.map((o) => viewOf(o, { listPrice: o.listPrice, ...nothing }, today)) };
  }
  /** With its way so far. */
  async full(opportunity: Opportunity): Promise<OpportunityView> {
    const [way] = await this.db.sql<Omit<Way, 'unmet'>>(WAY, [opportunity.id, opportunity.modelId]);
    if (!way) throw new Error('A statement without FROM gave no row');
    const { exit, artefacts } = await this.standards.of(opportunity.storeId, opportunity.stage);
    const there = new Set(way.proofs.map((p) => p.proof));
    const unmet = [...new Set([...exit, ...artefacts])].filter((proof) => !there.has(proof));
    return viewOf(opportunity, { ...way, stages: way.stages.map(withDuration), unmet }, this.office.today());
  }
}

/** Instants inside a JSON column come as text. */
function withDuration({ stage, at, leftAt, cause, byEmployeeId, note }: OpportunityStageView): OpportunityStageView {
  const [entered, left] = [new Date(at), leftAt === null ? null : new Date(leftAt)];
  const minutes = left === null ? null : Math.floor((left.getTime() - entered.getTime()) / 60_000);
  const duration = minutes === null ? null : `PT${Math.floor(minutes / 60)}H${minutes % 60}M`;
  return { stage, at: entered, leftAt: left, duration, cause, byEmployeeId, note };
}

const viewOf = (o: Opportunity, { listPrice, ...way }: Way, today: string): OpportunityView => {
  const head = headOf(opportunityLifecycle, o);
  const amount = o.quotedTotal ?? listPrice;
  return {
    ...head,
    allowedMoves: o.lossReviewedAt === null ? head.allowedMoves : head.allowedMoves.filter((move) => move !== 'review'),
    ownerEmployeeId: o.ownerEmployeeId,
    customerId: o.customerId,
    leadId: o.leadId,
    modelId: o.modelId,
    stage: o.stage,
    stageEnteredAt: o.stageEnteredAt,
    stageDueAt: o.stageDueAt,
    stageOverdueSince: o.stageOverdueSince,
    probabilityPercent: o.probabilityPercent,
    amount,
    amountSource: amount === null ? null : o.quotedTotal === null ? 'LIST_PRICE' : 'QUOTATION',
    currency: 'CNY',
    expectedOn: o.expectedOn,
    ...way,
    intentLevel: o.intentLevel,
    intentReason: o.intentReason,
    lastContactAt: o.lastContactAt,
    nextFollowUpOn: o.nextFollowUpOn,
    followUpOverdue: o.nextFollowUpOn !== null && o.nextFollowUpOn < today,
    closedAt: o.closedAt,
    lostReason: o.lostReason,
    closingNote: o.closingNote,
    competitor: o.competitor,
    winBackOn: o.winBackOn,
    lossReviewedAt: o.lossReviewedAt,
    lossReviewedBy: o.lossReviewedBy,
    lossReviewNote: o.lossReviewNote,
  };
};

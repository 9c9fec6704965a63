import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type FixedCondition, type ListDefinition, type ListQuery, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { maskEmail, maskMobile, maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import { addDays, instantOf } from '../../../kernel/time/clock.js';
import type { RevealedLeadView, RevealLead } from '../customers/reveal.dto.js';
import { Mobiles } from '../mobiles.js';
import { Finder } from '../search/finder.js';
import type { LeadOwnershipView, LeadView, ListLeadPool, ListLeads, LossReviewView } from './lead.dto.js';
import { Lead, leadLifecycle } from './lead.entity.js';

const LEADS: ListDefinition = {
  select: `l.id, l.number, l.state, l.store_id AS "storeId", l.owner_employee_id AS "ownerEmployeeId", l.source, l.name, l.mobile_sealed AS "mobileSealed",
    l.email_sealed AS "emailSealed", l.language, l.model_id AS "modelId", l.note, l.received_at AS "receivedAt", l.left_at AS "leftAt",
    l.response_clock AS "responseClock", l.response_due_at AS "responseDueAt", l.response_missed_after AS "responseMissedAfter",
    l.response_verdict AS "responseVerdict", l.response_minutes AS "responseMinutes", l.first_responded_at AS "firstRespondedAt",
    l.last_contact_at AS "lastContactAt", l.follow_up_due_at AS "followUpDueAt", l.recall_at AS "recallAt", l.assignment, l.inquiries,
    l.duplicate_of_lead_id AS "duplicateOfLeadId", l.customer_id AS "customerId", l.opportunity_id AS "opportunityId", l.intent_level AS "intentLevel",
    l.lost_reason AS "lostReason", l.closing_note AS "closingNote", l.loss_review_id AS "lossReviewId",
    l.version, l.created_at AS "createdAt", l.updated_at AS "updatedAt"`,
  from: 'crm.lead l',
  id: 'l.id',
  sorts: {
    receivedAt: { by: 'l.received_at', type: 'timestamptz' },
    responseDueAt: { by: 'l.response_due_at', type: 'timestamptz' },
    // What nobody has to follow up comes last.
    followUpDueAt: { by: `coalesce(l.follow_up_due_at, 'infinity'::timestamptz)`, type: 'timestamptz' },
  },
  defaultSort: '-receivedAt',
  filters: {
    state: 'l.state = ANY(?::text[])',
    source: 'l.source = ANY(?::text[])',
    storeId: 'l.store_id = ?::uuid',
    ownerEmployeeId: 'l.owner_employee_id = ?::uuid',
    customerId: 'l.customer_id = ?::uuid',
    verdict: 'l.response_verdict = ANY(?::text[])',
    dueBy: `coalesce(l.follow_up_due_at, 'infinity'::timestamptz) <= ?::timestamptz`,
  },
  scope: { store: 'l.store_id', owner: 'l.owner_employee_id' },
};
const POOL: ListDefinition = {
  ...LEADS,
  where: `l.state IN ('NEW', 'POOL')`,
  defaultSort: 'responseDueAt',
  filters: { storeId: 'l.store_id = ?::uuid' },
  scope: { store: 'l.store_id' },
};
/** The enquiries folded into a lead that the caller sees, from whichever store of the group. */
const INQUIRIES: ListDefinition = {
  select: LEADS.select,
  from: LEADS.from,
  id: LEADS.id,
  sorts: LEADS.sorts,
  defaultSort: '-receivedAt',
  filters: {},
};
const OWNERSHIPS: ListDefinition = {
  select: `o.id, o.employee_id AS "employeeId", o.how, o.reason, o.from_at AS "from", o.until_at AS "until", o.ended_by AS "endedBy", o.explanation`,
  from: 'crm.lead_ownership o',
  id: 'o.id',
  sorts: { from: { by: 'o.from_at', type: 'timestamptz' } },
  defaultSort: '-from',
  filters: {},
};

@Injectable()
export class LeadReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
    private readonly search: Finder,
    private readonly mobiles: Mobiles,
  ) {}

  async one(id: string): Promise<LeadView> {
    return this.viewOf(await this.db.find(Lead, id));
  }
  async list({ q, receivedFrom, receivedTo, ...query }: ListLeads): Promise<Page<LeadView>> {
    const fixed: FixedCondition[] = [];
    // A whole number is looked up itself: it is found in the moment it was taken in.
    const mobileIndex = q === undefined ? null : this.mobiles.indexOf(q);
    if (mobileIndex !== null) fixed.push(['l.mobile_index = ?', mobileIndex]);
    else if (q !== undefined) fixed.push(await this.search.where('lead', 'l.id', q, !query.count));
    if (receivedFrom !== undefined) fixed.push(['l.received_at >= ?::timestamptz', instantOf(receivedFrom)]);
    if (receivedTo !== undefined) fixed.push(['l.received_at < ?::timestamptz', instantOf(addDays(receivedTo, 1))]);
    return this.#views(await this.lists.page<Lead>(LEADS, query, fixed));
  }
  /** What waits for somebody to take it, the most urgent first. */
  async pool(query: ListLeadPool): Promise<Page<LeadView>> {
    return this.#views(await this.lists.page<Lead>(POOL, query));
  }

  async inquiries(id: string, query: ListQuery): Promise<Page<LeadView>> {
    await this.db.find(Lead, id);
    return this.#views(await this.lists.page<Lead>(INQUIRIES, query, [['l.duplicate_of_lead_id = ?::uuid', id]]));
  }
  async ownerships(id: string, query: ListQuery): Promise<Page<LeadOwnershipView>> {
    await this.db.find(Lead, id);
    return this.lists.page<LeadOwnershipView>(OWNERSHIPS, query, [['o.lead_id = ?::uuid', id]]);
  }

  /** Shows where to reach them, with a purpose, and keeps who saw it (PR-16). */
  reveal(id: string, changes: RevealLead): Promise<RevealedLeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.find(Lead, id);
      this.db.audit({
        action: 'reveal',
        aggregateType: 'Lead',
        aggregateId: id,
        storeId: lead.storeId,
        changes: { ...changes, fields: ['mobile', 'email'] },
      });
      return { mobile: await this.personal.open(id, lead.mobileSealed), email: await this.personal.open(id, lead.emailSealed) };
    });
  }

  async #views(page: Page<Lead>): Promise<Page<LeadView>> {
    await this.personal.prefetch(page.items.map((l) => l.id));
    const reviews = await this.#reviews(page.items);
    return { ...page, items: await Promise.all(page.items.map((l) => this.#view(l, reviews))) };
  }
  async viewOf(lead: Lead): Promise<LeadView> {
    return this.#view(lead, await this.#reviews([lead]));
  }

  async #reviews(leads: Lead[]): Promise<Map<string | null, LossReviewView>> {
    const ids = leads.flatMap((l) => l.lossReviewId ?? []);
    if (!ids.length) return new Map();
    const found = await this.db.sql<LossReviewView>(
      `SELECT id, reason, note, asked_by AS "askedBy", asked_at AS "askedAt", decision, decided_by AS "decidedBy", decided_at AS "decidedAt",
        decision_note AS "decisionNote" FROM crm.lead_loss_review WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(found.map((review) => [review.id, review]));
  }

  async #view(l: Lead, reviews: Map<string | null, LossReviewView>): Promise<LeadView> {
    return {
      ...headOf(leadLifecycle, l),
      ownerEmployeeId: l.ownerEmployeeId,
      source: l.source,
      name: permissions.may('seeCustomerName', { storeId: l.storeId }) ? l.name : (maskName(l.name) ?? ''),
      mobile: maskMobile(await this.personal.open(l.id, l.mobileSealed)),
      email: maskEmail(await this.personal.open(l.id, l.emailSealed)),
      language: l.language,
      modelId: l.modelId,
      note: l.note,
      receivedAt: l.receivedAt,
      leftAt: l.leftAt,
      responseClock: l.responseClock,
      responseDueAt: l.responseDueAt,
      responseMissedAfter: l.responseMissedAfter,
      responseVerdict: l.responseVerdict,
      responseMinutes: l.responseMinutes,
      firstRespondedAt: l.firstRespondedAt,
      lastContactAt: l.lastContactAt,
      followUpDueAt: l.followUpDueAt,
      recallAt: l.recallAt,
      assignment: l.assignment,
      inquiries: l.inquiries,
      duplicateOfLeadId: l.duplicateOfLeadId,
      customerId: l.customerId,
      opportunityId: l.opportunityId,
      intentLevel: l.intentLevel,
      lostReason: l.lostReason,
      closingNote: l.closingNote,
      lossReview: reviews.get(l.lossReviewId) ?? null,
    };
  }
}

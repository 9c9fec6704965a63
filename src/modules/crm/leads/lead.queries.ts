import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { maskMobile, maskName, PersonalData } from '../../../kernel/security/personal-data.js';
import type { RevealedLeadView, RevealLead } from '../customers/reveal.dto.js';
import { Finder } from '../search/finder.js';
import type { LeadView, ListLeadPool, ListLeads } from './lead.dto.js';
import { Lead, leadLifecycle } from './lead.entity.js';

const LEADS: ListDefinition = {
  select: `l.id, l.number, l.state, l.store_id AS "storeId", l.owner_employee_id AS "ownerEmployeeId", l.source, l.name, l.mobile_sealed AS "mobileSealed",
    l.model_id AS "modelId", l.note, l.received_at AS "receivedAt", l.response_due_at AS "responseDueAt", l.first_responded_at AS "firstRespondedAt",
    l.last_contact_at AS "lastContactAt", l.recall_at AS "recallAt", l.duplicate_of_lead_id AS "duplicateOfLeadId", l.customer_id AS "customerId",
    l.opportunity_id AS "opportunityId", l.intent_level AS "intentLevel", l.lost_reason AS "lostReason", l.closing_note AS "closingNote",
    l.version, l.created_at AS "createdAt", l.updated_at AS "updatedAt"`,
  from: 'crm.lead l',
  id: 'l.id',
  sorts: { receivedAt: { by: 'l.received_at', type: 'timestamptz' }, responseDueAt: { by: 'l.response_due_at', type: 'timestamptz' } },
  defaultSort: '-receivedAt',
  filters: {
    state: 'l.state = ANY(?::text[])',
    source: 'l.source = ANY(?::text[])',
    storeId: 'l.store_id = ?::uuid',
    ownerEmployeeId: 'l.owner_employee_id = ?::uuid',
    customerId: 'l.customer_id = ?::uuid',
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

@Injectable()
export class LeadReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
    private readonly search: Finder,
  ) {}

  async one(id: string): Promise<LeadView> {
    return this.viewOf(await this.db.find(Lead, id));
  }
  async list({ q, ...query }: ListLeads): Promise<Page<LeadView>> {
    const asked = q === undefined ? [] : [await this.search.where('lead', 'l.id', q, !query.count)];
    return this.#views(await this.lists.page<Lead>(LEADS, query, asked));
  }
  /** What waits for somebody to take it, the most urgent first. */
  async pool(query: ListLeadPool): Promise<Page<LeadView>> {
    return this.#views(await this.lists.page<Lead>(POOL, query));
  }

  /** Shows the number to call, with a purpose, and keeps who saw it (PR-16). */
  reveal(id: string, changes: RevealLead): Promise<RevealedLeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.find(Lead, id);
      this.db.audit({
        action: 'reveal',
        aggregateType: 'Lead',
        aggregateId: id,
        storeId: lead.storeId,
        changes: { ...changes, fields: ['mobile'] },
      });
      return { mobile: await this.personal.open(id, lead.mobileSealed) };
    });
  }

  async #views(page: Page<Lead>): Promise<Page<LeadView>> {
    await this.personal.prefetch(page.items.map((l) => l.id));
    return { ...page, items: await Promise.all(page.items.map((l) => this.viewOf(l))) };
  }

  async viewOf(l: Lead): Promise<LeadView> {
    return {
      id: l.id,
      number: l.number,
      state: l.state,
      allowedMoves: permissions.allowedMoves(leadLifecycle, l),
      storeId: l.storeId,
      ownerEmployeeId: l.ownerEmployeeId,
      source: l.source,
      name: permissions.may('seeCustomerName', { storeId: l.storeId }) ? l.name : (maskName(l.name) ?? ''),
      mobile: maskMobile(await this.personal.open(l.id, l.mobileSealed)),
      modelId: l.modelId,
      note: l.note,
      receivedAt: l.receivedAt,
      responseDueAt: l.responseDueAt,
      firstRespondedAt: l.firstRespondedAt,
      lastContactAt: l.lastContactAt,
      recallAt: l.recallAt,
      duplicateOfLeadId: l.duplicateOfLeadId,
      customerId: l.customerId,
      opportunityId: l.opportunityId,
      intentLevel: l.intentLevel,
      lostReason: l.lostReason,
      closingNote: l.closingNote,
      version: l.version,
      createdAt: l.createdAt,
      updatedAt: l.updatedAt,
    };
  }
}

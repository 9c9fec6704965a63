import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at as pointedAt } from '../../../kernel/problems.js';
import { InteractionRecorded } from '../crm.contract.js';
import { OpportunityOfAnother } from '../opportunities/opportunity.rules.js';
import { meet } from '../customers/acquaintances.js';
import { Office } from '../office.js';
import { Opportunity } from '../opportunities/opportunity.entity.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { ContactEffects } from './contact-effects.js';
import type { ContactMade, InteractionView, ListInteractions, RecordInteraction } from './interaction.dto.js';
import { Interaction } from './interaction.entity.js';
import { AgreedInPast, InteractionInFuture } from './interaction.rules.js';

const INTERACTIONS: ListDefinition = {
  select: `i.id, i.store_id AS "storeId", i.owner_employee_id AS "ownerEmployeeId", i.customer_id AS "customerId", i.lead_id AS "leadId", i.opportunity_id AS "opportunityId",
    i.channel, i.direction, i.outcome, i.note, i.at, i.agreed_at AS "agreedAt", i.settled_at AS "settledAt", i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt"`,
  from: 'crm.interaction i',
  id: 'i.id',
  sorts: { at: { by: 'i.at', type: 'timestamptz' } },
  defaultSort: '-at',
  filters: {
    customerId: 'i.customer_id = ?::uuid',
    leadId: 'i.lead_id = ?::uuid',
    opportunityId: 'i.opportunity_id = ?::uuid',
    ownerEmployeeId: 'i.owner_employee_id = ?::uuid',
    storeId: 'i.store_id = ?::uuid',
  },
  scope: { store: 'i.store_id', owner: 'i.owner_employee_id' },
};

/** Of whom a contact is recorded. */
interface Counterpart {
  storeId: string;
  customerId?: string | null;
  leadId?: string | null;
  opportunityId?: string | null;
}

/** Contacts with people: each is in the timeline, and sets when the next one is due (G-2). */
@Injectable()
export class InteractionService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly effects: ContactEffects,
    private readonly timeline: TimelineService,
  ) {}

  /** A contact with a customer; with it the store deals with them, wherever they were known before. */
  async record(body: RecordInteraction): Promise<InteractionView> {
    const now = this.office.now();
    const at = body.at === undefined ? now : new Date(body.at);
    if (at > now) throw InteractionInFuture({ errors: [pointedAt('/at', InteractionInFuture)] });
    return this.db.transaction(async () => {
      const { customerId } = body;
      await meet(this.db, customerId);
      const me = context.principal.id;
      const leads = await this.effects.leads({ customerId, ownerEmployeeId: me });
      const opportunity = await (body.opportunityId === undefined
        ? this.effects.meant(customerId, me)
        : this.db.lock(Opportunity, body.opportunityId));
      if (opportunity && opportunity.customerId !== customerId)
        throw OpportunityOfAnother({ errors: [pointedAt('/opportunityId', OpportunityOfAnother)] });
      const storeId = opportunity?.storeId ?? (await this.office.storeForNew(body.storeId)).id;
      const { channel, direction, outcome, agreedAt } = body;
      const contact = { at, channel, direction, outcome, agreedAt: agreedAt === undefined ? null : new Date(agreedAt) };
      const held = leads.filter((lead) => lead.storeId === storeId);
      await this.effects.made(contact, held, opportunity);
      const about = { storeId, customerId, leadId: held[0]?.id ?? null, opportunityId: opportunity?.id ?? null };
      const interaction = await this.keep(body, about, at);
      return viewOf(interaction);
    });
  }

  /** Keeps a contact and tells it, in the caller's transaction. */
  async keep(
    { channel, direction, outcome, note, agreedAt }: ContactMade,
    { storeId, customerId = null, leadId = null, opportunityId = null }: Counterpart,
    at: Date,
  ): Promise<Interaction> {
    const agreed = agreedAt === undefined ? null : new Date(agreedAt);
    if (agreed !== null && agreed <= at) throw AgreedInPast({ errors: [pointedAt('/agreedAt', AgreedInPast)] });
    await this.settle({ storeId, customerId, leadId, opportunityId }, at);
    const interaction = Object.assign(new Interaction(), {
      id: newId(),
      storeId,
      ownerEmployeeId: context.principal.id,
      customerId,
      leadId,
      opportunityId,
      channel,
      direction,
      outcome,
      note: note ?? null,
      at,
      agreedAt: agreed,
      settledAt: null,
    });
    await this.db.save(interaction, 'record');
    this.outbox.publish(InteractionRecorded, interaction, {
      interactionId: interaction.id,
      storeId,
      customerId,
      leadId,
      opportunityId,
      channel,
      direction,
      outcome,
      at: at.toISOString(),
    });
    await this.timeline.tell({
      customerId,
      leadId,
      storeId,
      at,
      what: 'interaction',
      refType: 'Interaction',
      refId: interaction.id,
      facts: { channel, direction, outcome },
    });
    return interaction;
  }

  /** They spoke or met: what was agreed before is kept. A contact about something else settles only what the same person agreed. */
  async settle({ storeId, customerId = null, leadId = null, opportunityId }: Counterpart, at: Date): Promise<void> {
    const [column, id] = customerId === null ? ['lead_id', leadId] : ['customer_id', customerId];
    await this.db.sql(
      `UPDATE crm.interaction SET settled_at = $3, version = version + 1, updated_at = $4
       WHERE ${column} = $1 AND store_id = $2 AND at <= $3 AND agreed_at IS NOT NULL AND settled_at IS NULL
         AND ($5 OR opportunity_id IS NOT DISTINCT FROM $6::uuid OR owner_employee_id = $7)`,
      [id, storeId, at, this.office.now(), opportunityId === undefined, opportunityId ?? null, context.principal.id],
    );
  }

  /** What was said to a lead, and its whole story, become its customer's. */
  async handOver({ id, storeId }: { id: string; storeId: string }, customerId: string, opportunityId: string): Promise<void> {
    const now = this.office.now();
    await this.db.sql(
      'UPDATE crm.interaction SET customer_id = $2, opportunity_id = $3, version = version + 1, updated_at = $4 WHERE lead_id = $1',
      [id, customerId, opportunityId, now],
    );
    await this.timeline.handOver(id, customerId, storeId, now);
  }

  async list(query: ListInteractions): Promise<Page<InteractionView>> {
    return this.lists.page<InteractionView>(INTERACTIONS, query);
  }
}

const viewOf = (i: Interaction): InteractionView => ({
  id: i.id,
  storeId: i.storeId,
  ownerEmployeeId: i.ownerEmployeeId,
  customerId: i.customerId,
  leadId: i.leadId,
  opportunityId: i.opportunityId,
  channel: i.channel,
  direction: i.direction,
  outcome: i.outcome,
  note: i.note,
  at: i.at,
  agreedAt: i.agreedAt,
  settledAt: i.settledAt,
  version: i.version,
  createdAt: i.createdAt,
  updatedAt: i.updatedAt,
});

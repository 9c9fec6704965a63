import { Injectable } from '@nestjs/common';
import { Outbox } from '../../../kernel/events/outbox.js';
import { LeadCreated, LeadRepeated } from '../crm.contract.js';
import { TimelineService } from '../timeline/timeline.service.js';
import type { Lead } from './lead.entity.js';
import { factsOf } from './lead.facts.js';
import { LeadOwnerships } from './lead-ownerships.js';
import type { OpenLead } from './lead-recognition.js';

/** What follows an enquiry at once: it is told, and a new one finds its consultant where the store has a rule (L-7). */
@Injectable()
export class LeadArrivals {
  constructor(
    private readonly outbox: Outbox,
    private readonly timeline: TimelineService,
    private readonly ownerships: LeadOwnerships,
  ) {}

  async first(lead: Lead): Promise<void> {
    this.outbox.publish(LeadCreated, lead, { ...factsOf(lead), responseDueAt: lead.responseDueAt.toISOString() });
    await this.#tell('lead-received', lead, { ...lead, leadId: lead.id });
    await this.ownerships.giveByRule(lead);
  }

  /** A further enquiry belongs to the open lead, and to its story (L-3). */
  async again(lead: Lead, open: OpenLead): Promise<void> {
    this.outbox.publish(LeadRepeated, lead, { ...factsOf(lead), duplicateOfLeadId: open.id, leadOwnerEmployeeId: open.ownerEmployeeId });
    await this.#tell('lead-repeated', lead, { ...open, customerId: lead.customerId, leadId: open.id });
  }

  async #tell(
    what: 'lead-received' | 'lead-repeated',
    { id, number, source, receivedAt: at }: Lead,
    { customerId, leadId, storeId }: { customerId: string | null; leadId: string; storeId: string },
  ): Promise<void> {
    await this.timeline.tell({ customerId, leadId, storeId, at, what, refType: 'Lead', refId: id, facts: { number, source } });
  }
}

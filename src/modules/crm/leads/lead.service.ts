import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { LeadInvalidated } from '../crm.contract.js';
import { ContactEffects } from '../interactions/contact-effects.js';
import type { ContactMade } from '../interactions/interaction.dto.js';
import { InteractionService } from '../interactions/interaction.service.js';
import { Office } from '../office.js';
import type { InvalidateLead, LeadView } from './lead.dto.js';
import { Lead, leadLifecycle } from './lead.entity.js';
import { factsOf } from './lead.facts.js';
import { LeadReads } from './lead.queries.js';

/** Leads are spoken with, or set aside (L-1, L-5). */
@Injectable()
export class LeadService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly interactions: InteractionService,
    private readonly effects: ContactEffects,
    private readonly reads: LeadReads,
  ) {}

  /** A contact of a human. Of somebody who is known it is one with the customer too: what the same consultant has open with them moves (G-2). */
  contact(id: string, body: ContactMade): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.check(lead, 'contact');
      const { storeId, customerId } = lead;
      const { channel, direction, outcome, agreedAt } = body;
      const at = this.office.now();
      const contact = { at, channel, direction, outcome, agreedAt: agreedAt === undefined ? null : new Date(agreedAt) };
      const opportunity = customerId === null ? null : await this.effects.meant(customerId, context.principal.id, storeId);
      await this.effects.made(contact, [lead], opportunity);
      await this.interactions.keep(body, { storeId, customerId, leadId: id, opportunityId: opportunity?.id ?? null }, at);
      return this.reads.viewOf(lead);
    });
  }

  invalidate(id: string, { reason }: InvalidateLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'invalidate');
      lead.closingNote = reason;
      lead.close();
      await this.db.save(lead, 'invalidate');
      this.outbox.publish(LeadInvalidated, lead, factsOf(lead));
      return this.reads.viewOf(lead);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { plus } from '../../../kernel/time/clock.js';
import { LeadContacted, LeadInvalidated, LeadResponseMissed } from '../crm.contract.js';
import type { ContactMade } from '../interactions/interaction.dto.js';
import { InteractionService } from '../interactions/interaction.service.js';
import { Office } from '../office.js';
import { ResponseClock } from '../response-standards/response-clock.js';
import { verdictOf } from '../response-standards/response-verdict.js';
import type { InvalidateLead, LeadView } from './lead.dto.js';
import { Lead, leadLifecycle } from './lead.entity.js';
import { factsOf } from './lead.facts.js';
import { LeadReads } from './lead.queries.js';
import { RecallAfter } from './lead.rules.js';

/** Leads are answered, and everybody sees how soon (L-1, L-5). */
@Injectable()
export class LeadService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly interactions: InteractionService,
    private readonly clock: ResponseClock,
    private readonly reads: LeadReads,
  ) {}

  /** A contact of a human; the first outbound one stops the response clock (L-5). */
  contact(id: string, body: ContactMade): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'contact');
      const now = this.office.now();
      const first = body.direction === 'OUTBOUND' && lead.firstRespondedAt === null;
      if (first) await this.#answered(lead, now);
      lead.lastContactAt = now;
      const recallAt = plus(now, await this.office.setting(RecallAfter, lead.storeId));
      lead.awaitFollowUp(lead.firstRespondedAt === null ? lead.responseDueAt : recallAt, recallAt);
      await this.interactions.keep(body, { storeId: lead.storeId, customerId: lead.customerId, leadId: id }, now);
      await this.db.save(lead, 'contact');
      const { channel, outcome } = body;
      this.outbox.publish(LeadContacted, lead, { ...factsOf(lead), channel, outcome, first, contactedAt: now.toISOString() });
      return this.reads.viewOf(lead);
    });
  }

  /** A visitor of the showroom has left: the time for the call back runs from now (L-5). */
  async visitorLeft(id: string, leftAt: Date): Promise<void> {
    const lead = await this.db.lock(Lead, id);
    if (lead.source !== 'WALK_IN' || lead.responseVerdict !== 'PENDING') return;
    Object.assign(lead, { leftAt }, await this.clock.limits(await this.office.store(lead.storeId), lead.source, leftAt));
    if (lead.followUpDueAt !== null) lead.followUpDueAt = lead.responseDueAt;
    await this.db.save(lead, 'visitor-left');
  }

  /** Nobody answered in time: it is missed from now on, whenever the answer comes (L-5). */
  async missResponse(id: string): Promise<void> {
    const lead = await this.db.lock(Lead, id);
    Object.assign(lead, { responseVerdict: 'MISSED', responseEmployeeId: lead.ownerEmployeeId });
    await this.db.save(lead, 'miss-response');
    this.outbox.publish(LeadResponseMissed, lead, {
      ...factsOf(lead),
      responseDueAt: lead.responseDueAt.toISOString(),
      missedAt: this.office.now().toISOString(),
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

  async #answered(lead: Lead, now: Date): Promise<void> {
    lead.firstRespondedAt = now;
    lead.responseMinutes = await this.clock.minutes(lead.responseClock, lead.storeId, lead.clockStartedAt, now);
    if (lead.responseVerdict !== 'PENDING') return;
    lead.responseVerdict = verdictOf(lead, now);
    lead.responseEmployeeId = context.principal.id;
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { plus } from '../../../kernel/time/clock.js';
import { LeadContacted, LeadResponseMissed } from '../crm.contract.js';
import { Office } from '../office.js';
import { ResponseClock } from '../response-standards/response-clock.js';
import { verdictOf } from '../response-standards/response-verdict.js';
import { Lead, leadLifecycle } from './lead.entity.js';
import { factsOf } from './lead.facts.js';
import { RecallAfter } from './lead.rules.js';

/** That somebody spoke with who asked, however it was recorded. */
export interface LeadContact {
  at: Date;
  channel: string;
  direction: 'INBOUND' | 'OUTBOUND';
  outcome: string;
}

/** Leads are answered in time or missed, and every contact puts off the recall (L-5, L-6). */
@Injectable()
export class LeadResponses {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly clock: ResponseClock,
  ) {}

  /** A contact of a human; the first outbound one stops the response clock (L-5). What was before the enquiry is no answer to it. */
  async contacted(lead: Lead, { at, channel, direction, outcome }: LeadContact): Promise<void> {
    leadLifecycle.check(lead, 'contact');
    if (at < lead.receivedAt) return;
    leadLifecycle.move(lead, 'contact');
    const first = direction === 'OUTBOUND' && lead.firstRespondedAt === null;
    if (first) await this.#answered(lead, at);
    // One that is recorded late puts nothing off that a later one has put off.
    if (lead.lastContactAt === null || at >= lead.lastContactAt) {
      lead.lastContactAt = at;
      const recallAt = plus(at, await this.office.setting(RecallAfter, lead.storeId));
      lead.awaitFollowUp(lead.firstRespondedAt === null ? lead.responseDueAt : recallAt, recallAt);
    }
    await this.db.save(lead, 'contact');
    this.outbox.publish(LeadContacted, lead, { ...factsOf(lead), channel, outcome, first, contactedAt: at.toISOString() });
  }

  /** The enquiries that somebody holds and can still speak about. */
  held(of: { id: string } | { customerId: string; ownerEmployeeId: string }): Promise<Lead[]> {
    return this.db.lockAll(
      Lead,
      leadLifecycle.sources('contact').map((state) => ({ ...of, state })),
    );
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
  async miss(id: string): Promise<void> {
    const lead = await this.db.lock(Lead, id);
    Object.assign(lead, { responseVerdict: 'MISSED', responseEmployeeId: lead.ownerEmployeeId });
    await this.db.save(lead, 'miss-response');
    this.outbox.publish(LeadResponseMissed, lead, {
      ...factsOf(lead),
      responseDueAt: lead.responseDueAt.toISOString(),
      missedAt: this.office.now().toISOString(),
    });
  }

  async #answered(lead: Lead, at: Date): Promise<void> {
    lead.firstRespondedAt = at;
    lead.responseMinutes = await this.clock.minutes(lead.responseClock, lead.storeId, lead.clockStartedAt, at);
    if (lead.responseVerdict !== 'PENDING') return;
    lead.responseVerdict = verdictOf(lead, at);
    lead.responseEmployeeId = context.principal.id;
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { at } from '../../../kernel/problems.js';
import { plus } from '../../../kernel/time/clock.js';
import {
  LeadAssigned,
  LeadContacted,
  LeadLost,
  LeadOwnerUnfit,
  LeadRecalled,
  LeadReclaimTooSoon,
  ReclaimAfter,
  RecallAfter,
} from '../crm.contract.js';
import type { ContactMade } from '../interactions/interaction.dto.js';
import { InteractionService } from '../interactions/interaction.service.js';
import { Office } from '../office.js';
import type { AssignLead, InvalidateLead, LeadView, LoseLead, ReviewLead } from './lead.dto.js';
import { Lead, leadLifecycle } from './lead.entity.js';
import { factsOf } from './lead.facts.js';
import { LeadReads } from './lead.queries.js';

/** Leads on their way: given to somebody, contacted, called back when nobody does, lost only with a manager's word (L-1, L-2, L-5, L-6). */
@Injectable()
export class LeadService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly interactions: InteractionService,
    private readonly reads: LeadReads,
  ) {}

  assign(id: string, { employeeId }: AssignLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'assign');
      if (!(await this.office.sells(lead.storeId, employeeId))) throw LeadOwnerUnfit({ errors: [at('/employeeId', LeadOwnerUnfit)] });
      return this.#give(lead, employeeId, 'assign');
    });
  }

  claim(id: string): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'claim');
      const me = context.principal.id;
      if (lead.recalledAt && lead.recalledFromEmployeeId === me) {
        const free = plus(lead.recalledAt, await this.office.setting(ReclaimAfter, lead.storeId));
        if (this.office.now() < free) throw LeadReclaimTooSoon({ detail: free.toISOString() });
      }
      return this.#give(lead, me, 'claim');
    });
  }

  /** A contact of a human; the first outbound one stops the response clock (L-5). */
  contact(id: string, body: ContactMade): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'contact');
      const now = this.office.now();
      const first = body.direction === 'OUTBOUND' && lead.firstRespondedAt === null;
      if (first) lead.firstRespondedAt = now;
      lead.lastContactAt = now;
      lead.recallAt = plus(now, await this.office.setting(RecallAfter, lead.storeId));
      await this.interactions.keep(body, { storeId: lead.storeId, leadId: id }, now);
      await this.db.save(lead, 'contact');
      const { channel, outcome } = body;
      this.outbox.publish(LeadContacted, lead, { ...factsOf(lead), channel, outcome, first, contactedAt: now.toISOString() });
      return this.reads.viewOf(lead);
    });
  }

  /** Asks a manager to agree that it is lost (L-2). */
  lose(id: string, { reason, note }: LoseLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'lose');
      Object.assign(lead, { lostReason: reason, closingNote: note ?? null, recallAt: null });
      return this.reads.viewOf(await this.db.save(lead, 'lose'));
    });
  }

  review(id: string, { decision, note }: ReviewLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'review', decision === 'APPROVED' ? 'LOST' : 'ASSIGNED');
      if (note !== undefined) lead.closingNote = note;
      if (decision === 'APPROVED') this.outbox.publish(LeadLost, lead, { ...factsOf(lead), reason: lead.lostReason ?? 'OTHER' });
      else
        Object.assign(lead, { lostReason: null, recallAt: plus(this.office.now(), await this.office.setting(RecallAfter, lead.storeId)) });
      return this.reads.viewOf(await this.db.save(lead, 'review'));
    });
  }

  invalidate(id: string, { reason }: InvalidateLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'invalidate');
      Object.assign(lead, { closingNote: reason, recallAt: null });
      return this.reads.viewOf(await this.db.save(lead, 'invalidate'));
    });
  }

  /** Nobody followed it up: it goes back to the pool, its history stays (L-6). */
  async recall(id: string): Promise<void> {
    const lead = await this.db.lock(Lead, id);
    leadLifecycle.move(lead, 'recall');
    const recalledFromEmployeeId = lead.ownerEmployeeId;
    Object.assign(lead, { recalledFromEmployeeId, recalledAt: this.office.now(), ownerEmployeeId: null, recallAt: null });
    await this.db.save(lead, 'recall');
    this.outbox.publish(LeadRecalled, lead, { ...factsOf(lead), recalledFromEmployeeId });
  }

  async #give(lead: Lead, employeeId: string, action: string): Promise<LeadView> {
    lead.ownerEmployeeId = employeeId;
    lead.recallAt = plus(this.office.now(), await this.office.setting(RecallAfter, lead.storeId));
    await this.db.save(lead, action);
    this.outbox.publish(LeadAssigned, lead, factsOf(lead));
    return this.reads.viewOf(lead);
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { VisitArrived, VisitLeft } from '../crm.contract.js';
import { OpportunityClosed, OpportunityOfAnother } from '../opportunities/opportunity.rules.js';
import { meet } from '../customers/acquaintances.js';
import { ContactEffects } from '../interactions/contact-effects.js';
import { InteractionService } from '../interactions/interaction.service.js';
import { Lead } from '../leads/lead.entity.js';
import { Office } from '../office.js';
import { Opportunity } from '../opportunities/opportunity.entity.js';
import { TimelineService } from '../timeline/timeline.service.js';
import type { CreateVisit, IdentifyVisit, LeaveVisit, ReceiveVisit } from './visit.dto.js';
import { Visit, visitLifecycle } from './visit.entity.js';
import { VisitorNamedTwice, VisitorKnown, HostUnfit } from './visit.rules.js';

/** Visits to the showroom: when they came, who took care of them and after how long, when they left. */
@Injectable()
export class VisitService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly timeline: TimelineService,
    private readonly effects: ContactEffects,
    private readonly interactions: InteractionService,
  ) {}

  async arrive(body: CreateVisit): Promise<Visit> {
    const { id: storeId } = await this.office.storeForNew(body.storeId);
    if (body.customerId !== undefined && body.leadId !== undefined) throw VisitorNamedTwice({ errors: [at('/leadId', VisitorNamedTwice)] });
    return this.db.transaction(async () => {
      const arrivedAt = this.office.now();
      const { purpose, partySize = 1, note = null, hostEmployeeId = null, customerId = null, leadId = null } = body;
      if (hostEmployeeId !== null) await this.#requireHost(storeId, hostEmployeeId);
      const visit = Object.assign(new Visit(), {
        ...{ id: newId(), number: await this.office.number('VS', storeId), storeId, purpose, partySize, note, arrivedAt },
        ...{ hostEmployeeId, receivedAt: hostEmployeeId === null ? null : arrivedAt, customerId, leadId },
        ...{ closesAt: await this.office.closesAt(storeId, arrivedAt), leftAt: null, forgotten: false },
      });
      visitLifecycle.begin(visit);
      await this.#requireVisitor(visit);
      visit.opportunityId = await this.#opportunityOf(visit, body.opportunityId);
      await this.db.save(visit, 'arrive');
      await this.#greet(visit);
      this.outbox.publish(VisitArrived, visit, factsOf(visit));
      return visit;
    });
  }

  /** A host takes care of them: the wait is over. Another one may follow. */
  receive(id: string, { hostEmployeeId = context.principal.id }: ReceiveVisit): Promise<Visit> {
    return this.db.transaction(async () => {
      const visit = await this.db.lock(Visit, id);
      visitLifecycle.move(visit, 'receive');
      await this.#requireHost(visit.storeId, hostEmployeeId);
      visit.hostEmployeeId = hostEmployeeId;
      visit.receivedAt ??= this.office.now();
      // What the host has open with them is what the visit is about.
      visit.opportunityId = (await this.#opportunityOf(visit, undefined)) ?? visit.opportunityId;
      return this.db.save(visit, 'receive');
    });
  }

  /** Now they are known: it becomes part of their story. */
  identify(id: string, who: IdentifyVisit): Promise<Visit> {
    const { customerId = null, leadId = null } = who;
    return this.db.transaction(async () => {
      const visit = await this.db.lock(Visit, id);
      visitLifecycle.move(visit, 'identify');
      if (visit.customerId !== null || visit.leadId !== null) throw VisitorKnown();
      if ((customerId === null) === (leadId === null)) throw VisitorNamedTwice({ errors: [at('/customerId', VisitorNamedTwice)] });
      Object.assign(visit, { customerId, leadId });
      await this.#requireVisitor(visit);
      visit.opportunityId = await this.#opportunityOf(visit, undefined);
      await this.db.save(visit, 'identify');
      await this.#greet(visit);
      return visit;
    });
  }

  /** A visit that somebody hosted is a contact: the next follow-up moves with it (G-2), and so does a recall (L-6). */
  leave(id: string, { note }: LeaveVisit): Promise<Visit> {
    return this.db.transaction(async () => {
      const visit = await this.db.lock(Visit, id);
      visitLifecycle.move(visit, 'leave');
      if (note !== undefined) visit.note = note;
      return this.#end(visit, this.office.now(), 'leave');
    });
  }

  /** Nobody said that they left, and the store closes. */
  async close(id: string): Promise<void> {
    const visit = await this.db.lock(Visit, id);
    visitLifecycle.move(visit, 'close');
    visit.forgotten = true;
    await this.#end(visit, visit.closesAt, 'close');
  }

  async #end(visit: Visit, leftAt: Date, action: string): Promise<Visit> {
    visit.leftAt = leftAt;
    await this.#count(visit, leftAt);
    await this.db.save(visit, action);
    this.outbox.publish(VisitLeft, visit, { ...factsOf(visit), leftAt: leftAt.toISOString(), forgotten: visit.forgotten });
    return visit;
  }

  /** Whoever hosted them, their own enquiry was attended to; of a customer, what the host has open with them. */
  async #count({ hostEmployeeId, leadId, customerId, storeId, opportunityId }: Visit, at: Date): Promise<void> {
    if (hostEmployeeId === null) return;
    const contact = { at, channel: 'VISIT', direction: 'INBOUND', outcome: 'REACHED' } as const;
    const theirs = customerId === null ? null : { customerId, ownerEmployeeId: hostEmployeeId };
    const of = leadId === null ? theirs : { id: leadId };
    const leads = of === null ? [] : (await this.effects.leads(of)).filter((lead) => lead.storeId === storeId);
    const [opportunity] = opportunityId === null ? [] : await this.db.lockAll(Opportunity, { id: opportunityId, state: 'OPEN' });
    await this.effects.made(contact, leads, opportunity ?? null);
  }

  async #requireHost(storeId: string, employeeId: string): Promise<void> {
    if (!(await this.office.employs(storeId, employeeId))) throw HostUnfit({ errors: [at('/hostEmployeeId', HostUnfit)] });
  }

  /** A customer belongs to the group, a lead to its store. */
  async #requireVisitor({ customerId, leadId }: Visit): Promise<void> {
    if (customerId !== null) await meet(this.db, customerId);
    if (leadId !== null) await this.db.find(Lead, leadId);
  }

  async #opportunityOf({ customerId, storeId, hostEmployeeId }: Visit, named: string | undefined): Promise<string | null> {
    if (named === undefined) {
      if (customerId === null) return null;
      return (await this.effects.meant(customerId, hostEmployeeId ?? context.principal.id, storeId))?.id ?? null;
    }
    const opportunity = await this.db.find(Opportunity, named);
    if (opportunity.customerId !== customerId || opportunity.storeId !== storeId)
      throw OpportunityOfAnother({ errors: [at('/opportunityId', OpportunityOfAnother)] });
    if (opportunity.state !== 'OPEN') throw OpportunityClosed();
    return named;
  }

  /** Tells the story of those who are known; an appointment they had is kept with it. */
  async #greet({ id, customerId, leadId, storeId, arrivedAt, number, purpose }: Visit): Promise<void> {
    if (customerId === null && leadId === null) return;
    const story = { customerId, leadId, storeId, at: arrivedAt, what: 'visit-arrived', refType: 'Visit', refId: id } as const;
    await this.timeline.tell({ ...story, facts: { number, purpose } });
    await this.interactions.settle({ storeId, customerId, leadId }, arrivedAt);
  }
}

const factsOf = (visit: Visit) => ({
  visitId: visit.id,
  storeId: visit.storeId,
  customerId: visit.customerId,
  leadId: visit.leadId,
  opportunityId: visit.opportunityId,
  hostEmployeeId: visit.hostEmployeeId,
  purpose: visit.purpose,
  partySize: visit.partySize,
  arrivedAt: visit.arrivedAt.toISOString(),
});

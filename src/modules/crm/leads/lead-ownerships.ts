import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at as pointedAt } from '../../../kernel/problems.js';
import { plus } from '../../../kernel/time/clock.js';
import { LeadAssigned, LeadRecalled } from '../crm.contract.js';
import { LeadTurns } from '../lead-desks/lead-turns.js';
import { Office } from '../office.js';
import type { AssignLead, LeadView } from './lead.dto.js';
import { type Assignment, Lead, leadLifecycle, LeadOwnership } from './lead.entity.js';
import { factsOf } from './lead.facts.js';
import { LeadReads } from './lead.queries.js';
import { AssignmentRule, HandOverReasonRequired, LeadOwnerUnfit, LeadReclaimTooSoon, ReclaimAfter, RecallAfter } from './lead.rules.js';

/** Who has a lead: given by hand, by rule or taken from the pool, and called back when nobody follows it up (L-6, L-7). */
@Injectable()
export class LeadOwnerships {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly turns: LeadTurns,
    private readonly reads: LeadReads,
  ) {}

  assign(id: string, { employeeId, reason }: AssignLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'assign');
      if (lead.ownerEmployeeId !== null && reason === undefined)
        throw HandOverReasonRequired({ errors: [pointedAt('/reason', HandOverReasonRequired)] });
      if (!(await this.office.sells(lead.storeId, employeeId)))
        throw LeadOwnerUnfit({ errors: [pointedAt('/employeeId', LeadOwnerUnfit)] });
      const now = this.office.now();
      if (lead.ownerEmployeeId !== null) await this.#end(lead, 'HAND_OVER', now);
      return this.#give(lead, { by: 'HAND', employeeId, reason: reason ?? null }, now);
    });
  }

  claim(id: string): Promise<LeadView> {
    return this.db.transaction(async () => {
      const me = context.principal.id;
      // The turn is waited for before the lead, as when the rule gives one: nobody waits in a circle.
      await this.turns.requireRoom((await this.db.find(Lead, id)).storeId, me);
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'claim');
      if (lead.recalledAt && lead.recalledFromEmployeeId === me) {
        const free = plus(lead.recalledAt, await this.office.setting(ReclaimAfter, lead.storeId));
        if (this.office.now() < free) throw LeadReclaimTooSoon({ detail: free.toISOString() });
      }
      return this.#give(lead, { by: 'CLAIM', employeeId: me, reason: null });
    });
  }

  /** A new lead goes to whose turn it is, where the store has the rule; it says why, and why not (L-7, PR-10). */
  async giveByRule(lead: Lead): Promise<void> {
    if ((await this.office.setting(AssignmentRule, lead.storeId)) !== 'ROUND_ROBIN') return;
    const { employeeId, ...explanation } = await this.turns.take(lead.storeId, skillsOf(lead));
    if (employeeId !== null) {
      leadLifecycle.move(lead, 'assign');
      await this.#give(lead, { by: 'RULE', employeeId, reason: 'NEXT_IN_TURN', ...explanation });
    } else {
      lead.assignment = this.#explain({ by: 'RULE', employeeId, reason: 'NOBODY_FITS', ...explanation });
      await this.db.save(lead, 'find-nobody');
    }
  }

  /** Nobody followed it up: it goes back to the pool, its history stays (L-6). */
  async recall(id: string): Promise<void> {
    const lead = await this.db.lock(Lead, id);
    leadLifecycle.move(lead, 'recall');
    const recalledFromEmployeeId = lead.ownerEmployeeId;
    const recalledAt = this.office.now();
    await this.#end(lead, 'RECALL', recalledAt);
    Object.assign(lead, { recalledFromEmployeeId, recalledAt, ownerEmployeeId: null, assignment: null });
    lead.rest();
    await this.db.save(lead, 'recall');
    this.outbox.publish(LeadRecalled, lead, { ...factsOf(lead), recalledFromEmployeeId });
  }

  async #give(lead: Lead, decision: Decision & { employeeId: string }, now = this.office.now()): Promise<LeadView> {
    const { employeeId, by, reason } = decision;
    lead.ownerEmployeeId = employeeId;
    lead.assignment = this.#explain(decision);
    lead.awaitFollowUp(
      lead.firstRespondedAt === null ? lead.responseDueAt : now,
      plus(now, await this.office.setting(RecallAfter, lead.storeId)),
    );
    await this.db.save(lead, by === 'CLAIM' ? 'claim' : 'assign');
    await this.db.insertAll(LeadOwnership, [
      {
        id: newId(),
        leadId: lead.id,
        employeeId,
        how: by,
        reason,
        fromAt: now,
        untilAt: null,
        explanation: lead.assignment,
        endedBy: null,
      },
    ]);
    this.outbox.publish(LeadAssigned, lead, { ...factsOf(lead), how: by });
    return this.reads.viewOf(lead);
  }

  async #end({ id }: Lead, endedBy: 'RECALL' | 'HAND_OVER', at: Date): Promise<void> {
    await this.db.sql('UPDATE crm.lead_ownership SET until_at = $2, ended_by = $3 WHERE lead_id = $1 AND until_at IS NULL', [
      id,
      at,
      endedBy,
    ]);
  }

  #explain(decision: Decision): Assignment {
    return { requiredSkills: [], candidates: [], ...decision, at: this.office.now().toISOString() };
  }
}

type Decision = Pick<Assignment, 'by' | 'employeeId' | 'reason'> & Partial<Pick<Assignment, 'requiredSkills' | 'candidates'>>;

/** What somebody should know who answers this lead. */
const skillsOf = ({ modelId, source, language }: Lead): string[] => [
  `SOURCE:${source}`,
  ...(modelId === null ? [] : [`MODEL:${modelId}`]),
  ...(language === null ? [] : [`LANGUAGE:${language}`]),
];

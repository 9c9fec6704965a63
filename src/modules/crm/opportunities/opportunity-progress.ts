import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at as pointedAt, say } from '../../../kernel/problems.js';
import { FollowUpMissed, OpportunityStaged, StageOverdue } from '../crm.contract.js';
import { Office } from '../office.js';
import { StageStandards } from '../stage-standards/stage-standard.service.js';
import type { AdvanceOpportunity } from './opportunity.dto.js';
import { isBefore, Opportunity, opportunityLifecycle, OpportunityStage, type Proof, type Stage } from './opportunity.entity.js';
import { factsOf } from './opportunity.facts.js';
import { StageCriteriaUnmet, StageNotForward, StageOfSales } from './opportunity.rules.js';

/** What a thing that happened in Sales proves, and how far it brings an opportunity. */
const STEPS: Record<string, { proof: Proof; stage?: Stage }> = {
  'sales.test-drive-booked': { proof: 'TEST_DRIVE_BOOKING' },
  'sales.test-drive-completed': { proof: 'TEST_DRIVE', stage: 'TEST_DRIVE' },
  'sales.quotation-sent': { proof: 'QUOTATION', stage: 'QUOTATION' },
  'sales.quotation-accepted': { proof: 'ACCEPTANCE', stage: 'CONTRACT' },
  'sales.contract-signed': { proof: 'CONTRACT', stage: 'AWAITING_DELIVERY' },
  'sales.order-delivered': { proof: 'DELIVERY', stage: 'DELIVERED' },
};
export interface SalesStep {
  opportunityId: string;
  /** The document that came about. */
  refId: string;
  at: Date;
  /** What the customer is asked to pay in all, fen. */
  total?: number;
}

/** How an opportunity comes along: by what Sales does, by hand, by the clock (O-1). */
@Injectable()
export class OpportunityProgress {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly standards: StageStandards,
  ) {}

  /** Forward by hand: what the stage that is left and the one that is entered ask for must be there. */
  advance(id: string, { stage, note }: AdvanceOpportunity): Promise<Opportunity> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, id);
      opportunityLifecycle.move(opportunity, 'advance');
      if (!opportunity.isBefore(stage)) throw StageNotForward({ errors: [pointedAt('/stage', StageNotForward)] });
      if (!isBefore(stage, 'CONTRACT')) throw StageOfSales({ errors: [pointedAt('/stage', StageOfSales)] });
      await this.#requireCriteria(opportunity, stage);
      await this.enter(opportunity, stage, this.office.now(), 'advance', note);
      return this.db.save(opportunity, 'advance');
    });
  }

  /** What Sales did is proof of it and moves the opportunity on; what it has passed already changes nothing. */
  async heard(event: string, { opportunityId, refId, at, total }: SalesStep): Promise<void> {
    const step = STEPS[event];
    if (!step) throw new Error(`${event} is no step of the sales process`);
    const opportunity = await this.db.lock(Opportunity, opportunityId);
    await this.prove(opportunityId, step.proof, refId, at);
    if (opportunity.state !== 'OPEN') return;
    const asked = total ?? opportunity.quotedTotal;
    const moves = step.stage !== undefined && opportunity.isBefore(step.stage);
    if (!moves && asked === opportunity.quotedTotal) return;
    opportunity.quotedTotal = asked;
    await this.reach(opportunity, step.stage ?? opportunity.stage, at, event);
  }

  /** The order came to nothing: there is something to negotiate again. */
  async reopen(id: string, at: Date, cause: string): Promise<void> {
    const opportunity = await this.db.lock(Opportunity, id);
    if (opportunity.state !== 'OPEN' || opportunity.isBefore('CONTRACT')) return;
    await this.enter(opportunity, 'NEGOTIATION', at, cause);
    await this.db.save(opportunity, 'reopen');
  }

  /** At least this far, and saved. */
  async reach(opportunity: Opportunity, stage: Stage, at: Date, cause: string): Promise<void> {
    if (opportunity.isBefore(stage)) {
      await this.enter(opportunity, stage, at, cause);
      if (stage === 'DELIVERED') {
        opportunityLifecycle.move(opportunity, 'win');
        opportunity.closed(at, 100);
      }
    }
    await this.db.save(opportunity, 'reach');
  }

  /** Begins a stage; the caller saves. */
  async enter(opportunity: Opportunity, stage: Stage, at: Date, cause: string, note: string | null = null): Promise<void> {
    opportunity.enter(stage, at, await this.standards.of(opportunity.storeId, stage));
    const byEmployeeId = context.principal.kind === 'EMPLOYEE' ? context.principal.id : null;
    await this.db.insertAll(OpportunityStage, [{ id: newId(), opportunityId: opportunity.id, stage, at, cause, byEmployeeId, note }]);
    this.outbox.publish(OpportunityStaged, opportunity, { ...factsOf(opportunity), stage, at: at.toISOString() });
  }

  /** The newest document of a kind is the proof of it. */
  async prove(opportunityId: string, proof: Proof, refId: string, at: Date): Promise<void> {
    await this.db.sql(
      `INSERT INTO crm.opportunity_proof (id, opportunity_id, proof, ref_id, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (opportunity_id, proof) DO UPDATE SET ref_id = excluded.ref_id, at = excluded.at`,
      [newId(), opportunityId, proof, refId, at],
    );
  }

  /** Too long in one stage: a fact with its time, told once. */
  async noteStageOverdue(id: string): Promise<void> {
    const opportunity = await this.db.lock(Opportunity, id);
    const { stageDueAt, stage } = opportunity;
    if (stageDueAt === null) return;
    opportunity.stageOverdueSince = stageDueAt;
    await this.db.save(opportunity, 'note-stage-overdue');
    this.outbox.publish(StageOverdue, opportunity, { ...factsOf(opportunity), stage, dueAt: stageDueAt.toISOString() });
  }

  /** A follow-up that nobody made: told once per due date (G-2). */
  async noteFollowUpMissed(id: string): Promise<void> {
    const opportunity = await this.db.lock(Opportunity, id);
    const dueOn = opportunity.nextFollowUpOn;
    if (dueOn === null) return;
    opportunity.followUpMissedOn = dueOn;
    await this.db.save(opportunity, 'note-follow-up-missed');
    this.outbox.publish(FollowUpMissed, opportunity, { ...factsOf(opportunity), dueOn });
  }

  async #requireCriteria({ id, storeId, stage: left }: Opportunity, entered: Stage): Promise<void> {
    const [from, to] = [await this.standards.of(storeId, left), await this.standards.of(storeId, entered)];
    const proven = await this.db.sql<{ proof: Proof }>('SELECT proof FROM crm.opportunity_proof WHERE opportunity_id = $1', [id]);
    const there = new Set(proven.map(({ proof }) => proof));
    const missing = (asked: Proof[]) => [...new Set(asked)].filter((proof) => !there.has(proof));
    const unmet = { exit: missing([...from.exit, ...from.artefacts]), entry: missing(to.entry) };
    if (unmet.exit.length + unmet.entry.length === 0) return;
    throw StageCriteriaUnmet({
      detail: say(
        `离开 ${left} 缺少:${unmet.exit.join('、') || '无'};进入 ${entered} 缺少:${unmet.entry.join('、') || '无'}`,
        `To leave ${left}: ${unmet.exit.join(', ') || 'nothing'} missing; to enter ${entered}: ${unmet.entry.join(', ') || 'nothing'} missing`,
      ),
      errors: [...unmet.exit, ...unmet.entry].map((proof) => pointedAt('/stage', StageCriteriaUnmet, proof)),
      extra: { unmet },
    });
  }
}

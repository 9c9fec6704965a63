import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { OpportunityContracted, OpportunityLost, OpportunityOpened, OpportunityStaged } from '../crm.contract.js';
import { IntentLevelService } from '../intent-levels/intent-level.service.js';
import { Office } from '../office.js';
import type { GradeOpportunity, LoseOpportunity, OpportunityView } from './opportunity.dto.js';
import { Opportunity, opportunityLifecycle, OpportunityStage, type Stage } from './opportunity.entity.js';
import { OpportunityReads } from './opportunity.queries.js';

/** What an opportunity begins with. */
export interface Wish {
  storeId: string;
  ownerEmployeeId: string;
  customerId: string;
  leadId: string;
  modelId: string | null;
  intentLevel: string;
  lastContactAt: Date;
}

/** Opportunities: opened by qualifying, moved on by what Sales does, kept warm by contacts (O-1, G-1, G-2). */
@Injectable()
export class OpportunityService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly levels: IntentLevelService,
    private readonly reads: OpportunityReads,
  ) {}

  async open(wish: Wish): Promise<Opportunity> {
    const level = await this.levels.level(wish.storeId, wish.intentLevel);
    const now = this.office.now();
    const opportunity = Object.assign(new Opportunity(), {
      id: newId(),
      number: await this.office.number('OP', wish.storeId),
      ...wish,
      stage: 'OPENED' as const,
    });
    opportunityLifecycle.begin(opportunity);
    opportunity.contacted(wish.lastContactAt, level.followUpDays);
    await this.db.save(opportunity, 'open');
    await this.#reach(opportunity, 'OPENED', now, 'qualify');
    this.outbox.publish(OpportunityOpened, opportunity, factsOf(opportunity));
    return opportunity;
  }

  grade(id: string, { intentLevel, reason }: GradeOpportunity): Promise<OpportunityView> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, id);
      opportunityLifecycle.move(opportunity, 'grade');
      const before = await this.levels.level(opportunity.storeId, opportunity.intentLevel);
      const level = await this.levels.level(opportunity.storeId, intentLevel);
      opportunity.regrade(level, level.rank < before.rank, reason);
      return this.reads.full(await this.db.save(opportunity, 'grade'));
    });
  }

  /** Until it is agreed; after that the order is cancelled instead (O-1). */
  lose(id: string, { reason, note }: LoseOpportunity): Promise<OpportunityView> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, id);
      opportunityLifecycle.check(opportunity, 'lose');
      if (!opportunity.isBefore('CONTRACT')) throw OpportunityContracted();
      opportunityLifecycle.move(opportunity, 'lose');
      opportunity.closed(this.office.now());
      Object.assign(opportunity, { lostReason: reason, closingNote: note ?? null });
      await this.db.save(opportunity, 'lose');
      this.outbox.publish(OpportunityLost, opportunity, { ...factsOf(opportunity), stage: opportunity.stage, reason });
      return this.reads.full(opportunity);
    });
  }

  /** Somebody spoke with the customer: the next follow-up moves (G-2). */
  async contacted(opportunity: Opportunity, at: Date): Promise<void> {
    const level = await this.levels.level(opportunity.storeId, opportunity.intentLevel);
    opportunity.contacted(at, level.followUpDays);
    await this.db.save(opportunity, 'contact');
  }

  /** What Sales did moves it on; what it has passed already changes nothing. */
  async advance(id: string, stage: Stage, at: Date, cause: string): Promise<void> {
    const opportunity = await this.db.lock(Opportunity, id);
    if (opportunity.state !== 'OPEN' || !opportunity.isBefore(stage)) return;
    opportunity.stage = stage;
    if (stage === 'DELIVERED') {
      opportunityLifecycle.move(opportunity, 'win');
      opportunity.closed(at);
    }
    await this.db.save(opportunity, 'advance');
    await this.#reach(opportunity, stage, at, cause);
  }

  /** The order came to nothing: there is something to negotiate again. */
  async reopen(id: string, at: Date, cause: string): Promise<void> {
    const opportunity = await this.db.lock(Opportunity, id);
    if (opportunity.state !== 'OPEN' || opportunity.isBefore('CONTRACT')) return;
    opportunity.stage = 'NEGOTIATION';
    await this.db.save(opportunity, 'reopen');
    await this.#reach(opportunity, 'NEGOTIATION', at, cause);
  }

  async #reach(opportunity: Opportunity, stage: Stage, at: Date, cause: string): Promise<void> {
    await this.db.insertAll(OpportunityStage, [{ id: newId(), opportunityId: opportunity.id, stage, at, cause }]);
    this.outbox.publish(OpportunityStaged, opportunity, { ...factsOf(opportunity), stage, at: at.toISOString() });
  }
}

const factsOf = ({ id, storeId, customerId, leadId, ownerEmployeeId, modelId, intentLevel }: Opportunity) => ({
  opportunityId: id,
  storeId,
  customerId,
  leadId,
  ownerEmployeeId,
  modelId,
  intentLevel,
});

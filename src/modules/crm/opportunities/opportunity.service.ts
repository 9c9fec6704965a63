import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at as pointedAt } from '../../../kernel/problems.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { addDays, dateOf } from '../../../kernel/time/clock.js';
import { OpportunityFollowedUp, OpportunityGraded, OpportunityHandedOver, OpportunityOpened } from '../crm.contract.js';
import { IntentLevelService } from '../intent-levels/intent-level.service.js';
import { Office } from '../office.js';
import type { GradeOpportunity, HandOverOpportunity } from './opportunity.dto.js';
import { Opportunity, OpportunityGrade, opportunityLifecycle, OpportunityOwner } from './opportunity.entity.js';
import { factsOf } from './opportunity.facts.js';
import { OpportunityClosed, OpportunityOwnerUnfit } from './opportunity.rules.js';
import { OpportunityProgress } from './opportunity-progress.js';

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
/** What a contact with the customer brought. */
export interface Contact {
  at: Date;
  direction: 'INBOUND' | 'OUTBOUND';
  /** When they agreed to speak or meet again. */
  agreedAt?: Date | null;
}

/** Opportunities: opened by qualifying, kept warm by contacts, looked after by one consultant (G-1, G-2). */
@Injectable()
export class OpportunityService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly levels: IntentLevelService,
    private readonly progress: OpportunityProgress,
    private readonly personal: PersonalData,
  ) {}

  async open(wish: Wish): Promise<Opportunity> {
    const level = await this.levels.levelToGive(wish.storeId, wish.intentLevel);
    const now = this.office.now();
    const opportunity = Object.assign(new Opportunity(), {
      id: newId(),
      number: await this.office.number('OP', wish.storeId),
      ...wish,
      stage: 'OPENED' as const,
      stageEnteredAt: now,
      probabilityPercent: 0,
      expectedOn: expectedBy(level, dateOf(wish.lastContactAt)),
    });
    opportunityLifecycle.begin(opportunity);
    opportunity.contacted(wish.lastContactAt, level.followUpDays);
    await this.db.save(opportunity, 'open');
    await this.progress.enter(opportunity, 'OPENED', now, 'qualify');
    await this.db.save(opportunity, 'enter');
    this.outbox.publish(OpportunityOpened, opportunity, factsOf(opportunity));
    return opportunity;
  }

  /** With a reason, which stays in its history (G-2). */
  grade(id: string, { intentLevel, reason }: GradeOpportunity): Promise<Opportunity> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, id);
      opportunityLifecycle.move(opportunity, 'grade');
      const from = opportunity.intentLevel;
      const before = await this.levels.level(opportunity.storeId, from);
      const level = await this.levels.levelToGive(opportunity.storeId, intentLevel);
      opportunity.regrade(level, level.rank < before.rank, reason);
      const now = this.office.now();
      const byEmployeeId = context.principal.id;
      await this.db.insertAll(OpportunityGrade, [
        { id: newId(), opportunityId: id, fromLevel: from, toLevel: intentLevel, reason, byEmployeeId, at: now },
      ]);
      // A needs record says more about when they buy than the level does.
      if (opportunity.isBefore('NEEDS')) opportunity.expectedOn = expectedBy(level, dateOf(now));
      await this.db.save(opportunity, 'grade');
      const words = { reason: await this.personal.seal(opportunity.customerId, reason) };
      this.outbox.publish(OpportunityGraded, opportunity, { ...factsOf(opportunity), from, to: intentLevel }, words);
      return opportunity;
    });
  }

  handOver(id: string, { employeeId, reason }: HandOverOpportunity): Promise<Opportunity> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, id);
      opportunityLifecycle.move(opportunity, 'hand-over', opportunity.state);
      const fromEmployeeId = opportunity.ownerEmployeeId;
      if (employeeId === fromEmployeeId || !(await this.office.sells(opportunity.storeId, employeeId)))
        throw OpportunityOwnerUnfit({ errors: [pointedAt('/employeeId', OpportunityOwnerUnfit)] });
      opportunity.ownerEmployeeId = employeeId;
      await this.db.insertAll(OpportunityOwner, [
        {
          ...{ id: newId(), opportunityId: id, fromEmployeeId, toEmployeeId: employeeId, reason },
          ...{ byEmployeeId: context.principal.id, at: this.office.now() },
        },
      ]);
      await this.db.save(opportunity, 'hand-over');
      const moved = { fromEmployeeId, toEmployeeId: employeeId };
      const words = { reason: await this.personal.seal(opportunity.customerId, reason) };
      this.outbox.publish(OpportunityHandedOver, opportunity, { ...factsOf(opportunity), ...moved }, words);
      return opportunity;
    });
  }

  /** Somebody spoke with the customer: the next follow-up moves (G-2), a delivered car has been followed up, a lost customer called again. */
  async contacted(opportunity: Opportunity, { at, direction, agreedAt = null }: Contact): Promise<void> {
    switch (opportunity.state) {
      case 'OPEN': {
        const level = await this.levels.level(opportunity.storeId, opportunity.intentLevel);
        opportunity.contacted(at, level.followUpDays, agreedAt && dateOf(agreedAt));
        await this.db.save(opportunity, 'contact');
        this.outbox.publish(OpportunityFollowedUp, opportunity, factsOf(opportunity));
        return;
      }
      case 'WON':
        if (direction === 'OUTBOUND' && opportunity.closedAt !== null && at >= opportunity.closedAt)
          await this.progress.reach(opportunity, 'FOLLOW_UP', at, 'contact');
        return;
      case 'LOST':
        if (opportunity.winBackOn === null) throw OpportunityClosed();
        opportunity.winBackOn = null;
        await this.db.save(opportunity, 'contact');
    }
  }

  /** What a contact with a customer is about when nobody says so: the only open opportunity that somebody looks after, else the car they delivered. */
  async meant(customerId: string, ownerEmployeeId: string, storeId?: string): Promise<Opportunity | null> {
    const theirs = { customerId, ownerEmployeeId, ...(storeId !== undefined && { storeId }) };
    const mine = await this.db.lockAll(Opportunity, { ...theirs, state: 'OPEN' });
    if (mine.length > 0) return mine.length === 1 ? (mine[0] ?? null) : null;
    const [delivered] = await this.db.lockAll(Opportunity, { ...theirs, state: 'WON', stage: 'DELIVERED' });
    return delivered ?? null;
  }
}

/** The common reading of the levels: who is called every seven days buys within seven (G-1). */
const expectedBy = ({ followUpDays }: { followUpDays: number | null }, from: string): string => addDays(from, followUpDays ?? 0);

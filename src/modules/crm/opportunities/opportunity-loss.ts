import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { at } from '../../../kernel/problems.js';
import { OpportunityLossReviewed, OpportunityLost } from '../crm.contract.js';
import { LossReviewOwn } from '../leads/lead.rules.js';
import { Office } from '../office.js';
import type { LoseOpportunity, ReviewOpportunity } from './opportunity.dto.js';
import { Opportunity, opportunityLifecycle } from './opportunity.entity.js';
import { factsOf } from './opportunity.facts.js';
import { LossReviewed, OpportunityContracted, WinBackPast } from './opportunity.rules.js';
import { OpportunityProgress } from './opportunity-progress.js';
import { OpportunityService } from './opportunity.service.js';

/** Opportunities that come to nothing: with a reason, seen by a manager, perhaps tried again later (O-1). */
@Injectable()
export class OpportunityLoss {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly progress: OpportunityProgress,
    private readonly opportunities: OpportunityService,
  ) {}

  /** Until it is agreed; after that the order is cancelled instead. */
  lose(id: string, { reason, note, competitor, winBackOn }: LoseOpportunity): Promise<Opportunity> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, id);
      opportunityLifecycle.check(opportunity, 'lose');
      if (!opportunity.isBefore('CONTRACT')) throw OpportunityContracted();
      if (winBackOn !== undefined && winBackOn <= this.office.today()) throw WinBackPast({ errors: [at('/winBackOn', WinBackPast)] });
      opportunityLifecycle.move(opportunity, 'lose');
      const now = this.office.now();
      opportunity.closed(now, 0);
      const said = {
        lostBy: context.principal.id,
        lostReason: reason,
        closingNote: note ?? null,
        competitor: competitor ?? null,
        winBackOn: winBackOn ?? null,
      };
      await this.db.save(Object.assign(opportunity, said), 'lose');
      this.outbox.publish(OpportunityLost, opportunity, { ...factsOf(opportunity), stage: opportunity.stage, reason });
      return opportunity;
    });
  }

  /** A manager agrees, or gives it back: then the clocks of its stage and of its follow-up start again. */
  review(id: string, { decision, note }: ReviewOpportunity): Promise<Opportunity> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, id);
      opportunityLifecycle.check(opportunity, 'review');
      if (opportunity.lossReviewedAt !== null) throw LossReviewed();
      if (opportunity.lostBy === context.principal.id) throw LossReviewOwn();
      const reason = opportunity.lostReason ?? 'OTHER';
      const now = this.office.now();
      opportunityLifecycle.move(opportunity, 'review', decision === 'APPROVED' ? 'LOST' : 'OPEN');
      opportunity.lossReviewNote = note ?? null;
      if (decision === 'APPROVED') {
        Object.assign(opportunity, { lossReviewedAt: now, lossReviewedBy: context.principal.id });
        await this.db.save(opportunity, 'review');
      } else {
        Object.assign(opportunity, {
          closedAt: null,
          lostBy: null,
          lostReason: null,
          closingNote: null,
          competitor: null,
          winBackOn: null,
        });
        await this.progress.enter(opportunity, opportunity.stage, now, 'review');
        await this.opportunities.contacted(opportunity, { at: opportunity.lastContactAt, direction: 'OUTBOUND' });
      }
      this.outbox.publish(OpportunityLossReviewed, opportunity, { ...factsOf(opportunity), decision, reason });
      return opportunity;
    });
  }
}

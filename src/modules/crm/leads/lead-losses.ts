import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { plus } from '../../../kernel/time/clock.js';
import { LeadLossAsked, LeadLossRejected, LeadLost } from '../crm.contract.js';
import { Office } from '../office.js';
import type { LeadView, LoseLead, ReviewLead } from './lead.dto.js';
import { Lead, leadLifecycle, LeadLossReview } from './lead.entity.js';
import { factsOf } from './lead.facts.js';
import { LeadReads } from './lead.queries.js';
import { LossReviewOwn, RecallAfter } from './lead.rules.js';

/** A lead is given up with a reason and a manager's word (L-2). */
@Injectable()
export class LeadLosses {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly reads: LeadReads,
  ) {}

  /** Asks a manager to agree; whoever must decide has it in the process `lead-loss-review`. */
  lose(id: string, { reason, note }: LoseLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'lose');
      const lossReviewId = newId();
      await this.db.insertAll(LeadLossReview, [
        {
          id: lossReviewId,
          leadId: id,
          reason,
          note: note ?? null,
          askedBy: context.principal.id,
          askedAt: this.office.now(),
          decision: 'PENDING' as const,
          decidedBy: null,
          decidedAt: null,
          decisionNote: null,
        },
      ]);
      Object.assign(lead, { lostReason: reason, closingNote: note ?? null, lossReviewId });
      lead.rest();
      await this.db.save(lead, 'lose');
      this.outbox.publish(LeadLossAsked, lead, { ...factsOf(lead), lossReviewId, reason });
      return this.reads.viewOf(lead);
    });
  }

  review(id: string, { decision, note }: ReviewLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.move(lead, 'review', decision === 'APPROVED' ? 'LOST' : 'ASSIGNED');
      const now = this.office.now();
      const lossReviewId = lead.lossReviewId as string;
      const own = await this.db.touched('SELECT 1 FROM crm.lead_loss_review WHERE id = $1 AND asked_by = $2', [
        lossReviewId,
        context.principal.id,
      ]);
      if (own) throw LossReviewOwn();
      const reviewed = { ...factsOf(lead), lossReviewId, reason: lead.lostReason ?? 'OTHER' };
      await this.db.sql(
        'UPDATE crm.lead_loss_review SET decision = $2, decided_by = $3, decided_at = $4, decision_note = $5 WHERE id = $1',
        [lossReviewId, decision, context.principal.id, now, note ?? null],
      );
      if (decision === 'APPROVED') {
        lead.close();
        this.outbox.publish(LeadLost, lead, reviewed);
      } else {
        lead.lostReason = null;
        lead.awaitFollowUp(now, plus(now, await this.office.setting(RecallAfter, lead.storeId)));
        this.outbox.publish(LeadLossRejected, lead, reviewed);
      }
      if (note !== undefined) lead.closingNote = note;
      return this.reads.viewOf(await this.db.save(lead, 'review'));
    });
  }
}

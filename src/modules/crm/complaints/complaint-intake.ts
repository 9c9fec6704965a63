import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { ComplaintEscalated, ComplaintOpened } from '../crm.contract.js';
import { meet } from '../customers/acquaintances.js';
import { Office } from '../office.js';
import { TimelineService } from '../timeline/timeline.service.js';
import type { OpenComplaint } from './complaint.dto.js';
import { COMPLAINT_CLOCKS, Complaint, complaintLifecycle, ComplaintStep, type Rung } from './complaint.entity.js';
import { factsOf } from './complaint.facts.js';
import {
  AcknowledgeWithin,
  ComplaintPreviousUnfit,
  EscalateAfter,
  GENERAL_MANAGER_LEVEL,
  ResolveWithin,
  SANBAO_DONE_DAYS,
  SANBAO_REPLY_DAYS,
} from './complaint.rules.js';

type Grievance = Pick<
  Complaint,
  'storeId' | 'customerId' | 'kind' | 'source' | 'channel' | 'severity' | 'subjectType' | 'subjectId' | 'description'
> & { surveyId?: string; previousComplaintId?: string | null };

/** Complaints come in, by hand or by a bad answer: the clocks start (C-3). */
@Injectable()
export class ComplaintIntake {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly timeline: TimelineService,
  ) {}

  async take({ storeId: named, subject, kind = 'GENERAL', ...body }: OpenComplaint): Promise<Complaint> {
    const { id: storeId } = await this.office.storeForNew(named);
    return this.db.transaction(async () => {
      await meet(this.db, body.customerId);
      if (body.previousComplaintId !== undefined) await this.#requireClosed(body.previousComplaintId, body.customerId);
      return this.open({ ...body, storeId, kind, source: 'HAND', subjectType: subject?.type ?? null, subjectId: subject?.id ?? null });
    });
  }

  /** In the caller's transaction. */
  async open(grievance: Grievance): Promise<Complaint> {
    const { storeId, severity, customerId } = grievance;
    const openedAt = this.office.now();
    const complaint = Object.assign(new Complaint(), {
      id: newId(),
      number: await this.office.number('CM', storeId),
      ownerEmployeeId: null,
      surveyId: null,
      previousComplaintId: null,
      ...grievance,
      openedAt,
      ...(await this.#limits(grievance, openedAt)),
      overdueAt: null,
      escalationLevel: severity === 'CRITICAL' ? GENERAL_MANAGER_LEVEL : 0,
    });
    complaintLifecycle.begin(complaint);
    complaint.acknowledgedAt = complaint.proposedAt = complaint.closedAt = null;
    complaint.climb(await this.#ladder(complaint));
    await this.db.save(complaint, 'open');
    await this.db.insertAll(ComplaintStep, [
      { id: newId(), complaintId: complaint.id, move: 'open', toState: 'OPEN', doneBy: context.principal.id, at: openedAt, note: null },
    ]);
    const facts = factsOf(complaint);
    this.outbox.publish(ComplaintOpened, complaint, {
      ...facts,
      openedAt: openedAt.toISOString(),
      acknowledgeDueAt: complaint.acknowledgeDueAt.toISOString(),
      resolveDueAt: complaint.resolveDueAt.toISOString(),
    });
    // The general manager is told at once.
    if (severity === 'CRITICAL')
      this.outbox.publish(ComplaintEscalated, complaint, { ...facts, level: GENERAL_MANAGER_LEVEL, cause: 'SEVERITY' });
    await this.timeline.tell({
      customerId,
      storeId,
      at: openedAt,
      what: 'complaint-opened',
      refType: 'Complaint',
      refId: complaint.id,
      facts: { number: complaint.number, severity },
    });
    return complaint;
  }

  /** In business hours by severity; a claim under the three guarantees is answered and done in working days by law (W-5). */
  async #limits(
    { storeId, severity, kind }: Grievance,
    from: Date,
  ): Promise<Pick<Complaint, 'acknowledgeDueAt' | 'replyDueAt' | 'resolveDueAt'>> {
    const acknowledge = (await this.office.setting(AcknowledgeWithin, storeId))[severity];
    const acknowledgeDueAt = await this.office.businessMinutesAfter(storeId, from, acknowledge);
    if (kind === 'SANBAO')
      return {
        acknowledgeDueAt,
        replyDueAt: this.office.workingDaysAfter(from, SANBAO_REPLY_DAYS),
        resolveDueAt: this.office.workingDaysAfter(from, SANBAO_DONE_DAYS),
      };
    const resolve = (await this.office.setting(ResolveWithin, storeId))[severity];
    return { acknowledgeDueAt, replyDueAt: null, resolveDueAt: await this.office.businessMinutesAfter(storeId, from, resolve) };
  }

  async #ladder(complaint: Complaint): Promise<Rung[]> {
    const minutes = await this.office.setting(EscalateAfter, complaint.storeId);
    const rungs: Rung[] = [];
    for (const { clock, dueAt } of complaint.clocks)
      for (const after of minutes) {
        const at = after === 0 ? dueAt : await this.office.businessMinutesAfter(complaint.storeId, dueAt, after);
        rungs.push({ at: at.toISOString(), clock });
      }
    return rungs.sort((a, b) => a.at.localeCompare(b.at) || COMPLAINT_CLOCKS.indexOf(a.clock) - COMPLAINT_CLOCKS.indexOf(b.clock));
  }

  async #requireClosed(previousId: string, customerId: string): Promise<void> {
    const closed = await this.db.touched(`SELECT id FROM crm.complaint WHERE id = $1 AND customer_id = $2 AND state = 'CLOSED'`, [
      previousId,
      customerId,
    ]);
    if (!closed) throw ComplaintPreviousUnfit({ errors: [at('/previousComplaintId', ComplaintPreviousUnfit)] });
  }
}

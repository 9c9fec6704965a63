import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import {
  ComplaintAccepted,
  ComplaintAcknowledged,
  ComplaintAssigned,
  ComplaintClosed,
  ComplaintEscalated,
  ComplaintProposed,
} from '../crm.contract.js';
import { Office } from '../office.js';
import { TimelineService } from '../timeline/timeline.service.js';
import type {
  AssignComplaint,
  CloseComplaint,
  ComplaintDetailView,
  ComplaintNote,
  EscalateComplaint,
  ProposeRemedy,
} from './complaint.dto.js';
import { Complaint, complaintLifecycle, type ComplaintMove, ComplaintStep } from './complaint.entity.js';
import { factsOf } from './complaint.facts.js';
import { ComplaintReads } from './complaint.queries.js';
import { ComplaintOwnerUnfit } from './complaint.rules.js';

/** Complaints on their way to an end that the customer accepts, or to somebody who decides (C-3). */
@Injectable()
export class ComplaintService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly timeline: TimelineService,
    private readonly reads: ComplaintReads,
  ) {}

  assign(id: string, { employeeId }: AssignComplaint): Promise<ComplaintDetailView> {
    return this.db.transaction(async () => {
      const complaint = await this.db.lock(Complaint, id);
      complaintLifecycle.move(complaint, 'assign', complaint.state);
      if (!(await this.office.employs(complaint.storeId, employeeId)))
        throw ComplaintOwnerUnfit({ errors: [at('/employeeId', ComplaintOwnerUnfit)] });
      complaint.ownerEmployeeId = employeeId;
      await this.#keep(complaint, 'assign', null);
      this.outbox.publish(ComplaintAssigned, complaint, factsOf(complaint));
      return this.reads.detail(complaint);
    });
  }

  /** Who acknowledges what nobody has takes it. */
  acknowledge(id: string, { note }: ComplaintNote): Promise<ComplaintDetailView> {
    return this.#move(id, 'acknowledge', note, (complaint, now) => {
      complaint.ownerEmployeeId ??= context.principal.id;
      complaint.acknowledgedAt = now;
      this.outbox.publish(ComplaintAcknowledged, complaint, { ...factsOf(complaint), acknowledgedAt: now.toISOString() });
    });
  }
  investigate(id: string, { note }: ComplaintNote): Promise<ComplaintDetailView> {
    return this.#move(id, 'investigate', note, () => undefined);
  }
  propose(id: string, { remedy, cost }: ProposeRemedy): Promise<ComplaintDetailView> {
    return this.#move(id, 'propose', remedy, (complaint, now) => {
      Object.assign(complaint, { remedy, cost, proposedAt: complaint.proposedAt ?? now });
      this.outbox.publish(ComplaintProposed, complaint, { ...factsOf(complaint), cost });
    });
  }
  accept(id: string, { note }: ComplaintNote): Promise<ComplaintDetailView> {
    return this.#move(id, 'accept', note, (complaint) => this.outbox.publish(ComplaintAccepted, complaint, factsOf(complaint)));
  }
  /** The customer does not accept: somebody above decides. */
  escalate(id: string, { reason }: EscalateComplaint): Promise<ComplaintDetailView> {
    return this.#move(id, 'escalate', reason, (complaint) => this.#raise(complaint, 'CUSTOMER'));
  }
  close(id: string, { rootCause, satisfaction, note }: CloseComplaint): Promise<ComplaintDetailView> {
    return this.#move(id, 'close', note, (complaint, now) => {
      Object.assign(complaint, { rootCause, satisfaction: satisfaction ?? null, closedAt: now });
      this.outbox.publish(ComplaintClosed, complaint, {
        ...factsOf(complaint),
        rootCause,
        cost: complaint.cost ?? 0,
        satisfaction: complaint.satisfaction,
        closedAt: now.toISOString(),
      });
    });
  }

  /** A limit passed, or a rung of the ladder above it: one level up, each rung once. */
  async climb(id: string, now: Date): Promise<void> {
    const complaint = await this.db.lock(Complaint, id);
    for (const { clock } of complaint.takeDue(now)) this.#raise(complaint, clock);
    await this.db.save(complaint, 'climb');
  }

  #raise(complaint: Complaint, cause: 'CUSTOMER' | Complaint['clocks'][number]['clock']): void {
    complaint.escalationLevel += 1;
    this.outbox.publish(ComplaintEscalated, complaint, { ...factsOf(complaint), level: complaint.escalationLevel, cause });
  }

  #move(
    id: string,
    move: Exclude<ComplaintMove, 'assign'>,
    note: string | undefined,
    change: (complaint: Complaint, now: Date) => void,
  ): Promise<ComplaintDetailView> {
    return this.db.transaction(async () => {
      const complaint = await this.db.lock(Complaint, id);
      complaintLifecycle.move(complaint, move);
      const now = this.office.now();
      change(complaint, now);
      complaint.settleClocks(now);
      await this.#keep(complaint, move, note ?? null);
      const { customerId, storeId, number, state } = complaint;
      await this.timeline.tell({
        customerId,
        storeId,
        at: now,
        what: 'complaint-moved',
        refType: 'Complaint',
        refId: id,
        facts: { number, complaintState: state },
      });
      return this.reads.detail(complaint);
    });
  }

  async #keep(complaint: Complaint, move: ComplaintMove, note: string | null): Promise<void> {
    await this.db.save(complaint, move);
    const { id: complaintId, state: toState } = complaint;
    await this.db.insertAll(ComplaintStep, [
      { id: newId(), complaintId, move, toState, doneBy: context.principal.id, at: this.office.now(), note },
    ]);
  }
}

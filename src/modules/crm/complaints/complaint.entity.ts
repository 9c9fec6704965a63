import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { Channel } from '../crm.contract.js';

export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];
/** SANBAO: a claim under the three guarantees, with the statutory clocks (W-5). */
export const COMPLAINT_KINDS = ['GENERAL', 'SANBAO'] as const;
export type ComplaintKind = (typeof COMPLAINT_KINDS)[number];
export const COMPLAINT_SOURCES = ['HAND', 'SURVEY'] as const;
export type ComplaintSource = (typeof COMPLAINT_SOURCES)[number];
export const SUBJECT_TYPES = ['SalesOrder', 'StockVehicle', 'TestDrive', 'RepairOrder', 'CustomerVehicle', 'ServiceAppointment'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];
const OF_SALES: readonly SubjectType[] = ['SalesOrder', 'StockVehicle', 'TestDrive'];
export const ROOT_CAUSES = [
  'PRODUCT_QUALITY',
  'REPAIR_QUALITY',
  'PARTS_DELAY',
  'WAITING_TIME',
  'DELIVERY',
  'PRICE',
  'PROMISE_NOT_KEPT',
  'ATTITUDE',
  'OTHER',
] as const;
export type RootCause = (typeof ROOT_CAUSES)[number];

export const COMPLAINT_STATES = ['OPEN', 'ACKNOWLEDGED', 'INVESTIGATING', 'PROPOSED', 'ACCEPTED', 'ESCALATED', 'CLOSED'] as const;
export type ComplaintState = (typeof COMPLAINT_STATES)[number];
const UNSETTLED = ['OPEN', 'ACKNOWLEDGED', 'INVESTIGATING', 'PROPOSED', 'ACCEPTED', 'ESCALATED'] as const;
export const complaintLifecycle = lifecycle({
  name: 'Complaint',
  states: COMPLAINT_STATES,
  initial: 'OPEN',
  moves: {
    /** Leaves the state as it is. */
    assign: { from: UNSETTLED, to: UNSETTLED },
    acknowledge: { from: ['OPEN'], to: ['ACKNOWLEDGED'] },
    investigate: { from: ['ACKNOWLEDGED', 'ESCALATED'], to: ['INVESTIGATING'] },
    propose: { from: ['INVESTIGATING', 'ESCALATED'], to: ['PROPOSED'] },
    accept: { from: ['PROPOSED'], to: ['ACCEPTED'] },
    escalate: { from: ['PROPOSED'], to: ['ESCALATED'] },
    close: { from: ['ACCEPTED', 'ESCALATED'], to: ['CLOSED'] },
  },
});
export type ComplaintMove = keyof (typeof complaintLifecycle)['table']['moves'];

export const COMPLAINT_CLOCKS = ['ACKNOWLEDGE', 'REPLY', 'RESOLVE'] as const;
export type ComplaintClock = (typeof COMPLAINT_CLOCKS)[number];
/** An instant at which a missed limit goes one rung up the ladder. */
export interface Rung {
  at: string;
  clock: ComplaintClock;
}

/** A customer's complaint. That a limit was missed is a fact with a time, not a state. */
@Entity({ schema: 'crm', name: 'complaint' })
export class Complaint extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: ComplaintState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  /** Who answers for it; null in the queue. */
  @Column('uuid', { name: 'owner_employee_id', nullable: true }) ownerEmployeeId: string | null;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') kind: ComplaintKind;
  @Column('text') source: ComplaintSource;
  @Column('text') channel: Channel;
  @Column('text') severity: Severity;
  @Column('text', { name: 'subject_type', nullable: true }) subjectType: SubjectType | null;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Column('uuid', { name: 'survey_id', nullable: true }) surveyId: string | null;
  /** The closed complaint that this one takes up again. */
  @Column('uuid', { name: 'previous_complaint_id', nullable: true }) previousComplaintId: string | null;
  @Column('text') description: string;
  @Column('text', { nullable: true }) remedy: string | null;
  /** What the remedy costs us, fen. */
  @Column('bigint', { nullable: true }) cost: number | null;
  @Column('text', { name: 'root_cause', nullable: true }) rootCause: RootCause | null;
  /** 1 to 5, as the customer said at the end. */
  @Column('int', { nullable: true }) satisfaction: number | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'acknowledge_due_at' }) acknowledgeDueAt: Date;
  @Column('timestamptz', { name: 'reply_due_at', nullable: true }) replyDueAt: Date | null;
  @Column('timestamptz', { name: 'resolve_due_at' }) resolveDueAt: Date;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt: Date | null;
  @Column('timestamptz', { name: 'proposed_at', nullable: true }) proposedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  /** The first limit that was missed and is not met yet. */
  @Column('timestamptz', { name: 'overdue_at', nullable: true }) overdueAt: Date | null;
  @Column('int', { name: 'escalation_level' }) escalationLevel: number;
  @Column('jsonb') ladder: Rung[];
  @Column('timestamptz', { name: 'next_rung_at', nullable: true }) nextRungAt: Date | null;

  get clocks(): { clock: ComplaintClock; dueAt: Date; metAt: Date | null }[] {
    return [
      { clock: 'ACKNOWLEDGE', dueAt: this.acknowledgeDueAt, metAt: this.acknowledgedAt },
      ...(this.replyDueAt ? [{ clock: 'REPLY' as const, dueAt: this.replyDueAt, metAt: this.proposedAt }] : []),
      { clock: 'RESOLVE', dueAt: this.resolveDueAt, metAt: this.closedAt },
    ];
  }
  get department(): 'SALES' | 'SERVICE' {
    return this.subjectType !== null && OF_SALES.includes(this.subjectType) ? 'SALES' : 'SERVICE';
  }

  climb(ladder: Rung[]): void {
    this.ladder = ladder;
    this.nextRungAt = ladder[0] ? new Date(ladder[0].at) : null;
  }
  /** The rungs that are due by now, taken off the ladder; each raises the level by one. */
  takeDue(now: Date): Rung[] {
    const due = this.ladder.filter((rung) => new Date(rung.at) <= now);
    this.climb(this.ladder.slice(due.length));
    this.#markOverdue(now);
    return due;
  }
  /** A limit that is met escalates no more. */
  settleClocks(now: Date): void {
    const running = new Set(this.clocks.filter((c) => c.metAt === null).map((c) => c.clock));
    this.climb(this.ladder.filter((rung) => running.has(rung.clock)));
    this.#markOverdue(now);
  }
  #markOverdue(now: Date): void {
    const missed = this.clocks.filter((c) => c.metAt === null && c.dueAt <= now).map((c) => c.dueAt.getTime());
    this.overdueAt = missed.length ? new Date(Math.min(...missed)) : null;
  }
}

/** One move of a complaint: who, when, from where to where, and what they said. Append-only. */
@Entity({ schema: 'crm', name: 'complaint_step' })
export class ComplaintStep {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'complaint_id' }) complaintId: string;
  @Column('text') move: string;
  @Column('text', { name: 'to_state' }) toState: ComplaintState;
  @Column('uuid', { name: 'done_by' }) doneBy: string;
  @Column('timestamptz') at: Date;
  @Column('text', { nullable: true }) note: string | null;
}

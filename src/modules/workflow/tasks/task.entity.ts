import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const taskLifecycle = lifecycle({
  name: 'Task',
  states: ['OPEN', 'DONE', 'SKIPPED', 'CANCELLED'],
  initial: 'OPEN',
  moves: {
    complete: { from: ['OPEN'], to: ['DONE'] },
    skip: { from: ['OPEN'], to: ['SKIPPED'] },
    cancel: { from: ['OPEN'], to: ['CANCELLED'], system: true },
  },
});
export type TaskState = (typeof taskLifecycle)['states'][number];

/** What the clock does to an open task at an instant: a reminder, the limit itself, a rung of the ladder. */
export interface Deadline {
  at: string;
  kind: 'REMIND' | 'LIMIT' | 'ESCALATE';
  /** Of the ladder, from 1. */
  level?: number;
  /** Who is told. */
  role?: string;
}

/** A step of a process for somebody to do. That it is overdue is a fact with a time, not a state. */
@Entity({ schema: 'workflow', name: 'task' })
export class Task extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: TaskState;
  @Column('uuid', { name: 'process_id' }) processId: string;
  @Column('text', { name: 'definition_code' }) definitionCode: string;
  @Column('text') step: string;
  @Column('text', { name: 'subject_type' }) subjectType: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  /** The customer, if it is about one; the database keeps both the same when files are merged (L-4). */
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('text', { name: 'title_zh' }) titleZh: string;
  @Column('text', { name: 'title_en' }) titleEn: string;
  @Column('text', { name: 'standard_zh' }) standardZh: string;
  @Column('text', { name: 'standard_en' }) standardEn: string;
  @Column('text') role: string;
  /** Null: the role's queue. */
  @Column('uuid', { name: 'assignee_employee_id', nullable: true }) assigneeEmployeeId: string | null;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('timestamptz', { name: 'overdue_at', nullable: true }) overdueAt: Date | null;
  @Column('int', { name: 'escalation_level' }) escalationLevel: number;
  /** The overdue task it was written for. */
  @Column('uuid', { name: 'escalated_from', nullable: true }) escalatedFrom: string | null;
  /** What the clock still has to do, in order. */
  @Column('jsonb') deadlines: Deadline[];
  @Column('timestamptz', { name: 'next_deadline_at', nullable: true }) nextDeadlineAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy: string | null;
  /** HAND or EVENT. */
  @Column('text', { name: 'completed_by', nullable: true }) completedBy: 'HAND' | 'EVENT' | null;
  @Column('text', { nullable: true }) reason: string | null;

  watch(deadlines: Deadline[]): void {
    this.deadlines = deadlines;
    this.nextDeadlineAt = deadlines[0] ? new Date(deadlines[0].at) : null;
  }
  /** What is due by now, taken off the list. */
  takeDue(now: Date): Deadline[] {
    const due = this.deadlines.filter((d) => new Date(d.at) <= now);
    this.watch(this.deadlines.slice(due.length));
    return due;
  }
  close(move: 'complete' | 'skip' | 'cancel', employeeId: string, now: Date): void {
    taskLifecycle.move(this, move);
    this.closedAt = now;
    this.closedBy = employeeId;
    this.watch([]);
  }
}

import { Code, Id, MeOrId, Note, OneOf, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { taskLifecycle } from './task.entity.js';

export class SkipTask {
  /** Why it need not be done. */
  @Note('客户自理') reason: string;
}
export class ListTasks extends ListQuery {
  /** `me`: mine, and those in the queues of my roles; or an employee's id. */
  @Optional()
  @MeOrId()
  assignee?: string;
  /** today: open with the limit on this store day; overdue: open beyond its limit. */
  @Optional()
  @OneOf(['today', 'overdue'])
  due?: 'today' | 'overdue';
  /** The order, lead, opportunity or repair order it is about. */
  @Optional()
  @Id()
  subjectId?: string;
  @Optional()
  @Id()
  processId?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Code('cashier', 60)
  role?: string;
  @Repeated(taskLifecycle.states)
  state?: string[];
}

/** A step of a process for somebody to do. */
export class TaskView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** OPEN, DONE, SKIPPED or CANCELLED. @example 'OPEN' */
  state: string;
  /** What the caller may do now. @example ['complete'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  processId: string;
  /** @example 'order-fulfilment' */
  definitionCode: string;
  /** @example 'collect-deposit' */
  step: string;
  /** @example 'SalesOrder' */
  subjectType: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  subjectId: string;
  /** In the language of the request. @example '收取定金' */
  title: string;
  /** What must be done, in the language of the request. @example '核对金额,开具收据' */
  standard: string;
  /** Who does it. @example 'cashier' */
  role: string;
  /** The owner of the subject; null in the role's queue. @example null */
  assigneeEmployeeId: string | null;
  /** Time limit in business time of the store; null without one. @example '2026-11-26T10:00:00.000Z' */
  dueAt: Date | null;
  /** Since when it is overdue; null when it is not. @example null */
  overdueAt: Date | null;
  /** Rungs of the escalation ladder reached; 0: none. @example 0 */
  escalationLevel: number;
  /** The overdue task that this one tells a manager of. @example null */
  escalatedFrom: string | null;
  /** HAND or EVENT; null until it is done. @example null */
  completedBy: string | null;
  /** When it was done, skipped or cancelled. @example null */
  closedAt: Date | null;
  /** Who did it. @example null */
  closedBy: string | null;
  /** Why it was skipped. @example null */
  reason: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

export class AskOverdueSteps {
  /** One store only; all of the caller's if left out. */
  @Optional()
  @Id()
  storeId?: string;
}
/** Tasks beyond their time limit that one person, or one role's queue, has at one step of a process in one store. */
export class OverdueStepView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example 'order-fulfilment' */
  definitionCode: string;
  /** @example 'collect-deposit' */
  step: string;
  /** In the language of the request. @example '收取定金' */
  title: string;
  /** @example 'cashier' */
  role: string;
  /** Null: nobody of the role has it. @example null */
  assigneeEmployeeId: string | null;
  /** How many. @example 3 */
  tasks: number;
  /** The limit of the one that waits longest. @example '2026-11-26T10:00:00.000Z' */
  oldestDueAt: Date;
  /** The highest rung of an escalation ladder that was reached; 0: none. @example 1 */
  highestEscalation: number;
}
export class OverdueStepsView {
  /** What waits longest comes first. */
  items: OverdueStepView[];
  /** How many in all. @example 7 */
  tasks: number;
}

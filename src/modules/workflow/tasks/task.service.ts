import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { addDays, Clock, instantOf } from '../../../kernel/time/clock.js';
import { ProcessService } from '../processes/process.service.js';
import { TaskNotYours } from '../workflow.contract.js';
import { TaskBook } from './task-book.js';
import type { ListTasks, SkipTask, TaskView } from './task.dto.js';
import { Task, taskLifecycle } from './task.entity.js';

type Row = Omit<Task, 'deadlines' | 'nextDeadlineAt'>;

const TASKS: ListDefinition = {
  select: `t.id, t.state, t.store_id AS "storeId", t.process_id AS "processId", t.definition_code AS "definitionCode", t.step, t.subject_type AS "subjectType", t.subject_id AS "subjectId",
    t.title_zh AS "titleZh", t.title_en AS "titleEn", t.standard_zh AS "standardZh", t.standard_en AS "standardEn", t.role, t.assignee_employee_id AS "assigneeEmployeeId", t.due_at AS "dueAt",
    t.overdue_at AS "overdueAt", t.escalation_level AS "escalationLevel", t.escalated_from AS "escalatedFrom", t.completed_by AS "completedBy", t.closed_at AS "closedAt", t.closed_by AS "closedBy", t.reason,
    t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`,
  from: 'workflow.task t',
  id: 't.id',
  sorts: { dueAt: { by: `coalesce(t.due_at, 'infinity')`, type: 'timestamptz' }, createdAt: { by: 't.created_at', type: 'timestamptz' } },
  defaultSort: 'dueAt',
  filters: {
    subjectId: 't.subject_id = ?',
    processId: 't.process_id = ?',
    storeId: 't.store_id = ?',
    role: 't.role = ?',
    state: 't.state = ANY(?::text[])',
  },
  scope: { store: 't.store_id' },
};

@Injectable()
export class TaskService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly processes: ProcessService,
    private readonly book: TaskBook,
  ) {}

  /** By the assignee, somebody of the role, or a manager. */
  complete(id: string): Promise<TaskView> {
    return this.#close(id, 'complete', (task) => {
      if (!isMine(task)) throw TaskNotYours();
      return this.book.complete(task, 'HAND');
    });
  }
  skip(id: string, { reason }: SkipTask): Promise<TaskView> {
    return this.#close(id, 'skip', (task) => this.book.skip(task, reason));
  }

  #close(id: string, move: 'complete' | 'skip', close: (task: Task) => Promise<void>): Promise<TaskView> {
    return this.db.transaction(async () => {
      const { processId, step, escalatedFrom } = await this.db.find(Task, id);
      let task = new Task();
      const work = async () => {
        task = await this.db.lock(Task, id);
        taskLifecycle.check(task, move);
        await close(task);
      };
      if (escalatedFrom !== null) await work();
      else {
        await this.processes.finishStep(processId, step, move === 'complete' ? 'DONE' : 'SKIPPED', work);
        await this.book.cancelEscalationsOf(task);
      }
      return viewOf(task);
    });
  }

  async task(id: string): Promise<TaskView> {
    return viewOf(await this.db.find(Task, id));
  }

  async list({ assignee, due, ...query }: ListTasks): Promise<Page<TaskView>> {
    const fixed: [string, unknown][] = [];
    if (assignee === 'me')
      fixed.push([
        `coalesce(t.assignee_employee_id::text, t.role || '@' || t.store_id) = ANY(?::text[]) OR (t.assignee_employee_id IS NULL AND t.role = ANY(?::text[]))`,
        myQueues(),
      ]);
    else if (assignee !== undefined) fixed.push(['t.assignee_employee_id = ?::uuid', assignee]);
    if (due !== undefined) fixed.push(['t.state = ?', 'OPEN']);
    if (due === 'overdue') fixed.push(['t.due_at < ?', this.clock.now()]);
    if (due === 'today') {
      const today = this.clock.today();
      fixed.push(['t.due_at >= ?', instantOf(today)], ['t.due_at < ?', instantOf(addDays(today, 1))]);
    }
    const page = await this.lists.page<Row>(TASKS, query, fixed);
    return { ...page, items: page.items.map(viewOf) };
  }
}

/** Me, and my roles: per store as `role@store`, for the whole group by the role alone. */
function myQueues(): string[] {
  const { id, grants } = context.principal;
  return [id, ...grants.map(({ role, storeId }) => (storeId === null ? role : `${role}@${storeId}`))];
}
function isMine(task: Row): boolean {
  const { id, grants } = context.principal;
  if (task.assigneeEmployeeId === id || permissions.may('skipTask', { storeId: task.storeId })) return true;
  return grants.some(({ role, storeId }) => role === task.role && (storeId === null || storeId === task.storeId));
}

function viewOf(task: Row): TaskView {
  const {
    id,
    state,
    storeId,
    processId,
    definitionCode,
    step,
    subjectType,
    subjectId,
    role,
    assigneeEmployeeId,
    dueAt,
    overdueAt,
    escalationLevel,
    escalatedFrom,
  } = task;
  const { completedBy, closedAt, closedBy, reason, version, createdAt, updatedAt } = task;
  const english = context.locale === 'en';
  return {
    id,
    state,
    allowedMoves: permissions.allowedMoves(taskLifecycle, { state, storeId }).filter((move) => move !== 'complete' || isMine(task)),
    storeId,
    processId,
    definitionCode,
    step,
    subjectType,
    subjectId,
    title: english ? task.titleEn : task.titleZh,
    standard: english ? task.standardEn : task.standardZh,
    role,
    assigneeEmployeeId,
    dueAt,
    overdueAt,
    escalationLevel,
    escalatedFrom,
    completedBy,
    closedAt,
    closedBy,
    reason,
    version,
    createdAt,
    updatedAt,
  };
}

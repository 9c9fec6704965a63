import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, IsNull } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { DefinitionContent, Step } from '../process-definitions/definition-content.js';
import { OWNER } from '../process-definitions/published-definitions.js';
import type { Process } from '../processes/process.entity.js';
import { TaskCompleted, TaskDueSoon, TaskOpened, TaskOverdue } from '../workflow.contract.js';
import { type Deadline, Task, taskLifecycle } from './task.entity.js';

/** Opens and closes the tasks of processes and keeps their deadlines. */
@Injectable()
export class TaskBook {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly identity: IdentityApi,
  ) {}

  async open(run: Process, step: Step): Promise<void> {
    const now = this.clock.now();
    const { id: processId, storeId, definitionCode, subjectType, subjectId } = run;
    const dueAt =
      step.limitBusinessHours === undefined ? null : await this.identity.addBusinessMinutes(storeId, now, step.limitBusinessHours * 60);
    const task = Object.assign(new Task(), {
      id: newId(),
      storeId,
      processId,
      definitionCode,
      step: step.code,
      subjectType,
      subjectId,
      titleZh: step.name.zh,
      titleEn: step.name.en,
      standardZh: step.standard.zh,
      standardEn: step.standard.en,
      role: step.role,
      assigneeEmployeeId: assigneeOf(run, step),
      dueAt,
      overdueAt: null,
      escalationLevel: 0,
      escalatedFrom: null,
    });
    taskLifecycle.begin(task);
    task.watch(dueAt ? await this.#deadlines(step, storeId, now, dueAt) : []);
    await this.#write(task);
  }

  /** The reminder, the limit, then the ladder in business hours after it. */
  async #deadlines(step: Step, storeId: string, now: Date, dueAt: Date): Promise<Deadline[]> {
    const deadlines: Deadline[] = [];
    if (step.remindBeforeHours !== undefined) {
      const at = plus(dueAt, { hours: -step.remindBeforeHours });
      if (at > now) deadlines.push({ at: at.toISOString(), kind: 'REMIND' });
    }
    deadlines.push({ at: dueAt.toISOString(), kind: 'LIMIT' });
    const ladder = [...(step.escalation ?? [])].sort((a, b) => a.afterHours - b.afterHours);
    for (const [n, { afterHours, role }] of ladder.entries()) {
      const at = afterHours === 0 ? dueAt : await this.identity.addBusinessMinutes(storeId, dueAt, afterHours * 60);
      deadlines.push({ at: at.toISOString(), kind: 'ESCALATE', level: n + 1, role });
    }
    return deadlines;
  }

  async #write(task: Task): Promise<void> {
    await this.db.save(task, 'open');
    this.outbox.publish(TaskOpened, task, { ...factsOf(task), dueAt: task.dueAt?.toISOString() ?? null });
  }

  /** The subject has another owner: open tasks of the owner go along. */
  async reassign(process: Process, content: DefinitionContent): Promise<void> {
    for (const task of await this.db.lockAll(Task, { processId: process.id, state: 'OPEN' })) {
      const step = content.steps.find((s) => s.code === task.step);
      if (!step || task.escalatedFrom !== null) continue;
      task.assigneeEmployeeId = assigneeOf(process, step);
      await this.db.save(task, 'reassign');
    }
  }

  async closeByEvent(processId: string, steps: string[]): Promise<void> {
    for (const task of await this.db.lockAll(Task, { processId, step: In(steps), state: 'OPEN', escalatedFrom: IsNull() }))
      await this.complete(task, 'EVENT');
    await this.#cancelAll({ processId, step: In(steps), state: 'OPEN' });
  }
  async complete(task: Task, by: 'HAND' | 'EVENT'): Promise<void> {
    const now = this.clock.now();
    task.close('complete', context.principal.id, now);
    task.completedBy = by;
    await this.db.save(task, 'complete');
    this.outbox.publish(TaskCompleted, task, { ...factsOf(task), completedAt: now.toISOString(), by });
  }
  async skip(task: Task, reason: string): Promise<void> {
    task.close('skip', context.principal.id, this.clock.now());
    task.reason = reason;
    await this.db.save(task, 'skip');
  }
  async cancelOpen(processId: string): Promise<void> {
    await this.#cancelAll({ processId, state: 'OPEN', escalatedFrom: IsNull() });
    await this.#cancelAll({ processId, state: 'OPEN' });
  }
  /** With the step its escalations are settled too: asked for when the step's task is locked, since a deadline makes them under that lock. */
  async cancelEscalationsOf(task: Task): Promise<void> {
    await this.#cancelAll({ escalatedFrom: task.id, state: 'OPEN' });
  }
  async #cancelAll(which: FindOptionsWhere<Task>): Promise<void> {
    for (const task of await this.db.lockAll(Task, which)) {
      task.close('cancel', context.principal.id, this.clock.now());
      await this.db.save(task, 'cancel');
    }
  }

  /** A deadline of a task came: it is marked, its ladder climbed, each rung once. */
  async deadline(id: string, now: Date): Promise<void> {
    const task = await this.db.lock(Task, id);
    const due = task.takeDue(now);
    const dueAt = (task.dueAt as Date).toISOString();
    for (const { kind, level = 0, role } of due) {
      if (kind === 'REMIND') this.outbox.publish(TaskDueSoon, task, { ...factsOf(task), dueAt });
      if (kind === 'LIMIT') {
        task.overdueAt = task.dueAt;
        // A rung at the same instant tells it already.
        if (!due.some((d) => d.kind === 'ESCALATE')) this.outbox.publish(TaskOverdue, task, { ...factsOf(task), dueAt, level: 0 });
      }
      if (kind === 'ESCALATE' && role !== undefined) {
        task.escalationLevel = level;
        await this.#write(escalationOf(task, level, role));
        this.outbox.publish(TaskOverdue, task, { ...factsOf(task), dueAt, level });
      }
    }
    await this.db.save(task, 'deadline');
  }
}

function escalationOf(task: Task, level: number, role: string): Task {
  const { storeId, processId, definitionCode, step, subjectType, subjectId, titleZh, titleEn, standardZh, standardEn } = task;
  const escalation = Object.assign(new Task(), {
    id: newId(),
    storeId,
    processId,
    definitionCode,
    step,
    subjectType,
    subjectId,
    titleZh: `逾期:${titleZh}`,
    titleEn: `Overdue: ${titleEn}`,
    standardZh,
    standardEn,
    role,
    assigneeEmployeeId: null,
    dueAt: null,
    overdueAt: null,
    escalationLevel: level,
    escalatedFrom: task.id,
  });
  taskLifecycle.begin(escalation);
  escalation.watch([]);
  return escalation;
}

/** The subject's owner, else the role's queue. */
function assigneeOf(process: Process, step: Step): string | null {
  const owner = process.facts[OWNER];
  return step.assign !== 'QUEUE' && typeof owner === 'string' ? owner : null;
}
function factsOf({ id, storeId, processId, definitionCode, step, subjectType, subjectId, assigneeEmployeeId, role }: Task) {
  return { taskId: id, storeId, processId, definitionCode, step, subjectType, subjectId, assigneeEmployeeId, role };
}

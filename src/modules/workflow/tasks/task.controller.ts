import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { TaskNotYours } from '../workflow.contract.js';
import { OverdueSteps } from './overdue-steps.js';
import { AskOverdueSteps, ListTasks, OverdueStepsView, SkipTask, TaskView } from './task.dto.js';
import { TaskService } from './task.service.js';

@Resource('tasks', 'workflow')
export class TaskController {
  constructor(
    private readonly tasks: TaskService,
    private readonly overdue: OverdueSteps,
  ) {}

  @List('listTasks', TaskView, {
    summary: 'List tasks',
    description: 'A day begins with `assignee=me&due=today`; the next limit comes first.',
  })
  list(@Query() query: ListTasks): Promise<Page<TaskView>> {
    return this.tasks.list(query);
  }
  @Read('getOverdueSteps', OverdueStepsView, {
    path: 'overdue-steps',
    summary: 'See what is late, by store, step and person',
    description: 'Open tasks beyond their time limit, counted at this moment; the tasks themselves are `GET /tasks?due=overdue`.',
  })
  overdueSteps(@Query() query: AskOverdueSteps): Promise<OverdueStepsView> {
    return this.overdue.figures(query);
  }
  @Read('getTask', TaskView, { summary: 'Read a task' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<TaskView> {
    return this.tasks.task(id);
  }
  @Move('completeTask', 'complete', TaskView, {
    summary: 'Say that a task is done',
    description: 'By its assignee, somebody of its role, or a manager. A task that an event finishes may be done by hand too.',
    refusals: [IllegalMove, TaskNotYours],
  })
  complete(@Param('id', ParseUUIDPipe) id: string): Promise<TaskView> {
    return this.tasks.complete(id);
  }
  @Move('skipTask', 'skip', TaskView, {
    summary: 'Let a task be',
    description: 'A manager says why; the process goes on as if it were done.',
    refusals: [IllegalMove],
  })
  skip(@Param('id', ParseUUIDPipe) id: string, @Body() body: SkipTask): Promise<TaskView> {
    return this.tasks.skip(id, body);
  }
}

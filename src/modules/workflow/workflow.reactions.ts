import { Injectable } from '@nestjs/common';
import { References } from '../../kernel/database/references.js';
import { onEvery, Reactions, type Tick } from '../../kernel/events/event.js';
import { followMerges } from '../crm/crm.contract.js';
import { PublishedDefinitions } from './process-definitions/published-definitions.js';
import { ProcessService } from './processes/process.service.js';
import { TaskBook } from './tasks/task-book.js';

/** When they did that, we do this: which events matter is data, so one listener hears them all. */
@Injectable()
export class WorkflowReactions extends Reactions {
  constructor(
    private readonly processes: ProcessService,
    private readonly definitions: PublishedDefinitions,
    private readonly tasks: TaskBook,
    private readonly references: References,
  ) {
    super();
  }

  override readonly listeners = [
    onEvery(
      'workflow.advance',
      (e) => this.processes.hear(e),
      (e) => this.definitions.mayConcern(e),
    ),
    ...followMerges('workflow', this.references),
  ];

  override readonly ticks: Tick[] = [
    {
      name: 'workflow.open-delayed-steps',
      table: 'workflow.process',
      due: 'next_start_at',
      where: `state = 'RUNNING' AND next_start_at IS NOT NULL`,
      run: (id, now) => this.processes.wake(id, now),
    },
    {
      name: 'workflow.task-deadlines',
      table: 'workflow.task',
      due: 'next_deadline_at',
      where: `state = 'OPEN' AND next_deadline_at IS NOT NULL`,
      run: (id, now) => this.tasks.deadline(id, now),
    },
  ];
}

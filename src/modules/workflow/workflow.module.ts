import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProcessDefinitionController } from './process-definitions/process-definition.controller.js';
import { ProcessDefinition } from './process-definitions/process-definition.entity.js';
import { ProcessDefinitionService } from './process-definitions/process-definition.service.js';
import { PublishedDefinitions } from './process-definitions/published-definitions.js';
import { ProcessController } from './processes/process.controller.js';
import { Process } from './processes/process.entity.js';
import { ProcessQueries } from './processes/process.queries.js';
import { ProcessService } from './processes/process.service.js';
import { OverdueSteps } from './tasks/overdue-steps.js';
import { TaskBook } from './tasks/task-book.js';
import { TaskController } from './tasks/task.controller.js';
import { Task } from './tasks/task.entity.js';
import { TaskService } from './tasks/task.service.js';
import { WorkflowReactions } from './workflow.reactions.js';

@Module({
  imports: [TypeOrmModule.forFeature([ProcessDefinition, Process, Task])],
  controllers: [ProcessDefinitionController, ProcessController, TaskController],
  providers: [
    PublishedDefinitions,
    ProcessDefinitionService,
    TaskBook,
    ProcessService,
    ProcessQueries,
    TaskService,
    OverdueSteps,
    WorkflowReactions,
  ],
  exports: [],
})
export class WorkflowModule {}

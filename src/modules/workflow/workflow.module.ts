import { Module } from '@nestjs/common';
import { WorkflowReactions } from './workflow.reactions.js';

@Module({
  imports: [],
  controllers: [],
  providers: [WorkflowReactions],
  exports: [],
})
export class WorkflowModule {}

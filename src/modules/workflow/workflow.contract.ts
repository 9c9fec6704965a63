import { event } from '../../kernel/events/event.js';
import { constraintRefusal, refusal } from '../../kernel/problems.js';

interface TaskFacts {
  taskId: string;
  storeId: string;
  processId: string;
  definitionCode: string;
  step: string;
  subjectType: string;
  subjectId: string;
  assigneeEmployeeId: string | null;
  role: string;
}
export const TaskOpened = event<TaskFacts & { dueAt: string | null }>(
  'workflow.task-opened',
  'A step of a process became due for somebody.',
  { outwardOnly: true },
);
export const TaskDueSoon = event<TaskFacts & { dueAt: string }>('workflow.task-due-soon', 'The time limit of a task comes near.', {
  outwardOnly: true,
});
export const TaskCompleted = event<TaskFacts & { completedAt: string; by: 'HAND' | 'EVENT' }>(
  'workflow.task-completed',
  'A task was done.',
  { outwardOnly: true },
);
/** Level 0: the limit passed; 1 and up: the rung of the escalation ladder that was reached. */
export const TaskOverdue = event<TaskFacts & { dueAt: string; level: number }>(
  'workflow.task-overdue',
  'A task passed its time limit and was escalated.',
  { outwardOnly: true },
);

export const DefinitionInvalid = refusal('wrong', 'definition_invalid', '流程定义有误', 'The process definition does not hold together');
export const DefinitionFixed = refusal(
  'conflict',
  'definition_fixed',
  '只有草稿可以修改,请新建版本',
  'Only a draft can be changed: make a new revision',
);
export const DefinitionBusy = refusal('conflict', 'definition_busy', '该流程正在被他人修改', 'Somebody else is changing this process');
export const TaskNotYours = refusal(
  'forbidden',
  'task_not_yours',
  '只有负责人、该角色或经理可以完成任务',
  'Only the assignee, the role or a manager may complete the task',
);
constraintRefusal('uq_process_definition_revision', DefinitionBusy);
constraintRefusal('uq_process_definition_published', DefinitionBusy);

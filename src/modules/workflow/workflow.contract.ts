import { event } from '../../kernel/events/event.js';

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
export const TaskOpened = event<TaskFacts & { dueAt: string | null }>('workflow.task-opened', 'A step of a process became due for somebody.', { outwardOnly: true });
export const TaskCompleted = event<TaskFacts & { completedAt: string; by: 'HAND' | 'EVENT' }>('workflow.task-completed', 'A task was done.', { outwardOnly: true });
export const TaskOverdue = event<TaskFacts & { dueAt: string; level: number }>('workflow.task-overdue', 'A task passed its time limit and was escalated.', { outwardOnly: true });

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Clock } from '../../../kernel/time/clock.js';
import type { AskOverdueSteps, OverdueStepsView, OverdueStepView } from './task.dto.js';

/** What is late, as a manager looks at it: by store, step and person. */
@Injectable()
export class OverdueSteps {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Judged by the limits themselves, so that it is true between two ticks too. */
  async figures({ storeId }: AskOverdueSteps): Promise<OverdueStepsView> {
    const { group, stores } = context.scope;
    const items = await this.db.sql<OverdueStepView>(
      `SELECT t.store_id AS "storeId", t.definition_code AS "definitionCode", t.step, (array_agg(${context.locale === 'en' ? 't.title_en' : 't.title_zh'} ORDER BY t.due_at, t.id))[1] AS title,
         t.role, t.assignee_employee_id AS "assigneeEmployeeId", count(*)::int AS tasks, min(t.due_at) AS "oldestDueAt", max(t.escalation_level)::int AS "highestEscalation"
       FROM workflow.task t
       WHERE t.state = 'OPEN' AND t.escalated_from IS NULL AND coalesce(t.due_at, 'infinity') < $1 AND ($2 OR t.store_id = ANY($3::uuid[])) AND ($4::uuid IS NULL OR t.store_id = $4)
       GROUP BY t.store_id, t.definition_code, t.step, t.role, t.assignee_employee_id
       ORDER BY "oldestDueAt", t.store_id, t.definition_code, t.step, t.role, t.assignee_employee_id`,
      [this.clock.now(), group, stores, storeId ?? null],
    );
    return { items, tasks: items.reduce((sum, { tasks }) => sum + tasks, 0) };
  }
}

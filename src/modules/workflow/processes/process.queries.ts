import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { say } from '../../../kernel/problems.js';
import type { DefinitionContent, Step } from '../process-definitions/definition-content.js';
import type { ListProcesses, ProcessStepView, ProcessView } from './process.dto.js';
import type { StepProgress } from './process.entity.js';

type Row = Omit<ProcessView, 'steps' | 'allowedMoves'> & { progress: Record<string, StepProgress>; content: DefinitionContent };

const PROCESSES: ListDefinition & { select: string } = {
  select: `p.id, p.state, p.store_id AS "storeId", p.definition_id AS "definitionId", p.definition_code AS "definitionCode", p.definition_revision AS "definitionRevision", p.subject_type AS "subjectType",
    p.subject_id AS "subjectId", p.steps AS progress, d.content, p.ended_at AS "endedAt", p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`,
  from: 'workflow.process p JOIN workflow.process_definition d ON d.id = p.definition_id',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'p.store_id = ?',
    subjectId: 'p.subject_id = ?',
    definitionCode: 'p.definition_code = ?',
    state: 'p.state = ANY(?::text[])',
  },
  scope: { store: 'p.store_id' },
};

@Injectable()
export class ProcessQueries {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<ProcessView> {
    const [row] = await this.db.sql<Row>(`SELECT ${PROCESSES.select} FROM ${PROCESSES.from} WHERE p.id = $1`, [id]);
    return viewOf(mustBeInScope(row));
  }
  async page(query: ListProcesses): Promise<Page<ProcessView>> {
    const page = await this.lists.page<Row>(PROCESSES, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

function viewOf({ progress, content, ...row }: Row): ProcessView {
  return { ...row, allowedMoves: [], steps: content.steps.map((step) => stepView(step, progress, content, row.state === 'RUNNING')) };
}
function stepView(step: Step, progress: Record<string, StepProgress>, content: DefinitionContent, running: boolean): ProcessStepView {
  const { state, since, startsAt } = progress[step.code] as StepProgress;
  const waitingFor = running ? reasons(step, state, startsAt, progress, content) : [];
  return { code: step.code, name: step.name[context.locale], role: step.role, state, since: new Date(since), waitingFor };
}
function reasons(
  step: Step,
  state: string,
  startsAt: string | undefined,
  progress: Record<string, StepProgress>,
  content: DefinitionContent,
): string[] {
  if (state === 'SCHEDULED') return startsAt === undefined ? [] : [startsAt];
  if (state === 'OPEN')
    return step.complete?.events?.length ? step.complete.events.map((e) => e.event) : [say('人工完成', "somebody's hand")];
  if (state !== 'WAITING') return [];
  const open = (step.start?.after ?? []).filter((code) =>
    ['WAITING', 'SCHEDULED', 'OPEN'].includes((progress[code] as StepProgress).state),
  );
  const before = open.map((code) => content.steps.find((s) => s.code === code)?.name[context.locale] ?? code);
  return [...before, ...(step.start?.event === undefined ? [] : [step.start.event])];
}

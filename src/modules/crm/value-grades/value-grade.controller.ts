import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { StoreRequired } from '../../../kernel/problems.js';
import { AskChurn, AskValueGrade, ChurnFiguresView, ExplainedGradeView, GradeRunView, ListGradeRuns } from './value-grade.dto.js';
import { ValueGradeReads } from './value-grade.queries.js';

@Resource('', 'crm')
export class ValueGradeController {
  constructor(private readonly reads: ValueGradeReads) {}

  @Read('getCustomerValueGrade', ExplainedGradeView, {
    path: 'customers/:id/value-grade',
    summary: 'Explain a customer’s value grade (G-3)',
    description: 'The inputs, the place among the store’s customers, the cut-offs and the rule of the run that gave it.',
    refusals: [StoreRequired],
  })
  explain(@Param('id', ParseUUIDPipe) id: string, @Query() query: AskValueGrade): Promise<ExplainedGradeView> {
    return this.reads.explain(id, query);
  }
  @List('listGradeRuns', GradeRunView, { path: 'grade-runs', summary: 'List nightly gradings, newest first' })
  runs(@Query() query: ListGradeRuns): Promise<Page<GradeRunView>> {
    return this.reads.list(query);
  }
  @Read('getGradeRun', GradeRunView, { path: 'grade-runs/:id', summary: 'Read a nightly grading with its cut-offs' })
  run(@Param('id', ParseUUIDPipe) id: string): Promise<GradeRunView> {
    return this.reads.run(id);
  }
  @Read('getChurnFigures', ChurnFiguresView, { path: 'churn-figures', summary: 'Count active, dormant and lost customers by store (G-4)' })
  churn(@Query() query: AskChurn): Promise<ChurnFiguresView> {
    return this.reads.churn(query);
  }
}

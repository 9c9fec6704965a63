import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { InspectorIsTechnician, TechnicianNotAssigned } from '../aftersales.contract.js';
import { InternalRepairView, ListInternalRepairs, ReworkInternalRepair } from './internal-repair.dto.js';
import { InternalRepairReads } from './internal-repair.queries.js';
import { FittingNotDue, FittingPartsMissing } from './internal-repair.rules.js';
import { InternalRepairWork } from './internal-repair-work.js';

@Resource('internal-repairs', 'aftersales')
export class InternalRepairController {
  constructor(
    private readonly work: InternalRepairWork,
    private readonly reads: InternalRepairReads,
  ) {}

  @List('listInternalRepairs', InternalRepairView, {
    summary: 'List the work on cars that are still ours',
    description: 'An order with accessories of the price list makes one by itself; its parts are reserved under its id and lines (P-3).',
  })
  list(@Query() query: ListInternalRepairs): Promise<Page<InternalRepairView>> {
    return this.reads.list(query);
  }
  @Read('getInternalRepair', InternalRepairView, { summary: 'Read an internal repair' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<InternalRepairView> {
    return this.reads.one(id);
  }
  @Move('startInternalRepair', 'start', InternalRepairView, {
    summary: 'Take the work',
    description: 'The caller does it from now on. The order needs its car and its deposit first.',
    refusals: [IllegalMove, FittingNotDue],
  })
  async start(@Param('id', ParseUUIDPipe) id: string): Promise<InternalRepairView> {
    await this.work.start(id);
    return this.reads.one(id);
  }
  @Move('finishInternalRepair', 'finish', InternalRepairView, {
    summary: 'The work is done, the quality check is due',
    refusals: [IllegalMove, TechnicianNotAssigned, FittingPartsMissing],
  })
  async finish(@Param('id', ParseUUIDPipe) id: string): Promise<InternalRepairView> {
    await this.work.finish(id);
    return this.reads.one(id);
  }
  @Move('passInternalRepair', 'pass', InternalRepairView, {
    summary: 'It is right',
    description: 'Seen by somebody who did not do it; the accessories of the order are fitted.',
    refusals: [IllegalMove, InspectorIsTechnician],
  })
  async pass(@Param('id', ParseUUIDPipe) id: string): Promise<InternalRepairView> {
    await this.work.pass(id);
    return this.reads.one(id);
  }
  @Move('reworkInternalRepair', 'rework', InternalRepairView, {
    summary: 'It is not right: back to the technician',
    refusals: [IllegalMove, InspectorIsTechnician],
  })
  async rework(@Param('id', ParseUUIDPipe) id: string, @Body() body: ReworkInternalRepair): Promise<InternalRepairView> {
    await this.work.rework(id, body.reason);
    return this.reads.one(id);
  }
}

import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { ListProcesses, ProcessView } from './process.dto.js';
import { ProcessQueries } from './process.queries.js';

@Resource('processes', 'workflow')
export class ProcessController {
  constructor(private readonly processes: ProcessQueries) {}

  @List('listProcesses', ProcessView, { summary: 'List running and ended processes' })
  list(@Query() query: ListProcesses): Promise<Page<ProcessView>> {
    return this.processes.page(query);
  }
  @Read('getProcess', ProcessView, {
    summary: 'Where a process stands',
    description: 'Every step: its state, since when, and what it waits for.',
  })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ProcessView> {
    return this.processes.one(id);
  }
}

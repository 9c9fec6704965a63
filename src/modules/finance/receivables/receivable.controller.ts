import { Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Read, Resource } from '../../../kernel/http/operation.js';
import { ListReceivables, ReceivableView } from './receivable.dto.js';
import { ReceivableService } from './receivable.service.js';

@Resource('receivables', 'finance')
export class ReceivableController {
  constructor(private readonly receivables: ReceivableService) {}

  @List('listReceivables', ReceivableView, { summary: 'List what is due to us, by order, repair order, customer or state' })
  list(@Query() query: ListReceivables): Promise<Page<ReceivableView>> {
    return this.receivables.list(query);
  }
  @Read('getReceivable', ReceivableView, { summary: 'Read a receivable' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ReceivableView> {
    return this.receivables.receivable(id);
  }
}

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { AcknowledgeStockAlert, AssignStockAlert, ListStockAlerts, StockAlertView } from './stock-alert.dto.js';
import { StockAlertReads } from './stock-alert.queries.js';
import { StockAlertAssigneeUnknown } from './stock-alert.rules.js';
import { StockAlertService } from './stock-alert.service.js';

@Resource('stock-alerts', 'inventory')
export class StockAlertController {
  constructor(
    private readonly alerts: StockAlertService,
    private readonly reads: StockAlertReads,
  ) {}

  @List('listStockAlerts', StockAlertView, {
    summary: 'List stock alerts, the newest first (V-7)',
    description: 'Raised once per crossing by what happens to the cars, and by a check every night; closed by itself.',
  })
  list(@Query() query: ListStockAlerts): Promise<Page<StockAlertView>> {
    return this.reads.list(query);
  }
  @Read('getStockAlert', StockAlertView, { summary: 'Read a stock alert' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<StockAlertView> {
    return this.reads.one(id);
  }
  @Move('acknowledgeStockAlert', 'acknowledge', StockAlertView, {
    summary: 'Say that somebody sees to it',
    refusals: [IllegalMove],
  })
  async acknowledge(@Param('id', ParseUUIDPipe) id: string, @Body() body: AcknowledgeStockAlert): Promise<StockAlertView> {
    await this.alerts.acknowledge(id, body);
    return this.reads.one(id);
  }
  @Move('assignStockAlert', 'assign', StockAlertView, {
    summary: 'Give it to an employee of the store',
    description: 'They have not acknowledged it yet: it is OPEN again.',
    refusals: [IllegalMove, StockAlertAssigneeUnknown],
  })
  async assign(@Param('id', ParseUUIDPipe) id: string, @Body() body: AssignStockAlert): Promise<StockAlertView> {
    await this.alerts.assign(id, body);
    return this.reads.one(id);
  }
}

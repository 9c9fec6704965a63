import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import {
  ApproveStockTake,
  CancelStockTake,
  CreateStockTake,
  ListStockTakeDifferences,
  ListStockTakes,
  ListStockTakeScans,
  RecountStockTake,
  ScanStockTake,
  StockTakeDifferenceView,
  StockTakeScanView,
  StockTakeView,
} from './stock-take.dto.js';
import { StockTakeReads } from './stock-take.queries.js';
import { StockTakeOwnCount, StockTakeRunning } from './stock-take.rules.js';
import { StockTakeService } from './stock-take.service.js';

@Resource('stock-takes', 'inventory')
export class StockTakeController {
  constructor(
    private readonly takes: StockTakeService,
    private readonly reads: StockTakeReads,
  ) {}

  @Create('createStockTake', StockTakeView, {
    summary: 'Begin to count the cars of a store or yard',
    description:
      'What stands there by the books now is kept. Of a store and yard one count runs at a time; a count of the whole store runs alone.',
    refusals: [NotFound, StoreRequired, StockTakeRunning],
    keyed: true,
  })
  async create(@Body() body: CreateStockTake): Promise<StockTakeView> {
    return this.reads.one(await this.takes.open(body));
  }
  @List('listStockTakes', StockTakeView, { summary: 'List stock-takes' })
  list(@Query() query: ListStockTakes): Promise<Page<StockTakeView>> {
    return this.reads.list(query);
  }
  @Read('getStockTake', StockTakeView, { summary: 'Read a stock-take' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<StockTakeView> {
    return this.reads.one(id);
  }
  @List('listStockTakeScans', StockTakeScanView, { summary: 'What was scanned, the latest first', path: ':id/scans', refusals: [NotFound] })
  scans(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListStockTakeScans): Promise<Page<StockTakeScanView>> {
    return this.reads.scans(id, query);
  }
  @List('listStockTakeDifferences', StockTakeDifferenceView, {
    summary: 'What differs from the books, by VIN',
    description: 'As judged when the count was closed.',
    path: ':id/differences',
    refusals: [NotFound],
  })
  differences(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListStockTakeDifferences): Promise<Page<StockTakeDifferenceView>> {
    return this.reads.differences(id, query);
  }
  @Move('scanStockTake', 'scan', StockTakeView, {
    summary: 'Count cars by their VINs',
    description:
      'A VIN counts once however often it is scanned. One that is unknown, of another store or not in stock is recorded and flagged.',
    refusals: [IllegalMove],
  })
  async scan(@Param('id', ParseUUIDPipe) id: string, @Body() body: ScanStockTake): Promise<StockTakeView> {
    await this.takes.scan(id, body.scans);
    return this.reads.one(id);
  }
  @Move('closeStockTake', 'close', StockTakeView, {
    summary: 'The count is done: judge it against the books',
    description: 'Missing, surplus, wrong place. A car that left or came by a recorded move during the count is no difference.',
    refusals: [IllegalMove],
  })
  async close(@Param('id', ParseUUIDPipe) id: string): Promise<StockTakeView> {
    await this.takes.close(id);
    return this.reads.one(id);
  }
  @Move('recountStockTake', 'recount', StockTakeView, {
    summary: 'Send it back to be counted on',
    description: 'What was scanned stays; the differences are judged anew when it is closed again.',
    refusals: [IllegalMove],
  })
  async recount(@Param('id', ParseUUIDPipe) id: string, @Body() body: RecountStockTake): Promise<StockTakeView> {
    await this.takes.recount(id, body.reason);
    return this.reads.one(id);
  }
  @Move('approveStockTake', 'approve', StockTakeView, {
    summary: 'Book its differences',
    description: 'By a manager who did not count: places are corrected, missing cars go on hold. Afterwards it never changes.',
    refusals: [IllegalMove, StockTakeOwnCount],
    keyed: true,
  })
  async approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveStockTake): Promise<StockTakeView> {
    await this.takes.approve(id, body.note ?? null);
    return this.reads.one(id);
  }
  @Move('cancelStockTake', 'cancel', StockTakeView, { summary: 'Give the count up', refusals: [IllegalMove] })
  async cancel(@Param('id', ParseUUIDPipe) id: string, @Body() body: CancelStockTake): Promise<StockTakeView> {
    await this.takes.cancel(id, body.reason);
    return this.reads.one(id);
  }
}

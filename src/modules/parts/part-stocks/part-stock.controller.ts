import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { ListPartStocks, PartStockView } from './part-stock.dto.js';
import { PartStockService } from './part-stock.service.js';

@Resource('part-stocks', 'parts')
export class PartStockController {
  constructor(private readonly stocks: PartStockService) {}

  @List('listPartStocks', PartStockView, {
    summary: 'What stores have of parts',
    description: 'One row a store and part; cost only for those who may see it.',
  })
  list(@Query() query: ListPartStocks): Promise<Page<PartStockView>> {
    return this.stocks.list(query);
  }
}

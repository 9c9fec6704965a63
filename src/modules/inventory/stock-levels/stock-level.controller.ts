import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { ListStockLevels, StockLevelView } from './stock-level.dto.js';
import { StockLevelReads } from './stock-level.queries.js';

@Resource('stock-levels', 'inventory')
export class StockLevelController {
  constructor(private readonly levels: StockLevelReads) {}

  @List('listStockLevels', StockLevelView, {
    summary: 'Stock by store, model and colour (V-7)',
    description:
      'Every term of the projection is shown: new cars in stock, arrived, on the way within the horizon and confirmed by the maker, less orders that wait. It equals the list of cars at any instant; delivered, scrapped and cancelled cars are left out.',
  })
  list(@Query() query: ListStockLevels): Promise<Page<StockLevelView>> {
    return this.levels.list(query);
  }
}

import { Query } from '@nestjs/common';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { GetStockAgeing, StockAgeingView } from './stock-ageing.dto.js';
import { StockAgeingReads } from './stock-ageing.queries.js';

@Resource('stock-ageing', 'inventory')
export class StockAgeingController {
  constructor(private readonly reads: StockAgeingReads) {}

  @Read('getStockAgeing', StockAgeingView, {
    summary: 'Read how old the stock is, in all and by store (V-4)',
    description:
      'Bands †, the 90-day mark † and what is older than 6 months (库存车), with cost and interest. The cars behind a figure are `GET /stock-vehicles?stockInUntil=`, and `registrationInspectionNear=true`.',
    path: '',
  })
  read(@Query() query: GetStockAgeing): Promise<StockAgeingView> {
    return this.reads.read(query);
  }
}

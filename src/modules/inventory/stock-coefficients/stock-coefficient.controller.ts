import { Query } from '@nestjs/common';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput } from '../../../kernel/problems.js';
import { GetStockCoefficients, StockCoefficientsView } from './stock-coefficient.dto.js';
import { StockCoefficientReads } from './stock-coefficient.queries.js';

@Resource('stock-coefficients', 'inventory')
export class StockCoefficientController {
  constructor(private readonly reads: StockCoefficientReads) {}

  @Read('getStockCoefficients', StockCoefficientsView, {
    summary: 'Read how the stock of a month stands to its sales (V-6)',
    description:
      'New cars only. 库存系数 is stock by the sales of the month, 库存当量 stock by the plan of the next one (setting `inventory.monthly-sales-plan`).',
    path: '',
    refusals: [InvalidInput],
  })
  read(@Query() query: GetStockCoefficients): Promise<StockCoefficientsView> {
    return this.reads.read(query);
  }
}

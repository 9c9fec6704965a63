import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { ListTransferableVehicles, TransferableVehicleView } from './stock-transfer.dto.js';
import { StockTransferReads } from './stock-transfer.queries.js';

@Resource('transferable-vehicles', 'inventory')
export class TransferableVehicleController {
  constructor(private readonly reads: StockTransferReads) {}

  @List('listTransferableVehicles', TransferableVehicleView, {
    summary: 'List cars of any store that could be asked for (V-8)',
    description: 'In stock, neither reserved nor in a transfer; the oldest stock first.',
  })
  list(@Query() query: ListTransferableVehicles): Promise<Page<TransferableVehicleView>> {
    return this.reads.transferable(query);
  }
}

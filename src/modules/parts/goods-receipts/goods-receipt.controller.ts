import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { OverReceipt, PartListedTwice, PartNotOnOrder, PriceVarianceNotApproved } from '../parts.contract.js';
import { CreateGoodsReceipt, GoodsReceiptView, ListGoodsReceipts } from './goods-receipt.dto.js';
import { GoodsReceiptService } from './goods-receipt.service.js';

@Resource('goods-receipts', 'parts')
export class GoodsReceiptController {
  constructor(private readonly receipts: GoodsReceiptService) {}

  @Create('createGoodsReceipt', GoodsReceiptView, {
    summary: 'Count parts in for a purchase order',
    description:
      'They are available at once, change the moving average cost (P-2) and go first to repair order lines that wait for them (P-3).',
    refusals: [NotFound, IllegalMove, PartListedTwice, PartNotOnOrder, OverReceipt, PriceVarianceNotApproved],
    keyed: true,
  })
  create(@Body() body: CreateGoodsReceipt): Promise<GoodsReceiptView> {
    return this.receipts.receive(body);
  }
  @List('listGoodsReceipts', GoodsReceiptView, { summary: 'List what came in' })
  list(@Query() query: ListGoodsReceipts): Promise<Page<GoodsReceiptView>> {
    return this.receipts.list(query);
  }
  @Read('getGoodsReceipt', GoodsReceiptView, { summary: 'Read a goods receipt' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<GoodsReceiptView> {
    return this.receipts.receipt(id);
  }
}

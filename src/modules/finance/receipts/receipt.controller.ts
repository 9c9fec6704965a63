import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { AmountExceedsOutstanding, DepositTypeNotApplicable, DepositTypeRequired } from '../finance.contract.js';
import { ListReceipts, ReceiptView, TakeReceipt } from './receipt.dto.js';
import { ReceiptQueries } from './receipt.queries.js';
import { ReceiptService } from './receipt.service.js';

@Resource('receipts', 'finance')
export class ReceiptController {
  constructor(
    private readonly receipts: ReceiptService,
    private readonly queries: ReceiptQueries,
  ) {}

  @Create('createReceipt', ReceiptView, {
    summary: 'Take money for a receivable',
    description:
      'At most what is outstanding. A deposit says whether it is 定金 or 订金; 定金 has its effect up to 20 % of the contract price, the rest counts as a prepayment (D-5).',
    refusals: [NotFound, AmountExceedsOutstanding, DepositTypeRequired, DepositTypeNotApplicable, IllegalMove],
    keyed: true,
  })
  create(@Body() body: TakeReceipt): Promise<ReceiptView> {
    return this.receipts.takeReceipt(body);
  }
  @List('listReceipts', ReceiptView, { summary: 'List the money that came in' })
  list(@Query() query: ListReceipts): Promise<Page<ReceiptView>> {
    return this.queries.list(query);
  }
  @Read('getReceipt', ReceiptView, { summary: 'Read a receipt' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ReceiptView> {
    return this.queries.receipt(id);
  }
}

import { Query } from '@nestjs/common';
import { Read, Resource } from '../../../kernel/http/operation.js';
import { InvalidInput } from '../../../kernel/problems.js';
import { AskSalesBoard, SalesBoardView } from './sales-board.dto.js';
import { SalesBoard } from './sales-board.queries.js';

@Resource('sales-board', 'crm')
export class SalesBoardController {
  constructor(private readonly board: SalesBoard) {}

  @Read('getSalesBoard', SalesBoardView, {
    path: '',
    summary: 'The pipeline by stage, and the day’s list of each consultant (O-1, O-2, G-2)',
    refusals: [InvalidInput],
    description:
      'The open deals of each stage before the hand-over: how many, what they are worth, for how long they have been there and how many are beyond the time limit of the stage; beside it what each consultant has overdue, today and tomorrow, as GET /work-list shows it. Consultants see their own, managers the store’s.',
  })
  read(@Query() query: AskSalesBoard): Promise<SalesBoardView> {
    return this.board.of(query);
  }
}

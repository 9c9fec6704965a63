import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { LoanDisbursed, TradeInTakenIn } from '../../sales/sales.contract.js';
import { LoanReceipts } from './loan-receipts.js';
import { TradeInReceipts } from './trade-in-receipts.js';

/** What pays over no counter: a lender, a car. */
@Injectable()
export class ReceiptReactions extends Reactions {
  constructor(
    private readonly loans: LoanReceipts,
    private readonly tradeIns: TradeInReceipts,
  ) {
    super();
  }

  override readonly listeners = [
    on(LoanDisbursed, 'finance.settle-order-with-loan', ({ payload }) => this.loans.settle(payload)),
    on(TradeInTakenIn, 'finance.settle-order-with-traded-car', ({ payload }) => this.tradeIns.settle(payload)),
  ];
}

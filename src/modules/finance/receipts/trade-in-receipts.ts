import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Journal } from '../journal/journal.service.js';
import { Receivable, receivableLifecycle } from '../receivables/receivable.entity.js';
import { RefundService } from '../refunds/refund.service.js';
import { ReceiptService } from './receipt.service.js';

/** A car that was taken in part payment. */
export interface TradedInCar {
  tradeInId: string;
  number: string;
  salesOrderId: string;
  storeId: string;
  customerId: string;
  ownerEmployeeId: string;
  allowance: number;
}

/** TI-1: the allowance of a traded car is money of the customer's, from the day the car is ours. */
@Injectable()
export class TradeInReceipts {
  constructor(
    private readonly db: Database,
    private readonly receipts: ReceiptService,
    private readonly refunds: RefundService,
    private readonly journal: Journal,
  ) {}

  async settle(car: TradedInCar): Promise<void> {
    let left = car.allowance;
    const [balance] = await this.db.lockAll(Receivable, { salesOrderId: car.salesOrderId, kind: 'BALANCE' });
    if (balance && receivableLifecycle.allows(balance.state, 'pay')) {
      const amount = Math.min(left, balance.outstanding);
      if (amount > 0)
        await this.receipts.take({ receivableId: balance.id, amount, method: 'TRADE_IN', note: car.number }, { tradeInId: car.tradeInId });
      left -= amount;
    }
    // Worth more than is owed, or the order is no more: the rest is paid out.
    await this.journal.post(car, { type: 'TRADE_IN_SURPLUS', id: car.tradeInId }, [
      { account: 'MERCHANDISE', debit: left },
      { account: 'REFUNDS_PAYABLE', credit: left },
    ]);
    await this.refunds.claim({
      ...{ reason: 'TRADE_IN', sourceId: car.tradeInId, salesOrderId: car.salesOrderId, number: car.number, storeId: car.storeId },
      ...{ customerId: car.customerId, amount: left, compensation: 0, retained: 0, requestedBy: car.ownerEmployeeId },
      explanation: '置换车价高于应付车款,差额退还',
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Journal } from '../journal/journal.service.js';
import { Receivable, receivableLifecycle } from '../receivables/receivable.entity.js';
import { ReceivableService } from '../receivables/receivable.service.js';
import { ReceiptService } from './receipt.service.js';

/** A loan that a lender paid out for an order. */
export interface PaidLoan {
  financeApplicationId: string;
  number: string;
  salesOrderId: string;
  storeId: string;
  lender: string;
  amount: number;
  subsidyAmount: number;
  subsidyPayer: string | null;
  disbursedAt: string;
}

/** The lender's money settles what the order owes (D-7); what somebody pays of its interest is due from them (F-4). */
@Injectable()
export class LoanReceipts {
  constructor(
    private readonly db: Database,
    private readonly receipts: ReceiptService,
    private readonly receivables: ReceivableService,
    private readonly journal: Journal,
  ) {}

  async settle(loan: PaidLoan): Promise<void> {
    let left = loan.amount;
    // One who pays meanwhile waits: what is outstanding is what is credited.
    const [balance] = await this.db.lockAll(Receivable, { salesOrderId: loan.salesOrderId, kind: 'BALANCE' });
    if (balance && receivableLifecycle.allows(balance.state, 'pay')) {
      const amount = Math.min(left, balance.outstanding);
      const receipt = { receivableId: balance.id, amount, method: 'TRANSFER', payerName: loan.lender, note: loan.number } as const;
      if (amount > 0) await this.receipts.takeReceipt(receipt);
      left -= amount;
    }
    // Paid twice, or for an order that is no more: the money is ours to give back.
    await this.journal.post(loan, { type: 'LOAN_SURPLUS', id: loan.financeApplicationId }, [
      { account: 'BANK', debit: left },
      { account: 'ADVANCES', credit: left },
    ]);
    if (loan.subsidyAmount > 0 && loan.subsidyPayer !== null)
      await this.receivables.billSubsidy({
        payer: loan.subsidyPayer,
        amount: loan.subsidyAmount,
        storeId: loan.storeId,
        number: loan.number,
        paidOutAt: new Date(loan.disbursedAt),
      });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Journal } from '../journal/journal.service.js';
import { Receivable, receivableLifecycle } from '../receivables/receivable.entity.js';
import { RefundService } from '../refunds/refund.service.js';
import { LoanSubsidies, type SubsidisedLoan } from './loan-subsidies.js';
import { ReceiptService } from './receipt.service.js';

/** A loan that a lender paid out for an order. */
export interface PaidLoan extends SubsidisedLoan {
  salesOrderId: string;
  customerId: string;
  ownerEmployeeId: string;
  lender: string;
}

/** The lender's money settles what the order owes (D-7); what somebody pays of its interest is due from them (F-4). */
@Injectable()
export class LoanReceipts {
  constructor(
    private readonly db: Database,
    private readonly receipts: ReceiptService,
    private readonly journal: Journal,
    private readonly refunds: RefundService,
    private readonly subsidies: LoanSubsidies,
  ) {}

  async settle(loan: PaidLoan): Promise<void> {
    let left = loan.amount;
    // One who pays meanwhile waits: what is outstanding is what is credited.
    const [balance] = await this.db.lockAll(Receivable, { salesOrderId: loan.salesOrderId, kind: 'BALANCE' });
    if (balance && receivableLifecycle.allows(balance.state, 'pay')) {
      const amount = Math.min(left, balance.outstanding);
      const receipt = { receivableId: balance.id, amount, method: 'TRANSFER', payerName: loan.lender, note: loan.number } as const;
      if (amount > 0) await this.receipts.take(receipt, { financeApplicationId: loan.financeApplicationId });
      left -= amount;
    }
    // Paid twice, or for an order that is no more: the money goes back to the lender.
    await this.journal.post(loan, { type: 'LOAN_SURPLUS', id: loan.financeApplicationId }, [
      { account: 'BANK', debit: left },
      { account: 'REFUNDS_PAYABLE', credit: left },
    ]);
    await this.refunds.claim({
      ...{ reason: 'LOAN_SURPLUS', sourceId: loan.financeApplicationId, salesOrderId: loan.salesOrderId, number: loan.number },
      ...{
        storeId: loan.storeId,
        customerId: loan.customerId,
        amount: left,
        compensation: 0,
        retained: 0,
        requestedBy: loan.ownerEmployeeId,
      },
      ...{ payee: 'LENDER', payeeName: loan.lender, explanation: '放款金额超过应付车款,差额退还贷款机构' },
    });
    await this.subsidies.bill(loan, loan.amount - left);
  }
}

import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { roundHalfUp } from '../../../kernel/money.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { SubsidyDue } from '../finance.contract.js';
import { Receivable } from '../receivables/receivable.entity.js';
import { ReceivableService } from '../receivables/receivable.service.js';
import { RefundService } from '../refunds/refund.service.js';

/** A loan that was paid out, and what somebody else owes of its interest. */
export interface SubsidisedLoan {
  financeApplicationId: string;
  number: string;
  storeId: string;
  amount: number;
  subsidyAmount: number;
  subsidyPayer: string | null;
  disbursedAt: string;
}

/** Whoever pays a customer's interest owes it for the part of the loan that pays a car, as long as the deal stands (F-4). */
@Injectable()
export class LoanSubsidies {
  constructor(
    private readonly db: Database,
    private readonly receivables: ReceivableService,
    private readonly refunds: RefundService,
    private readonly identity: IdentityApi,
  ) {}

  /** For what was credited to the order: what went back to the lender at once bears no interest. */
  async bill(loan: SubsidisedLoan, credited: number): Promise<void> {
    const amount = roundHalfUp(new Decimal(loan.subsidyAmount).mul(credited).div(loan.amount));
    if (amount === 0 || loan.subsidyPayer === null) return;
    await this.receivables.billBeside({
      ...{ payer: loan.subsidyPayer, amount, storeId: loan.storeId, number: loan.number, financeApplicationId: loan.financeApplicationId },
      ...{ from: new Date(loan.disbursedAt), within: await this.identity.setting(SubsidyDue, loan.storeId) },
    });
  }

  /** The order ended and its loan goes back: nobody owes interest for it, and what was paid of it goes back too. */
  async giveUpOf(order: { salesOrderId: string; number: string; storeId: string; customerId: string }, requestedBy: string): Promise<void> {
    const loans = await this.db.sql<{ id: string; lender: string | null }>(
      `SELECT finance_application_id AS id, max(payer_name) AS lender FROM finance.receipt
       WHERE sales_order_id = $1 AND finance_application_id IS NOT NULL GROUP BY finance_application_id`,
      [order.salesOrderId],
    );
    if (loans.length === 0) return;
    const { salesOrderId, number, storeId, customerId } = order;
    for (const { id, payer, financeApplicationId } of await this.db.lockAll(Receivable, {
      financeApplicationId: In(loans.map((l) => l.id)),
    })) {
      const amount = await this.receivables.giveUp(id);
      const lender = loans.find((l) => l.id === financeApplicationId)?.lender ?? null;
      await this.refunds.claim({
        ...{
          reason: 'SUBSIDY',
          sourceId: id,
          salesOrderId,
          number,
          storeId,
          customerId,
          amount,
          requestedBy,
          compensation: 0,
          retained: 0,
        },
        ...(payer === 'LENDER' ? ({ payee: 'LENDER', payeeName: lender } as const) : ({ payee: 'MAKER', payeeName: null } as const)),
        explanation: '订单终止:退还已收贴息',
      });
    }
  }
}

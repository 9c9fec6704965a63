import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { roundHalfUp } from '../../../kernel/money.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { SubsidyDue } from '../finance.contract.js';
import { ReceivableAmendment } from '../receivables/receivable-amendment.js';
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

/** What a loan still pays of an order. */
export interface LoanLeft {
  /** The application. */
  sourceId: string;
  /** The lender. */
  payeeName: string | null;
  amount: number;
}
/** An order with the loans that pay it, and who wants money of it back. */
interface Deal {
  salesOrderId: string;
  number: string;
  storeId: string;
  customerId: string;
  requestedBy: string;
  loans: readonly LoanLeft[];
}

/** Whoever pays a customer's interest owes it for the part of the loan that pays a car, as long as the deal stands (F-4). */
@Injectable()
export class LoanSubsidies {
  constructor(
    private readonly db: Database,
    private readonly receivables: ReceivableService,
    private readonly amendments: ReceivableAmendment,
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
  async giveUpOf(deal: Deal): Promise<void> {
    for (const receivable of await this.#of(deal.loans))
      await this.#goesBack(deal, receivable, {
        ...{ sourceId: receivable.id, amount: await this.receivables.giveUp(receivable.id), explanation: '订单终止:退还已收贴息' },
      });
  }

  /** Part of the loan went back to the lender: interest is owed in proportion to what is left of it, and what was paid beyond that goes back. */
  async lessen(deal: Deal, orderAmendmentId: string, returned: number): Promise<void> {
    if (returned === 0) return;
    for (const receivable of await this.#of(deal.loans)) {
      const { amount } = loanOf(receivable, deal);
      const left = roundHalfUp(new Decimal(receivable.amount).mul(amount - returned).div(amount));
      await this.#goesBack(deal, receivable, {
        ...{ sourceId: orderAmendmentId, amount: await this.amendments.set(receivable, left) },
        explanation: '订单变更:部分贷款退还,相应贴息退还',
      });
    }
  }

  #of(loans: readonly LoanLeft[]): Promise<Receivable[]> {
    if (loans.length === 0) return Promise.resolve([]);
    return this.db.lockAll(Receivable, { financeApplicationId: In(loans.map((l) => l.sourceId)) });
  }
  async #goesBack(deal: Deal, receivable: Receivable, paid: { sourceId: string; amount: number; explanation: string }): Promise<void> {
    const { salesOrderId, number, storeId, customerId, requestedBy } = deal;
    const payee =
      receivable.payer === 'LENDER'
        ? ({ payee: 'LENDER', payeeName: loanOf(receivable, deal).payeeName } as const)
        : ({ payee: 'MAKER', payeeName: null } as const);
    await this.refunds.claim({
      ...{ reason: 'SUBSIDY', salesOrderId, number, storeId, customerId, requestedBy, compensation: 0, retained: 0 },
      ...{ ...payee, ...paid },
    });
  }
}

const loanOf = ({ financeApplicationId }: Receivable, { loans }: Deal): LoanLeft =>
  loans.find((l) => l.sourceId === financeApplicationId) as LoanLeft;

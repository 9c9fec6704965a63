import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { sum, yuan } from '../../../kernel/money.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { RefundTerms } from '../finance.contract.js';
import { Journal } from '../journal/journal.service.js';
import { type LoanLeft, LoanSubsidies } from '../receipts/loan-subsidies.js';
import { REFUND_CAUSES, refundTerms, type MoneyOfOrder } from './refund-terms.js';
import { PrepaymentRefundPercent } from './refund.rules.js';
import { RefundService } from './refund.service.js';

interface EndedOrder {
  salesOrderId: string;
  number: string;
  storeId: string;
  customerId: string;
}

/** What the customer of an order that ended gets back, and what the store keeps (D-5, D-6, W-5). */
@Injectable()
export class OrderSettlement {
  constructor(
    private readonly db: Database,
    private readonly identity: IdentityApi,
    private readonly journal: Journal,
    private readonly refunds: RefundService,
    private readonly subsidies: LoanSubsidies,
  ) {}

  /** The terms under every cause, as the money stands now. */
  async terms(salesOrderId: string, storeId: string): Promise<RefundTerms[]> {
    const money = await this.#money(salesOrderId, await this.#loansOf(salesOrderId));
    const percent = await this.identity.setting(PrepaymentRefundPercent, storeId);
    return REFUND_CAUSES.map((cause) => refundTerms(money, cause, percent));
  }

  /** The receivables are locked and cancelled before: no money comes in meanwhile. */
  async afterCancellation(order: EndedOrder & { cause: string; cancelledBy: string }): Promise<void> {
    const { salesOrderId, storeId } = order;
    const loans = await this.#loansOf(salesOrderId);
    await this.subsidies.giveUpOf({ ...order, requestedBy: order.cancelledBy, loans });
    const money = await this.#money(salesOrderId, loans);
    const percent = await this.identity.setting(PrepaymentRefundPercent, storeId);
    const { paid, toLender, forfeited, compensation, refund, explanation } = refundTerms(money, order.cause, percent);
    if (paid + toLender === 0) return;
    await this.journal.post(order, { type: 'ORDER_SETTLED', id: salesOrderId }, [
      { account: 'ADVANCES', debit: paid + toLender },
      { account: 'COMPENSATION', debit: compensation },
      { account: 'FORFEITS', credit: forfeited },
      { account: 'REFUNDS_PAYABLE', credit: refund + toLender },
    ]);
    await this.#backToLenders(order, loans, order.cancelledBy);
    await this.refunds.claim({
      ...subjectOf(order),
      reason: 'CANCELLATION',
      sourceId: salesOrderId,
      amount: refund,
      compensation,
      retained: forfeited,
      explanation,
      requestedBy: order.cancelledBy,
    });
  }

  /** The price came down below what was paid: the rest goes back, the customer's own money first, then the lender's (F-3). */
  async afterAmendment(order: EndedOrder & { orderAmendmentId: string; requestedBy: string }, excess: number): Promise<void> {
    if (excess === 0) return;
    const loans = await this.#loansOf(order.salesOrderId);
    // A loan pays the balance: what its lender holds beyond what the balance holds now is the lender's again.
    const toLender = Math.max(0, sum(loans.map((loan) => loan.amount)) - (await this.#balancePaid(order.salesOrderId)));
    const claim = {
      ...({ ...subjectOf(order), reason: 'AMENDMENT', sourceId: order.orderAmendmentId, compensation: 0, retained: 0 } as const),
      requestedBy: order.requestedBy,
    };
    await this.refunds.claim({ ...claim, amount: excess - toLender, explanation: '订单变更后价格低于已付金额,差额退还' });
    const payee = { payee: 'LENDER', payeeName: loans.at(-1)?.payeeName ?? null } as const;
    await this.refunds.claim({ ...claim, ...payee, amount: toLender, explanation: '订单变更后价格低于已放款金额,差额退还贷款机构' });
    await this.subsidies.lessen({ ...order, loans }, order.orderAmendmentId, toLender);
  }

  /** A car that came back: what was paid less what its use is worth. */
  async afterReturn(order: EndedOrder & { orderReturnId: string; deduction: number; requestedBy: string }): Promise<void> {
    const loans = await this.#loansOf(order.salesOrderId);
    await this.subsidies.giveUpOf({ ...order, loans });
    const { earnestPaid, prepaymentPaid, otherPaid, lenderPaid } = await this.#money(order.salesOrderId, loans);
    const paid = earnestPaid + prepaymentPaid + otherPaid;
    const retained = Math.min(paid, order.deduction);
    if (paid + lenderPaid === 0) return;
    await this.journal.post(order, { type: 'ORDER_SETTLED', id: order.orderReturnId }, [
      { account: 'ADVANCES', debit: paid + lenderPaid },
      { account: 'FORFEITS', credit: retained },
      { account: 'REFUNDS_PAYABLE', credit: paid - retained + lenderPaid },
    ]);
    await this.#backToLenders(order, loans, order.requestedBy);
    await this.refunds.claim({
      ...subjectOf(order),
      reason: 'RETURN',
      sourceId: order.orderReturnId,
      amount: paid - retained,
      compensation: 0,
      retained,
      explanation: `退车:已付 ${yuan(paid)},扣除使用补偿费等 ${yuan(retained)}`,
      requestedBy: order.requestedBy,
    });
  }

  /** A loan that was paid out is nobody's but the lender's. */
  async #backToLenders(order: EndedOrder, loans: readonly LoanLeft[], requestedBy: string): Promise<void> {
    for (const loan of loans)
      await this.refunds.claim({
        ...{ ...subjectOf(order), ...loan, reason: 'LOAN', payee: 'LENDER', requestedBy, compensation: 0, retained: 0 },
        explanation: '订单终止,贷款本金退还贷款机构',
      });
  }

  /** What each loan still pays of the order: amendments may have given some of it back. */
  async #loansOf(salesOrderId: string): Promise<LoanLeft[]> {
    const loans = await this.db.sql<LoanLeft & { returned: number }>(
      `SELECT finance_application_id AS "sourceId", max(payer_name) AS "payeeName", sum(amount)::bigint AS amount,
         (SELECT coalesce(sum(amount), 0)::bigint FROM finance.refund WHERE sales_order_id = $1 AND reason = 'AMENDMENT' AND payee = 'LENDER') AS returned
       FROM finance.receipt WHERE sales_order_id = $1 AND finance_application_id IS NOT NULL GROUP BY finance_application_id ORDER BY 1`,
      [salesOrderId],
    );
    let returned = loans[0]?.returned ?? 0;
    return loans.map(({ sourceId, payeeName, amount }) => {
      const less = Math.min(amount, returned);
      returned -= less;
      return { sourceId, payeeName, amount: amount - less };
    });
  }
  async #balancePaid(salesOrderId: string): Promise<number> {
    const [row] = await this.db.sql<{ paid: number }>(
      `SELECT paid FROM finance.receivable WHERE sales_order_id = $1 AND kind = 'BALANCE'`,
      [salesOrderId],
    );
    return row?.paid ?? 0;
  }

  /** The receipts of the order less what amendments gave back already. */
  async #money(salesOrderId: string, loans: readonly LoanLeft[]): Promise<MoneyOfOrder> {
    const [row] = await this.db.sql<Omit<MoneyOfOrder, 'lenderPaid'> & { returned: number }>(
      `SELECT coalesce(sum(earnest_amount), 0)::bigint AS "earnestPaid", coalesce(sum(prepayment_amount), 0)::bigint AS "prepaymentPaid",
         coalesce(sum(amount - earnest_amount - prepayment_amount) FILTER (WHERE finance_application_id IS NULL), 0)::bigint AS "otherPaid",
         coalesce((SELECT total FROM finance.billable_order WHERE id = $1), 0) AS "contractPrice",
         (SELECT coalesce(sum(amount), 0)::bigint FROM finance.refund WHERE sales_order_id = $1 AND reason = 'AMENDMENT' AND payee = 'CUSTOMER') AS returned
       FROM finance.receipt WHERE sales_order_id = $1`,
      [salesOrderId],
    );
    const { returned = 0, ...money } = row ?? { earnestPaid: 0, prepaymentPaid: 0, otherPaid: 0, contractPrice: 0 };
    // Of the customer's money an amendment gives back the balance first, then the prepayment, then earnest money.
    const other = Math.min(money.otherPaid, returned);
    const prepayment = Math.min(money.prepaymentPaid, returned - other);
    return {
      contractPrice: money.contractPrice,
      lenderPaid: sum(loans.map((loan) => loan.amount)),
      otherPaid: money.otherPaid - other,
      prepaymentPaid: money.prepaymentPaid - prepayment,
      earnestPaid: money.earnestPaid - (returned - other - prepayment),
    };
  }
}

const subjectOf = ({ salesOrderId, number, storeId, customerId }: EndedOrder): EndedOrder => ({
  salesOrderId,
  number,
  storeId,
  customerId,
});

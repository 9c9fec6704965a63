import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { RefundPaid, RefundRequested } from '../finance.contract.js';
import { Journal } from '../journal/journal.service.js';
import { ACCOUNT_OF } from '../receipts/receipt.service.js';
import type { ApproveRefund, PayRefund, RefundView, RejectRefund, ResubmitRefund } from './refund.dto.js';
import { Refund, type RefundLevel, refundLifecycle, type RefundPayee, type RefundReason } from './refund.entity.js';
import { viewOf } from './refund.queries.js';
import { InvoiceNotRedFlushed, RefundApproverIsRequester, RefundFreeLimit, RefundLevelTooLow, RefundManagerLimit } from './refund.rules.js';

/** What follows from an order that ended or was amended. */
export interface RefundClaim {
  reason: RefundReason;
  sourceId: string;
  salesOrderId: string;
  number: string;
  storeId: string;
  customerId: string;
  amount: number;
  compensation: number;
  retained: number;
  explanation: string;
  requestedBy: string;
  /** The customer if left out. */
  payee?: RefundPayee;
  payeeName?: string | null;
}

/** What follows from the end of an order. */
const ENDS_ORDER: readonly RefundReason[] = ['CANCELLATION', 'RETURN', 'LOAN'];

/** Money that goes back: agreed to by amount, paid once (D-6). */
@Injectable()
export class RefundService {
  constructor(
    private readonly db: Database,
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly journal: Journal,
  ) {}

  /** Nothing to pay makes no refund; what was claimed already is not claimed twice. */
  async claim({ number: subjectNumber, ...claim }: RefundClaim): Promise<void> {
    if (claim.amount <= 0) return;
    const { reason, sourceId, payee = 'CUSTOMER' } = claim;
    const known = await this.db.touched('SELECT 1 FROM finance.refund WHERE reason = $1 AND source_id = $2 AND payee = $3', [
      reason,
      sourceId,
      payee,
    ]);
    if (known) return;
    const store = await this.identity.store(claim.storeId);
    const refund = Object.assign(new Refund(), {
      id: newId(),
      number: await this.numbers.next('RF', store.code),
      payeeName: null,
      ...claim,
      payee,
      requesters: [claim.requestedBy],
      subjectNumber,
      currency: CURRENCY,
      approvalLevel: await this.#levelOf(claim),
    });
    refundLifecycle.begin(refund, refund.approvalLevel === 'NONE' ? 'APPROVED' : 'REQUESTED');
    await this.db.save(refund, 'claim');
    this.outbox.publish(RefundRequested, refund, factsOf(refund));
  }

  approve(id: string, { note = undefined }: ApproveRefund): Promise<RefundView> {
    return this.db.transaction(async () => {
      const refund = await this.db.lock(Refund, id);
      requireApprover(refund);
      refundLifecycle.move(refund, 'approve');
      this.#decide(refund, note ?? null);
      return viewOf(await this.db.save(refund, 'approve'));
    });
  }

  reject(id: string, { reason }: RejectRefund): Promise<RefundView> {
    return this.db.transaction(async () => {
      const refund = await this.db.lock(Refund, id);
      refundLifecycle.move(refund, 'reject');
      this.#decide(refund, reason);
      return viewOf(await this.db.save(refund, 'reject'));
    });
  }

  resubmit(id: string, { note }: ResubmitRefund): Promise<RefundView> {
    return this.db.transaction(async () => {
      const refund = await this.db.lock(Refund, id);
      refundLifecycle.move(refund, 'resubmit');
      const { id: requestedBy } = context.principal;
      const requesters = [...new Set([...refund.requesters, requestedBy])];
      Object.assign(refund, { requestedBy, requesters, decidedBy: null, decidedAt: null, decisionNote: note });
      return viewOf(await this.db.save(refund, 'resubmit'));
    });
  }

  pay(id: string, { method }: PayRefund): Promise<RefundView> {
    return this.db.transaction(async () => {
      const refund = await this.db.lock(Refund, id);
      refundLifecycle.check(refund, 'pay');
      if (ENDS_ORDER.includes(refund.reason)) await this.#requireRedFlushed(refund.salesOrderId);
      refundLifecycle.move(refund, 'pay');
      const paidAt = this.clock.now();
      Object.assign(refund, { method, paidAt, paidBy: context.principal.id });
      await this.db.save(refund, 'pay');
      await this.journal.post(refund, { type: 'REFUND', id }, [
        { account: 'REFUNDS_PAYABLE', debit: refund.amount },
        { account: ACCOUNT_OF[method], credit: refund.amount },
      ]);
      this.outbox.publish(RefundPaid, refund, { ...factsOf(refund), method, paidAt: paidAt.toISOString() });
      return viewOf(refund);
    });
  }

  /** An order that ended is invoiced no more: once its invoice is red, none comes after it. */
  async #requireRedFlushed(salesOrderId: string): Promise<void> {
    const issued = await this.db.touched(
      `SELECT 1 FROM finance.invoice WHERE sales_order_id = $1 AND kind = 'VEHICLE' AND state = 'ISSUED'`,
      [salesOrderId],
    );
    if (issued) throw InvoiceNotRedFlushed();
  }
  async #levelOf({ amount, storeId }: Pick<RefundClaim, 'amount' | 'storeId'>): Promise<RefundLevel> {
    if (amount <= (await this.identity.setting(RefundFreeLimit, storeId))) return 'NONE';
    return amount <= (await this.identity.setting(RefundManagerLimit, storeId)) ? 'FINANCE_MANAGER' : 'GENERAL_MANAGER';
  }
  #decide(refund: Refund, decisionNote: string | null): void {
    Object.assign(refund, { decidedBy: context.principal.id, decidedAt: this.clock.now(), decisionNote });
  }
}

function requireApprover({ requesters, approvalLevel, storeId }: Refund): void {
  if (requesters.includes(context.principal.id)) throw RefundApproverIsRequester();
  if (approvalLevel === 'GENERAL_MANAGER' && !context.holds(['general_manager'], storeId)) throw RefundLevelTooLow();
}

const factsOf = (r: Refund) => ({
  refundId: r.id,
  number: r.number,
  reason: r.reason,
  amount: r.amount,
  compensation: r.compensation,
  payee: r.payee,
  salesOrderId: r.salesOrderId,
  repairOrderId: null,
  customerId: r.customerId,
  storeId: r.storeId,
});

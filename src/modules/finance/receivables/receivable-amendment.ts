import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { sum } from '../../../kernel/money.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { BalanceDue, ReceivablePaid } from '../finance.contract.js';
import { Journal } from '../journal/journal.service.js';
import { Receivable, receivableLifecycle, type ReceivableState } from './receivable.entity.js';

export interface AmendedPrice {
  salesOrderId: string;
  total: number;
  depositAmount: number;
}

/** Receivables follow an amended price to the fen; money that is too much by then goes back. */
@Injectable()
export class ReceivableAmendment {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly journal: Journal,
  ) {}

  /** Answers the fen that were paid beyond the new price. */
  async follow({ salesOrderId, total, depositAmount }: AmendedPrice): Promise<number> {
    const live = (await this.db.lockAll(Receivable, { salesOrderId })).filter((r) => r.state !== 'CANCELLED');
    const deposit = live.find((r) => r.kind === 'DEPOSIT');
    const balance = live.find((r) => r.kind === 'BALANCE');
    if (!deposit || !balance) return 0;
    // A deposit that somebody began to pay stays as it was agreed, unless the price falls below it.
    const wanted = Math.min(total, deposit.paid === 0 ? depositAmount : deposit.amount);
    const excess = [await this.set(deposit, wanted), await this.set(balance, total - wanted)];
    return sum(excess);
  }

  /** Sets what a locked receivable is of; answers the fen that were paid beyond it, which are to go back. */
  async set(receivable: Receivable, amount: number): Promise<number> {
    const more = amount - receivable.amount;
    if (more === 0) return 0;
    const excess = Math.max(0, receivable.paid - amount);
    const before = receivable.state;
    receivable.amount = amount;
    receivable.paid -= excess;
    if (before === 'PAID' && more > 0) receivable.dueWithin(this.clock.now(), await this.identity.setting(BalanceDue, receivable.storeId));
    receivableLifecycle.move(receivable, 'amend', stateOf(receivable, before));
    receivable.paidAt = receivable.state === 'PAID' ? (receivable.paidAt ?? this.clock.now()) : null;
    await this.db.save(receivable, 'amend');
    await this.journal.post(receivable, { type: 'RECEIVABLE_AMENDED', id: receivable.id }, [
      ...(more > 0
        ? [{ account: 'RECEIVABLES', debit: more } as const, { account: 'ADVANCES', credit: more } as const]
        : [{ account: 'ADVANCES', debit: -more } as const, { account: 'RECEIVABLES', credit: -more } as const]),
      { account: 'RECEIVABLES', debit: excess },
      { account: 'REFUNDS_PAYABLE', credit: excess },
    ]);
    if (receivable.state === 'PAID' && before !== 'PAID') this.#tellPaid(receivable);
    return excess;
  }

  #tellPaid(receivable: Receivable): void {
    const { id: receivableId, kind, payer, amount, salesOrderId, repairOrderId, customerId, storeId } = receivable;
    const paidAt = (receivable.paidAt ?? this.clock.now()).toISOString();
    const subject = { salesOrderId, repairOrderId, customerId, storeId };
    this.outbox.publish(ReceivablePaid, receivable, { receivableId, kind, payer, amount, paidAt, outstandingOfSubject: 0, ...subject });
  }
}

function stateOf({ amount, paid }: Receivable, before: ReceivableState): ReceivableState {
  if (paid === amount) return 'PAID';
  if (before === 'OVERDUE') return 'OVERDUE';
  return paid > 0 ? 'PARTIAL' : 'OPEN';
}

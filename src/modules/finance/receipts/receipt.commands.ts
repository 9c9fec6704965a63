import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { yuan } from '../../../kernel/money.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { AmountExceedsOutstanding } from '../finance.contract.js';
import { Receivable, receivableLifecycle } from '../receivables/receivable.entity.js';

/** The hot write of Finance as one conditional statement: two cashiers cannot take the same fen twice. */
@Injectable()
export class ReceiptCommands {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Credits an amount to a receivable of the caller's stores; refuses when its state or what is outstanding forbids it. */
  async credit(receivableId: string, amount: number): Promise<Receivable> {
    const { group, stores } = context.scope;
    const [row] = await this.db.sql<Receivable>(
      `UPDATE finance.receivable SET paid = paid + $2, version = version + 1, updated_at = $3,
         state = CASE WHEN paid + $2 = amount THEN 'PAID' WHEN state = 'OVERDUE' THEN state ELSE 'PARTIAL' END,
         paid_at = CASE WHEN paid + $2 = amount THEN $3::timestamptz END
       WHERE id = $1 AND state = ANY($4::text[]) AND paid + $2 <= amount AND ($5 OR store_id = ANY($6::uuid[]))
       RETURNING id, store_id AS "storeId", state, kind, payer, amount, paid, paid_at AS "paidAt", updated_at AS "updatedAt", sales_order_id AS "salesOrderId", repair_order_id AS "repairOrderId", customer_id AS "customerId"`,
      [receivableId, amount, this.clock.now(), receivableLifecycle.sources('pay'), group, stores],
    );
    if (!row) throw await this.#refusal(receivableId, amount);
    const receivable = Object.assign(new Receivable(), row);
    this.db.audit({
      action: 'pay',
      aggregateType: Receivable.name,
      aggregateId: receivable.id,
      storeId: receivable.storeId,
      changes: { state: receivable.state, paid: receivable.paid },
    });
    return receivable;
  }

  /**
   * What all live receivables of the same order or repair order still lack, seen by one payment at a time:
   * of two that pay the last two receivables together, the second sees zero.
   */
  async outstandingOfSubject({ salesOrderId, repairOrderId }: Receivable): Promise<number> {
    const subject = salesOrderId ?? repairOrderId;
    await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('finance.subject ' || $1, 0))`, [subject]);
    const [row] = await this.db.sql<{ outstanding: number }>(
      `SELECT coalesce(sum(amount - paid), 0)::bigint AS outstanding FROM finance.receivable
       WHERE (sales_order_id = $1::uuid OR repair_order_id = $2::uuid) AND state <> 'CANCELLED'`,
      [salesOrderId, repairOrderId],
    );
    return row?.outstanding ?? 0;
  }

  /** What a deposit is measured by (D-5): the price of its contract and the earnest money so far. The receivable's row is locked by the credit before. */
  async depositFacts({ id, salesOrderId }: Receivable): Promise<{ contractPrice: number; earnestBefore: number }> {
    const [row] = await this.db.sql<{ contractPrice: number; earnestBefore: number }>(
      `SELECT coalesce((SELECT total FROM finance.billable_order WHERE id = $2), 0) AS "contractPrice",
         (SELECT coalesce(sum(earnest_amount), 0)::bigint FROM finance.receipt WHERE receivable_id = $1) AS "earnestBefore"`,
      [id, salesOrderId],
    );
    return row as { contractPrice: number; earnestBefore: number };
  }

  async #refusal(receivableId: string, amount: number): Promise<Error> {
    const receivable = await this.db.find(Receivable, receivableId);
    const exceeds = amount > receivable.outstanding && receivable.state !== 'CANCELLED';
    return exceeds
      ? AmountExceedsOutstanding({
          detail: say(`未收金额为 ${yuan(receivable.outstanding)}`, `${yuan(receivable.outstanding)} is outstanding`),
          errors: [at('/amount', AmountExceedsOutstanding)],
        })
      : receivableLifecycle.refuse(receivable.state, 'pay');
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { IdentityApi } from '../../identity/identity.api.js';
import {
  BalanceDue,
  CustomerRepairDue,
  DepositDue,
  OtherPayerRepairDue,
  ReceivableOpened,
  ReceivableOverdue,
  ReceivablePaid,
  type ReceivableKind,
} from '../finance.contract.js';
import { Journal } from '../journal/journal.service.js';
import type { ListReceivables, ReceivableView } from './receivable.dto.js';
import { Receivable, receivableLifecycle } from './receivable.entity.js';

const RECEIVABLES: ListDefinition = {
  select: `r.id, r.number, r.state, r.kind, r.payer, r.amount, r.paid, r.amount - r.paid AS outstanding, r.currency, r.due_on AS "dueOn", r.paid_at AS "paidAt",
    r.sales_order_id AS "salesOrderId", r.repair_order_id AS "repairOrderId", r.subject_number AS "subjectNumber", r.customer_id AS "customerId", r.store_id AS "storeId",
    r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: 'finance.receivable r',
  id: 'r.id',
  sorts: {
    createdAt: { by: 'r.created_at', type: 'timestamptz' },
    dueOn: { by: 'r.due_on', type: 'date' },
    amount: { by: 'r.amount', type: 'bigint' },
  },
  defaultSort: '-createdAt',
  filters: {
    salesOrderId: 'r.sales_order_id = ?::uuid',
    repairOrderId: 'r.repair_order_id = ?::uuid',
    customerId: 'r.customer_id = ?::uuid',
    kind: 'r.kind = ?',
    state: 'r.state = ANY(?::text[])',
  },
  scope: { store: 'r.store_id' },
};

/** What makes money due: a confirmed sales order. */
export interface SalesBill {
  salesOrderId: string;
  number: string;
  storeId: string;
  customerId: string;
  total: number;
  depositAmount: number;
  confirmedAt: Date;
}
/** What makes money due: a settled repair order, a bill per payer. */
export interface RepairBill {
  repairOrderId: string;
  number: string;
  storeId: string;
  customerId: string;
  bills: { payer: string; amount: number }[];
  settledAt: Date;
}
interface BillBeside {
  payer: string;
  amount: number;
  storeId: string;
  number: string;
  from: Date;
  within: string;
  /** The loan whose interest it pays. */
  financeApplicationId?: string;
}
interface Due {
  kind: ReceivableKind;
  payer: string;
  amount: number;
  from: Date;
  within: string;
  storeId: string;
  customerId: string | null;
  salesOrderId: string | null;
  repairOrderId: string | null;
  subjectNumber: string;
  financeApplicationId?: string | null;
}

@Injectable()
export class ReceivableService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
    private readonly identity: IdentityApi,
    private readonly journal: Journal,
  ) {}

  /** Opens the deposit and the balance of an order; together they are its price. An order is never billed twice. */
  async billSalesOrder(bill: SalesBill): Promise<void> {
    if ((await this.#ofOrder(bill.salesOrderId)).length) return;
    const deposit = Math.min(bill.depositAmount, bill.total);
    const subject = {
      payer: 'CUSTOMER',
      from: bill.confirmedAt,
      storeId: bill.storeId,
      customerId: bill.customerId,
      salesOrderId: bill.salesOrderId,
      repairOrderId: null,
      subjectNumber: bill.number,
    };
    await this.#open({ ...subject, kind: 'DEPOSIT', amount: deposit, within: await this.identity.setting(DepositDue, bill.storeId) });
    await this.#open({
      ...subject,
      kind: 'BALANCE',
      amount: bill.total - deposit,
      within: await this.identity.setting(BalanceDue, bill.storeId),
    });
  }

  /** Opens one receivable per payer of a settled repair order. */
  async billRepairOrder(bill: RepairBill): Promise<void> {
    if (await this.db.touched('SELECT 1 FROM finance.receivable WHERE repair_order_id = $1 LIMIT 1', [bill.repairOrderId])) return;
    const bills = bill.bills.length ? bill.bills : [{ payer: 'CUSTOMER', amount: 0 }];
    for (const { payer, amount } of bills) {
      const within = await this.identity.setting(payer === 'CUSTOMER' ? CustomerRepairDue : OtherPayerRepairDue, bill.storeId);
      const { storeId, customerId, repairOrderId } = bill;
      await this.#open({
        kind: 'REPAIR',
        payer,
        amount,
        from: bill.settledAt,
        within,
        storeId,
        customerId,
        salesOrderId: null,
        repairOrderId,
        subjectNumber: bill.number,
      });
    }
  }

  /** What a maker or lender owes because of an order (F-4, 返利): not the order's debt, so it stands beside it. Answers its id. */
  billBeside(bill: BillBeside): Promise<string> {
    const { payer, amount, storeId, from, within, financeApplicationId = null } = bill;
    return this.#open({
      kind: 'OTHER',
      payer,
      amount,
      from,
      within,
      storeId,
      customerId: null,
      salesOrderId: null,
      repairOrderId: null,
      subjectNumber: bill.number,
      financeApplicationId,
    });
  }

  /** What is outstanding of it is not due any more; answers what was paid. */
  async giveUp(id: string): Promise<number> {
    const receivable = await this.db.lock(Receivable, id);
    if (receivableLifecycle.allows(receivable.state, 'cancel')) await this.#cancel(receivable);
    if (receivable.paid > 0)
      await this.journal.post(receivable, { type: 'RECEIVABLE_CANCELLED', id }, [
        { account: 'ADVANCES', debit: receivable.paid },
        { account: 'REFUNDS_PAYABLE', credit: receivable.paid },
      ]);
    return receivable.paid;
  }

  /** A cancelled order owes nothing more; what was paid stays on its receivable until it is refunded (D-6). */
  async cancelOfSalesOrder(salesOrderId: string): Promise<void> {
    for (const receivable of await this.#ofOrder(salesOrderId)) {
      if (receivableLifecycle.allows(receivable.state, 'cancel')) await this.#cancel(receivable);
    }
  }
  async #cancel(receivable: Receivable): Promise<void> {
    receivableLifecycle.move(receivable, 'cancel');
    await this.db.save(receivable, 'cancel');
    await this.journal.post(receivable, { type: 'RECEIVABLE_CANCELLED', id: receivable.id }, [
      { account: 'ADVANCES', debit: receivable.outstanding },
      { account: 'RECEIVABLES', credit: receivable.outstanding },
    ]);
  }

  /** The due date passed and money is missing. */
  async lapse(id: string): Promise<void> {
    const receivable = await this.db.lock(Receivable, id);
    if (!receivableLifecycle.allows(receivable.state, 'lapse')) return;
    receivableLifecycle.move(receivable, 'lapse');
    await this.db.save(receivable, 'lapse');
    const { kind, payer, outstanding, dueOn, salesOrderId, repairOrderId, customerId, storeId } = receivable;
    this.outbox.publish(ReceivableOverdue, receivable, {
      receivableId: receivable.id,
      kind,
      payer,
      outstanding,
      dueOn,
      salesOrderId,
      repairOrderId,
      customerId,
      storeId,
    });
  }

  list(query: ListReceivables): Promise<Page<ReceivableView>> {
    return this.lists
      .page<ReceivableView>(RECEIVABLES, query)
      .then((page) => ({ ...page, items: page.items.map((row) => ({ ...row, allowedMoves: [] })) }));
  }
  async receivable(id: string): Promise<ReceivableView> {
    return viewOf(await this.db.find(Receivable, id));
  }

  #ofOrder(salesOrderId: string): Promise<Receivable[]> {
    return this.db.lockAll(Receivable, { salesOrderId });
  }

  async #open(due: Due): Promise<string> {
    const { from, within, ...facts } = due;
    const store = await this.identity.store(due.storeId);
    const receivable = Object.assign(new Receivable(), {
      id: newId(),
      financeApplicationId: null,
      ...facts,
      number: await this.numbers.next('AR', store.code),
      paid: 0,
      currency: CURRENCY,
      paidAt: due.amount === 0 ? from : null,
    });
    receivable.dueWithin(from, within);
    receivableLifecycle.begin(receivable, due.amount === 0 ? 'PAID' : 'OPEN');
    await this.db.save(receivable, 'open');
    const { id, kind, payer, amount, dueOn, salesOrderId, repairOrderId, customerId, storeId } = receivable;
    const subject = { salesOrderId, repairOrderId, customerId, storeId };
    this.outbox.publish(ReceivableOpened, receivable, { receivableId: id, kind, payer, amount, dueOn, ...subject });
    if (receivable.state === 'PAID')
      this.outbox.publish(ReceivablePaid, receivable, {
        receivableId: id,
        kind,
        payer,
        amount,
        paidAt: from.toISOString(),
        outstandingOfSubject: 0,
        ...subject,
      });
    await this.journal.post(receivable, { type: 'RECEIVABLE', id }, [
      { account: 'RECEIVABLES', debit: amount },
      { account: 'ADVANCES', credit: amount },
    ]);
    return id;
  }
}

const viewOf = (r: Receivable): ReceivableView => ({
  id: r.id,
  number: r.number,
  state: r.state,
  allowedMoves: permissions.allowedMoves(receivableLifecycle, r),
  kind: r.kind,
  payer: r.payer,
  amount: r.amount,
  paid: r.paid,
  outstanding: r.outstanding,
  currency: r.currency,
  dueOn: r.dueOn,
  paidAt: r.paidAt,
  salesOrderId: r.salesOrderId,
  repairOrderId: r.repairOrderId,
  subjectNumber: r.subjectNumber,
  customerId: r.customerId,
  storeId: r.storeId,
  version: r.version,
  createdAt: r.createdAt,
  updatedAt: r.updatedAt,
});

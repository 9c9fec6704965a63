import { Injectable } from '@nestjs/common';
import { References } from '../../kernel/database/references.js';
import { type DueTick, on, Reactions } from '../../kernel/events/event.js';
import { RepairOrderSettled } from '../aftersales/aftersales.contract.js';
import { followMerges } from '../crm/crm.contract.js';
import { OrderAllocated, OrderAmended, OrderCancelled, OrderConfirmed, OrderReturned } from '../sales/sales.contract.js';
import { BillableOrders } from './invoices/billable-order.js';
import { InvoiceService } from './invoices/invoice.service.js';
import { ReceivableAmendment } from './receivables/receivable-amendment.js';
import { ReceivableService } from './receivables/receivable.service.js';
import { OrderSettlement } from './refunds/order-settlement.js';

/** One listener, so that a change is never heard before what it changes, nor the end before the last change: each settles what the one before left. */
const ORDERS = 'finance.bill-sales-order';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class FinanceReactions extends Reactions {
  constructor(
    private readonly receivables: ReceivableService,
    private readonly amendments: ReceivableAmendment,
    private readonly settlement: OrderSettlement,
    private readonly invoices: InvoiceService,
    private readonly orders: BillableOrders,
    private readonly references: References,
  ) {
    super();
  }

  override readonly listeners = [
    ...followMerges('finance', this.references),
    on(OrderConfirmed, ORDERS, async ({ payload }) => {
      if (await this.orders.confirmed(payload))
        await this.receivables.billSalesOrder({ ...payload, confirmedAt: new Date(payload.confirmedAt) });
    }),
    on(OrderAmended, ORDERS, async ({ payload }) => {
      await this.orders.amended(payload);
      await this.invoices.voidDraftsOf(payload.salesOrderId);
      await this.settlement.afterAmendment(payload, await this.amendments.follow(payload));
    }),
    on(OrderAllocated, 'finance.note-allocated-car', ({ payload }) => this.orders.allocated(payload)),
    on(OrderCancelled, ORDERS, async ({ payload }) => {
      await this.#end(payload);
      await this.settlement.afterCancellation(payload);
    }),
    on(OrderReturned, ORDERS, async ({ payload }) => {
      await this.#end(payload);
      await this.settlement.afterReturn(payload);
    }),
    on(RepairOrderSettled, 'finance.bill-repair-order', ({ payload }) =>
      this.receivables.billRepairOrder({ ...payload, settledAt: new Date(payload.settledAt) }),
    ),
  ];

  override readonly ticks: DueTick[] = [
    {
      name: 'finance.lapse-receivables',
      table: 'finance.receivable',
      due: 'overdue_at',
      where: `state IN ('OPEN', 'PARTIAL')`,
      run: (id) => this.receivables.lapse(id),
    },
  ];

  /** Nothing more is due for it, and nothing of it is invoiced any more: an issued invoice waits for its red one (D-6, FP-1). */
  async #end(order: { salesOrderId: string; storeId: string; customerId: string; number: string }): Promise<void> {
    await this.orders.ended(order);
    await this.receivables.cancelOfSalesOrder(order.salesOrderId);
    await this.invoices.voidDraftsOf(order.salesOrderId);
  }
}

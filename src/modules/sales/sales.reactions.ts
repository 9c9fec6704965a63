import { Injectable } from '@nestjs/common';
import { References } from '../../kernel/database/references.js';
import { on, Reactions } from '../../kernel/events/event.js';
import { InternalRepairClosed } from '../aftersales/aftersales.contract.js';
import { followMerges, OpportunityHandedOver } from '../crm/crm.contract.js';
import {
  InvoiceIssued,
  InvoiceRedFlushed,
  ReceiptTaken,
  ReceivableOverdue,
  ReceivablePaid,
  RefundPaid,
} from '../finance/finance.contract.js';
import {
  DemandFulfilled,
  PdiPassed,
  ReservationExpired,
  ReservationExtended,
  ReservationReleased,
} from '../inventory/inventory.contract.js';
import { DealHandOver } from './deal-hand-over.js';
import { QuotationService } from './quotations/quotation.service.js';
import { SalesOrderService } from './sales-orders/sales-order.service.js';
import { TestDriveService } from './test-drives/test-drive.service.js';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class SalesReactions extends Reactions {
  constructor(
    private readonly drives: TestDriveService,
    private readonly quotations: QuotationService,
    private readonly orders: SalesOrderService,
    private readonly references: References,
    private readonly handOver: DealHandOver,
  ) {
    super();
  }

  override readonly listeners = [
    ...followMerges('sales', this.references),
    on(ReceivablePaid, 'sales.prepare-order-with-deposit', async ({ payload }) => {
      if (payload.salesOrderId && payload.kind === 'DEPOSIT')
        await this.orders.receiveDeposit(payload.salesOrderId, new Date(payload.paidAt));
    }),
    // One listener, so that a payment is never heard before its delay.
    on(ReceivableOverdue, 'sales.note-overdue', async ({ payload: p }) => {
      if (p.salesOrderId && p.payer === 'CUSTOMER') await this.orders.hearDue(p.salesOrderId, p.receivableId, true);
    }),
    on(ReceivablePaid, 'sales.note-overdue', async ({ payload: p }) => {
      if (p.salesOrderId) await this.orders.hearDue(p.salesOrderId, p.receivableId, false);
    }),
    on(ReceiptTaken, 'sales.note-payment', async ({ payload }) => {
      if (payload.salesOrderId) await this.orders.hearPayment(payload.salesOrderId);
    }),
    on(InvoiceIssued, 'sales.note-invoice', async ({ payload }) => {
      if (payload.salesOrderId && payload.kind === 'VEHICLE') await this.orders.hearInvoice(payload.salesOrderId);
    }),
    on(InvoiceRedFlushed, 'sales.note-red-invoice', async ({ payload }) => {
      if (payload.salesOrderId && payload.kind === 'VEHICLE') await this.orders.hearInvoice(payload.salesOrderId);
    }),
    on(InternalRepairClosed, 'sales.note-fitted-accessories', ({ payload: { salesOrderId, internalRepairId, stockVehicleId, lines } }) =>
      this.orders.hearFitting(salesOrderId, { internalRepairId, stockVehicleId, lines }),
    ),
    on(RefundPaid, 'sales.note-refund', async ({ payload }) => {
      // A rebate or a subsidy is no money of the order.
      if (payload.salesOrderId && payload.payee !== 'MAKER' && payload.reason !== 'SUBSIDY')
        await this.orders.hearRefund(payload.salesOrderId, payload.amount);
    }),
    on(DemandFulfilled, 'sales.give-waiting-order-its-car', ({ payload }) => this.orders.receiveCar(payload.salesOrderId)),
    on(OpportunityHandedOver, 'sales.follow-hand-over', ({ payload }) => this.handOver.follow(payload)),
    on(PdiPassed, 'sales.note-pdi', async ({ payload }) => {
      if (payload.salesOrderId) await this.orders.hearPdi(payload.salesOrderId, payload.vin);
    }),
    on(ReservationExtended, 'sales.keep-hold-of-order', async ({ payload }) => {
      if (payload.salesOrderId) await this.orders.keepHold(payload.salesOrderId, payload.reservationId, new Date(payload.expiresAt));
    }),
    on(ReservationExpired, 'sales.lose-car-of-order', async ({ payload }) => {
      if (payload.salesOrderId) await this.orders.loseCar(payload.salesOrderId, payload.reservationId);
    }),
    // What an order gave up itself it knows: this is what was taken from it, a car that was damaged in our hands.
    on(ReservationReleased, 'sales.lose-car-of-order', async ({ payload }) => {
      if (payload.salesOrderId) await this.orders.loseCar(payload.salesOrderId, payload.reservationId);
    }),
  ];

  override readonly ticks = [
    {
      name: 'sales.record-no-shows',
      table: 'sales.test_drive',
      due: 'no_show_at',
      where: `state = 'BOOKED'`,
      run: (id: string) => this.drives.recordNoShow(id),
    },
    {
      name: 'sales.expire-quotations',
      table: 'sales.quotation',
      due: 'valid_until',
      where: `state IN ('PENDING_APPROVAL', 'APPROVED', 'SENT')`,
      run: (id: string) => this.quotations.expire(id),
    },
    {
      name: 'sales.lapse-unpaid-orders',
      table: 'sales.sales_order',
      due: 'expires_at',
      where: `state = 'PENDING_DEPOSIT' AND paid_amount = 0`,
      run: (id: string) => this.orders.lapse(id),
    },
    {
      name: 'sales.complete-orders',
      table: 'sales.sales_order',
      due: 'completes_at',
      where: `state = 'DELIVERED'`,
      run: (id: string) => this.orders.complete(id),
    },
  ];
}

import { Injectable } from '@nestjs/common';
import { addDays } from '../../../kernel/time/clock.js';
import { on, Reactions } from '../../../kernel/events/event.js';
import { InvoiceIssued, InvoiceRedFlushed } from '../../finance/finance.contract.js';
import { TemporaryPlates } from '../registrations/temporary-plates.js';
import { OrderCancelled, OrderReturned, RegistrationCompleted, TradeInTakenIn, TradeInTransferred } from '../sales.contract.js';
import { TransferWithin } from '../trade-ins/trade-in.rules.js';
import { Deals } from '../deals.js';
import { RegistrationDeadlines } from './registration-deadline.service.js';

const INVOICE = 'sales.watch-purchase-tax';
const TRANSFER = 'sales.watch-transfer';

/** What sets a deadline of a car's papers, and what meets it. */
@Injectable()
export class RegistrationDeadlineReactions extends Reactions {
  constructor(
    private readonly deadlines: RegistrationDeadlines,
    private readonly plates: TemporaryPlates,
    private readonly deals: Deals,
  ) {
    super();
  }

  override readonly listeners = [
    on(InvoiceIssued, INVOICE, async ({ payload: p }) => {
      if (p.kind === 'VEHICLE' && p.salesOrderId) await this.deadlines.invoiced(p.salesOrderId, p.issuedOn);
    }),
    on(InvoiceRedFlushed, INVOICE, async ({ payload: p }) => {
      if (p.kind === 'VEHICLE' && p.salesOrderId) await this.deadlines.close('PURCHASE_TAX', p.salesOrderId);
    }),
    on(RegistrationCompleted, 'sales.end-registration-deadlines', async ({ payload: p }) => {
      await this.plates.endOf(p.registrationId, p.registeredOn);
      await this.#drop(p.salesOrderId);
    }),
    on(OrderCancelled, 'sales.drop-registration-deadlines', ({ payload }) => this.#drop(payload.salesOrderId)),
    on(OrderReturned, 'sales.drop-deadlines-of-return', ({ payload }) => this.#drop(payload.salesOrderId)),
    on(TradeInTakenIn, TRANSFER, async ({ payload: p }) => {
      const within = await this.deals.setting(TransferWithin, p.storeId);
      await this.deadlines.set('TRANSFER', { ...p, id: p.tradeInId }, addDays(p.takenInOn, within));
    }),
    on(TradeInTransferred, TRANSFER, ({ payload }) => this.deadlines.close('TRANSFER', payload.tradeInId)),
  ];

  override readonly ticks = [
    {
      name: 'sales.warn-of-registration-deadlines',
      table: 'sales.registration_deadline',
      due: 'warn_at',
      where: 'closed_at IS NULL AND warned_at IS NULL',
      run: (id: string) => this.deadlines.warn(id),
    },
  ];

  async #drop(salesOrderId: string): Promise<void> {
    await this.deadlines.close('PURCHASE_TAX', salesOrderId);
    await this.deadlines.close('TEMPORARY_PLATE', salesOrderId);
  }
}

import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { OrderCancelled, QuotationAccepted } from '../sales.contract.js';
import { TradeInService } from './trade-in.service.js';

/** A trade-in follows its deal: to the order, and off with it. */
@Injectable()
export class TradeInReactions extends Reactions {
  constructor(private readonly tradeIns: TradeInService) {
    super();
  }

  override readonly listeners = [
    on(QuotationAccepted, 'sales.bind-trade-in-to-order', ({ payload: p }) => this.tradeIns.bind(p.opportunityId, p.salesOrderId)),
    on(OrderCancelled, 'sales.cancel-trade-in', ({ payload }) => this.tradeIns.cancelOf(payload.salesOrderId)),
  ];

  override readonly ticks = [
    {
      name: 'sales.expire-trade-ins',
      table: 'sales.trade_in',
      due: 'expires_at',
      where: `state IN ('APPRAISED', 'OFFERED')`,
      run: (id: string) => this.tradeIns.expire(id),
    },
  ];
}

import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { OrderDelivered, OrderReturned } from '../../sales/sales.contract.js';
import { RebateService } from './rebate.service.js';

/** One listener, so that a car is never given back before it was delivered. */
const REBATES = 'finance.claim-rebates';

/** Deliveries earn rebates of the maker (返利). */
@Injectable()
export class RebateReactions extends Reactions {
  constructor(private readonly rebates: RebateService) {
    super();
  }

  override readonly listeners = [
    on(OrderDelivered, REBATES, ({ payload }) => this.rebates.claim(payload)),
    on(OrderReturned, REBATES, ({ payload }) => this.rebates.withdraw(payload)),
  ];
}

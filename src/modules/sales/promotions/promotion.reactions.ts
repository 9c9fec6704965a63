import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { OrderCancelled } from '../sales.contract.js';
import { PromotionBook } from './promotion-book.js';

/** What promotions do when others act. */
@Injectable()
export class PromotionReactions extends Reactions {
  constructor(private readonly promotions: PromotionBook) {
    super();
  }

  override readonly listeners = [
    on(OrderCancelled, 'sales.release-promotions', ({ payload }) => this.promotions.release(payload.salesOrderId)),
  ];
}

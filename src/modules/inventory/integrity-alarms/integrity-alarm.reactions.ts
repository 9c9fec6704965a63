import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { OrderCancelled, OrderDelivered } from '../../sales/sales.contract.js';
import { IntegrityCheck } from './integrity-check.js';

/** Every night the stock is held against its reservations (V-2). */
@Injectable()
export class IntegrityAlarmReactions extends Reactions {
  constructor(private readonly check: IntegrityCheck) {
    super();
  }
  override readonly listeners = [
    on(OrderCancelled, 'inventory.note-ended-orders', ({ payload }) => this.check.noteEnd(payload.salesOrderId)),
    on(OrderDelivered, 'inventory.note-ended-orders', ({ payload }) => this.check.noteEnd(payload.salesOrderId)),
  ];
  override readonly ticks = [{ name: 'inventory.check-integrity', daily: '02:45', run: () => this.check.run() }];
}

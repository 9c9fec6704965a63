import { Injectable } from '@nestjs/common';
import { Reactions } from '../../../kernel/events/event.js';
import { RecalledStock } from './recalled-stock.js';

/** Every night all cars are held against all recalls: whichever way a car came in, its recall is known by the next morning (W-8). */
@Injectable()
export class VehicleRecallReactions extends Reactions {
  constructor(private readonly stock: RecalledStock) {
    super();
  }
  override readonly listeners = [];
  override readonly ticks = [{ name: 'inventory.mark-recalled-cars', daily: '01:30', run: async () => void (await this.stock.refresh()) }];
}

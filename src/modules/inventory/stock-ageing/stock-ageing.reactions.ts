import { Injectable } from '@nestjs/common';
import { Reactions } from '../../../kernel/events/event.js';
import { AgedCars } from './aged-cars.js';

/** Every morning it is told which cars have become old (V-4). */
@Injectable()
export class StockAgeingReactions extends Reactions {
  constructor(private readonly aged: AgedCars) {
    super();
  }
  override readonly listeners = [];
  override readonly ticks = [{ name: 'inventory.tell-aged-cars', daily: '06:00', run: (date: string) => this.aged.tell(date) }];
}

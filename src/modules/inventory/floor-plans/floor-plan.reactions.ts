import { Injectable } from '@nestjs/common';
import { Reactions } from '../../../kernel/events/event.js';
import { addDays } from '../../../kernel/time/clock.js';
import { InterestAccrual } from './interest-accrual.js';

/** Every night the day that is over is accrued (V-5). */
@Injectable()
export class FloorPlanReactions extends Reactions {
  constructor(private readonly accrual: InterestAccrual) {
    super();
  }
  override readonly listeners = [];
  override readonly ticks = [
    {
      name: 'inventory.accrue-interest',
      daily: '00:20',
      run: async (date: string) => void (await this.accrual.through(addDays(date, -1))),
    },
  ];
}

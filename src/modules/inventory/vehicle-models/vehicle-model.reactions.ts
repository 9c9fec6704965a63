import { Injectable } from '@nestjs/common';
import { Reactions } from '../../../kernel/events/event.js';
import { ModelPrices } from './model-prices.js';

/** Prices become the model's own when their day has come. */
@Injectable()
export class VehicleModelReactions extends Reactions {
  constructor(private readonly prices: ModelPrices) {
    super();
  }

  override readonly listeners = [];
  override readonly ticks = [
    {
      name: 'inventory.take-model-prices',
      table: 'inventory.vehicle_model_price',
      due: 'effective_at',
      where: 'applied_at IS NULL',
      run: (id: string) => this.prices.take(id),
    },
  ];
}

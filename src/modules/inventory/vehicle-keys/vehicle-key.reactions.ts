import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { VehicleMoved } from '../inventory.contract.js';
import { VehicleKeyService } from './vehicle-key.service.js';

const WITH_THE_CAR = ['DELIVERED', 'WHOLESALE', 'SCRAPPED'];

/** Keys leave with their car. */
@Injectable()
export class VehicleKeyReactions extends Reactions {
  constructor(private readonly keys: VehicleKeyService) {
    super();
  }
  override readonly listeners = [
    on(VehicleMoved, 'inventory.hand-keys-over', async ({ payload }) => {
      if (WITH_THE_CAR.includes(payload.toState)) await this.keys.handOver(payload.stockVehicleId);
    }),
  ];
}

import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { VehicleMoved } from '../inventory.contract.js';
import { GONE } from '../stock-vehicles/stock-vehicle.entity.js';
import { VehicleKeyService } from './vehicle-key.service.js';

/** Keys leave with their car. */
@Injectable()
export class VehicleKeyReactions extends Reactions {
  constructor(private readonly keys: VehicleKeyService) {
    super();
  }
  override readonly listeners = [
    on(VehicleMoved, 'inventory.hand-keys-over', async ({ payload }) => {
      if (GONE.some((state) => state === payload.toState)) await this.keys.handOver(payload.stockVehicleId);
    }),
  ];
}

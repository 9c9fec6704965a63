import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import {
  DemandFulfilled,
  DemandRecorded,
  DemandWithdrawn,
  StockPolicyChanged,
  VehicleArrived,
  VehiclePurchaseOrderChanged,
  VehicleMoved,
  VehicleReserved,
} from '../inventory.contract.js';
import { StockWatch } from './stock-watch.js';

/** Levels are held against their policies when cars move, when orders wait, when policies change, and every night (V-7). */
@Injectable()
export class StockAlertReactions extends Reactions {
  constructor(private readonly watch: StockWatch) {
    super();
  }

  override readonly listeners = [
    on(VehicleMoved, 'inventory.watch-stock', ({ payload }) => this.watch.look(payload)),
    // One that comes in with a file, or in part payment, has moved from nowhere.
    on(VehicleArrived, 'inventory.watch-stock', ({ payload }) => this.watch.look(payload)),
    on(VehicleReserved, 'inventory.watch-stock', ({ payload }) => this.watch.look(payload)),
    on(DemandRecorded, 'inventory.watch-stock', ({ payload }) => this.watch.look(payload)),
    on(DemandFulfilled, 'inventory.watch-stock', ({ payload }) => this.watch.look(payload)),
    on(DemandWithdrawn, 'inventory.watch-stock', ({ payload }) => this.watch.look(payload)),
    on(VehiclePurchaseOrderChanged, 'inventory.watch-stock', ({ payload: { storeId, lines } }) =>
      this.watch.lookAtEach(lines.map(({ modelId, colour }) => ({ storeId, modelId, colour }))),
    ),
    on(StockPolicyChanged, 'inventory.watch-policy', ({ payload }) => this.watch.lookAtAll(payload)),
  ];
  override readonly ticks = [
    { name: 'inventory.check-stock-levels', daily: '02:40', run: () => this.watch.lookAtAll() },
    { name: 'inventory.fold-stock-counts', daily: '02:50', run: () => this.watch.foldAll() },
  ];
}

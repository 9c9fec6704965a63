import { Injectable } from '@nestjs/common';
import { References } from '../../kernel/database/references.js';
import { on, Reactions } from '../../kernel/events/event.js';
import {
  InternalRepairCancelled,
  InternalRepairClosed,
  InternalRepairStarted,
  RepairOrderCancelled,
  RepairOrderClosed,
  RepairOrderOpened,
} from '../aftersales/aftersales.contract.js';
import { followMerges } from '../crm/crm.contract.js';
import { ReceivablePaid } from '../finance/finance.contract.js';
import { OrderReturned, TradeInTakenIn } from '../sales/sales.contract.js';
import { ReservationService } from './reservations/reservation.service.js';
import { StockVehicleService } from './stock-vehicles/stock-vehicle.service.js';
import { TradedCars } from './stock-vehicles/traded-cars.js';
import { VehicleCostService } from './vehicle-costs/vehicle-cost.service.js';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class InventoryReactions extends Reactions {
  constructor(
    private readonly reservations: ReservationService,
    private readonly cars: StockVehicleService,
    private readonly traded: TradedCars,
    private readonly costs: VehicleCostService,
    private readonly references: References,
  ) {
    super();
  }

  override readonly listeners = [
    ...followMerges('inventory', this.references),
    // Only orders with a paid deposit are offered arriving cars.
    on(ReceivablePaid, 'inventory.offer-cars-to-paid-order', async ({ payload }) => {
      if (payload.kind === 'DEPOSIT' && payload.salesOrderId !== null)
        await this.reservations.depositPaid(payload.salesOrderId, new Date(payload.paidAt));
    }),
    on(OrderReturned, 'inventory.take-car-back', ({ payload }) => this.cars.takeBack(payload)),
    on(TradeInTakenIn, 'inventory.take-in-traded-car', ({ payload }) => this.traded.takeIn(payload)),
    // What Sales must know of a car's repairs, Inventory has heard and keeps (T-3): one listener, so that an end is never heard before its beginning.
    on(RepairOrderOpened, 'inventory.note-repairs', ({ payload }) => this.cars.noteRepair(payload.vin, payload.repairOrderId)),
    on(RepairOrderClosed, 'inventory.note-repairs', ({ payload }) => this.cars.noteRepairEnd(payload.vin, payload.repairOrderId)),
    on(RepairOrderCancelled, 'inventory.note-repairs', ({ payload }) => this.cars.noteRepairEnd(payload.vin, payload.repairOrderId)),
    on(InternalRepairStarted, 'inventory.note-repairs', ({ payload }) => this.cars.noteRepair(payload.vin, payload.internalRepairId)),
    on(InternalRepairClosed, 'inventory.note-repairs', ({ payload: p }) => this.#noteInternalEnd(p)),
    on(InternalRepairCancelled, 'inventory.note-repairs', ({ payload: p }) => this.#noteInternalEnd(p)),
  ];

  /** What was fitted stays on the car and is part of what it cost, also when the order is no more. */
  async #noteInternalEnd(job: {
    internalRepairId: string;
    number: string;
    stockVehicleId: string | null;
    vin: string | null;
    cost: number;
  }): Promise<void> {
    const { internalRepairId, number: document, stockVehicleId, vin, cost: amount } = job;
    if (vin !== null) await this.cars.noteRepairEnd(vin, internalRepairId);
    if (stockVehicleId !== null && amount > 0)
      await this.costs.add(stockVehicleId, { kind: 'ACCESSORY', amount, document, note: '精品加装' });
  }

  override readonly ticks = [
    {
      name: 'inventory.expire-reservations',
      table: 'inventory.reservation',
      due: 'expires_at',
      where: `state = 'LIVE' AND expires_at IS NOT NULL`,
      run: (id: string) => this.reservations.expire(id),
    },
  ];
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { ReservationService } from '../reservations/reservation.service.js';
import { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { CONCERNED } from './recall-range.js';
import { RecallMarks } from './recall-marks.js';

/** The cars in stock follow their recalls: a car that is free of them again is offered to whoever waits for one (W-8, D-3). */
@Injectable()
export class RecalledStock {
  constructor(
    private readonly db: Database,
    private readonly marks: RecallMarks,
    private readonly reservations: ReservationService,
  ) {}

  async refresh(vins: string[] | null = null): Promise<{ stockVehicleId: string }[]> {
    const marked = await this.marks.refresh(vins);
    for (const { stockVehicleId, openRecall } of marked) {
      if (openRecall) continue;
      const [car] = await this.db.lockAll(StockVehicle, { id: stockVehicleId });
      if (car) await this.reservations.offer(car);
    }
    return marked.filter((car) => car.openRecall);
  }

  /** Whether the recall names the VIN or has it in a range, its remedy done or not. */
  async concerns(vehicleRecallId: string, vin: string): Promise<boolean> {
    const [row] = await this.db.sql(
      `SELECT 1 FROM inventory.vehicle_recall r CROSS JOIN (SELECT $2::text AS vin) v
       WHERE r.id = $1 AND (${CONCERNED} OR EXISTS (SELECT 1 FROM inventory.vehicle_recall_vin n WHERE n.vehicle_recall_id = r.id AND n.vin = v.vin))`,
      [vehicleRecallId, vin],
    );
    return row !== undefined;
  }
}

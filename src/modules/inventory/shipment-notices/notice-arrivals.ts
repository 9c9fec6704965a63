import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { checkVin } from '../../../kernel/identifiers.js';
import { at } from '../../../kernel/problems.js';
import { CarrierClaimService } from '../carrier-claims/carrier-claim.service.js';
import { StockVehicleService } from '../stock-vehicles/stock-vehicle.service.js';
import type { CameCar } from './shipment-notice.dto.js';
import type { Difference, ShipmentNotice } from './shipment-notice.entity.js';
import { NoticeCarTwice } from './shipment-notice.rules.js';

/** Arrival against the notice (V-3). */
@Injectable()
export class NoticeArrivals {
  constructor(
    private readonly db: Database,
    private readonly cars: StockVehicleService,
    private readonly claims: CarrierClaimService,
  ) {}

  async compare(notice: ShipmentNotice, came: CameCar[]): Promise<Difference[]> {
    const vinOf = (text: string) => checkVin(text, 'LENIENT').normalised ?? text.trim().toUpperCase();
    const announced = await this.db.sql<{ vin: string; id: string; state: string }>(
      `SELECT l.vin, v.id, v.state FROM inventory.shipment_notice_line l JOIN inventory.stock_vehicle v ON v.id = l.stock_vehicle_id
       WHERE l.shipment_notice_id = $1 AND v.state <> 'CANCELLED' ORDER BY v.id`,
      [notice.id],
    );
    const byVin = new Map<string, CameCar>();
    for (const [n, car] of came.entries()) {
      if (byVin.has(vinOf(car.vin))) throw NoticeCarTwice({ errors: [at(`/cars/${n}/vin`, NoticeCarTwice)] });
      byVin.set(vinOf(car.vin), car);
    }
    const expected = new Map(announced.map((car) => [car.vin, car]));
    const instead = new Map<string, string>();
    const differences: Difference[] = [];
    for (const [vin, { insteadOf }] of byVin) {
      if (expected.has(vin)) continue;
      const place = insteadOf === undefined ? undefined : vinOf(insteadOf);
      if (place !== undefined && expected.has(place) && !byVin.has(place) && !instead.has(place)) instead.set(place, vin);
      else differences.push({ kind: 'EXTRA', vin, cameInstead: null, damages: [], carrierClaimId: null });
    }
    // In one order of cars: whoever moves several takes their locks in it.
    for (const { vin, id, state } of announced) {
      const car = byVin.get(vin);
      const other = instead.get(vin);
      if (other !== undefined) differences.push({ kind: 'OTHER_VIN', vin, cameInstead: other, damages: [], carrierClaimId: null });
      else if (car === undefined && state === 'IN_TRANSIT') {
        const carrierClaimId = await this.claims.open(notice, { stockVehicleId: id, vin, kind: 'MISSING', damages: [] });
        differences.push({ kind: 'MISSING', vin, cameInstead: null, damages: [], carrierClaimId });
      } else {
        let damages = (car?.damages ?? []).map(({ place, note }) => ({ place, note }));
        // One that was let in by itself before has arrived, with what was seen then.
        if (car && state === 'IN_TRANSIT') await this.cars.arrive(id, { odometerKm: car.odometerKm, scannedVin: car.vin, damages });
        else damages = await this.cars.noteUnloading(id, damages);
        if (!damages.length) continue;
        const carrierClaimId = await this.claims.open(notice, { stockVehicleId: id, vin, kind: 'DAMAGE', damages });
        differences.push({ kind: 'DAMAGE', vin, cameInstead: null, damages, carrierClaimId });
      }
    }
    return differences;
  }
}

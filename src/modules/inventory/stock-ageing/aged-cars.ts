import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { addDays } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { VehicleAged } from '../inventory.contract.js';
import { OUT_OF_STOCK_SQL, StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { AgedStockDays, NEAR_REGISTRATION_INSPECTION, RegistrationInspectionMonths } from './stock-ageing.rules.js';

interface Aged {
  stockVehicleId: string;
  vin: string;
  modelId: string;
  colour: string;
  storeId: string;
  stockInDate: string;
  mark: 'AGED' | 'SIX_MONTHS' | 'REGISTRATION_INSPECTION_NEAR';
}
/**
 * What has reached a mark and was not told of it: a mark holds for the day the age is counted from, so a car that begins anew is told of anew.
 * A demo car's age counts from the day it became one (V-4).
 */
const AGED = `
WITH car AS (
  SELECT v.id, v.vin, v.model_id, v.colour, v.store_id, v.stock_in_date, v.condition, v.produced_on,
    CASE WHEN v.state = 'DEMO' THEN v.demo_since ELSE v.stock_in_date END AS since
  FROM inventory.stock_vehicle v WHERE v.store_id = $1 AND v.stock_in_date IS NOT NULL AND v.state NOT IN ${OUT_OF_STOCK_SQL}
), due AS (
  SELECT car.id, 'AGED' AS mark, since FROM car WHERE since <= $2::date
  UNION ALL SELECT car.id, 'SIX_MONTHS', since FROM car WHERE since < $3::date - interval '6 months'
  UNION ALL SELECT v.id, 'REGISTRATION_INSPECTION_NEAR', coalesce(v.produced_on, v.stock_in_date) FROM car v WHERE ${NEAR_REGISTRATION_INSPECTION('$3', '$4')}
), told AS (
  INSERT INTO inventory.vehicle_age_mark (stock_vehicle_id, mark, since, told_on)
  SELECT id, mark, since, $3::date FROM due ON CONFLICT DO NOTHING RETURNING stock_vehicle_id, mark
)
SELECT car.id AS "stockVehicleId", car.vin, car.model_id AS "modelId", car.colour, car.store_id AS "storeId", car.stock_in_date AS "stockInDate", told.mark
FROM told JOIN car ON car.id = told.stock_vehicle_id ORDER BY 1, 7`;

/** Each car is told of once for each mark, whenever it is found to have reached it: also one that came in with its age (V-4). */
@Injectable()
export class AgedCars {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly identity: IdentityApi,
  ) {}

  async tell(date: string): Promise<void> {
    for (const { id } of await this.identity.stores()) {
      const days = await this.identity.setting(AgedStockDays, id);
      const months = await this.identity.setting(RegistrationInspectionMonths, id);
      for (const car of await this.db.sql<Aged>(AGED, [id, addDays(date, -days), date, months])) {
        const source = Object.assign(new StockVehicle(), { id: car.stockVehicleId, storeId: car.storeId });
        this.outbox.publish(VehicleAged, source, { ...car, on: date });
      }
    }
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { addDays } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { VehicleAged } from '../inventory.contract.js';
import { OUT_OF_STOCK_SQL, StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { AgedStockDays, RegistrationInspectionMonths } from './stock-ageing.rules.js';

interface Aged {
  stockVehicleId: string;
  vin: string;
  modelId: string;
  colour: string;
  storeId: string;
  stockInDate: string;
  mark: 'AGED' | 'SIX_MONTHS' | 'REGISTRATION_INSPECTION_NEAR';
}
const AGED = `
SELECT v.id AS "stockVehicleId", v.vin, v.model_id AS "modelId", v.colour, v.store_id AS "storeId", v.stock_in_date AS "stockInDate",
  CASE WHEN v.stock_in_date = $1::date THEN 'AGED' ELSE 'SIX_MONTHS' END AS mark
FROM inventory.stock_vehicle v
WHERE v.stock_in_date IS NOT NULL AND v.state NOT IN ${OUT_OF_STOCK_SQL}
  AND (v.stock_in_date = $1::date OR (v.stock_in_date < $2::date - interval '6 months' AND v.stock_in_date >= $2::date - 1 - interval '6 months'))
UNION ALL
SELECT v.id, v.vin, v.model_id, v.colour, v.store_id, v.stock_in_date, 'REGISTRATION_INSPECTION_NEAR'
FROM inventory.stock_vehicle v
WHERE v.stock_in_date IS NOT NULL AND v.condition = 'NEW' AND v.state NOT IN ${OUT_OF_STOCK_SQL}
  AND (coalesce(v.produced_on, v.stock_in_date) + make_interval(months => $3))::date = $2::date
ORDER BY 1`;

/** Each car is told of on the day it reaches a mark: the daily tick runs for every day in order, so none is left out and none told twice (V-4). */
@Injectable()
export class AgedCars {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly identity: IdentityApi,
  ) {}

  async tell(date: string): Promise<void> {
    const days = await this.identity.setting(AgedStockDays);
    const months = await this.identity.setting(RegistrationInspectionMonths);
    for (const car of await this.db.sql<Aged>(AGED, [addDays(date, -days), date, months])) {
      const source = Object.assign(new StockVehicle(), { id: car.stockVehicleId, storeId: car.storeId });
      this.outbox.publish(VehicleAged, source, { ...car, on: date });
    }
  }
}

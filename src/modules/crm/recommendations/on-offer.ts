import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import type { CarOnOffer, ModelOnOffer } from './on-offer.entity.js';

/** What there is to sell: CRM may not ask Inventory, so it keeps what Inventory has told (O-2, PR-10). */
@Injectable()
export class OnOffer {
  constructor(private readonly db: Database) {}

  /** Introduced or changed: the event carries every fact. */
  async keepModel(m: ModelOnOffer): Promise<void> {
    await this.db.sql(
      `INSERT INTO crm.model_on_offer (model_id, code, name, brand, series, powertrain, colours, seats, list_price) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (model_id) DO UPDATE SET code = excluded.code, name = excluded.name, brand = excluded.brand, series = excluded.series,
         powertrain = excluded.powertrain, colours = excluded.colours, seats = excluded.seats, list_price = excluded.list_price`,
      [m.modelId, m.code, m.name, m.brand, m.series, m.powertrain, m.colours, m.seats, m.listPrice],
    );
  }

  /** A car is on offer while it is in stock and free, and not otherwise. */
  async carMoved(car: Omit<CarOnOffer, 'since'> & { toState: string }, at: Date): Promise<void> {
    if (car.toState !== 'IN_STOCK') return this.carTaken(car.stockVehicleId);
    await this.db.sql(
      `INSERT INTO crm.car_on_offer (stock_vehicle_id, store_id, model_id, colour, stock_in_date, since) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (stock_vehicle_id) DO UPDATE SET store_id = excluded.store_id, model_id = excluded.model_id, colour = excluded.colour,
         stock_in_date = excluded.stock_in_date, since = excluded.since`,
      [car.stockVehicleId, car.storeId, car.modelId, car.colour, car.stockInDate, at],
    );
  }
  async carTaken(stockVehicleId: string): Promise<void> {
    await this.db.sql('DELETE FROM crm.car_on_offer WHERE stock_vehicle_id = $1', [stockVehicleId]);
  }
}

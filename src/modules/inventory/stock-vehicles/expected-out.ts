import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { ExpectedOutView } from './stock-vehicle.dto.js';
import { SoldWithinDays } from './stock-vehicle.rules.js';

interface Row {
  storeId: string;
  stockInDate: string | null;
  expectedOn: string | null;
  deliveredOn: string | null;
  agreedOn: string | null;
  soldCars: number;
  medianDays: number | null;
}
/** The median over the same model and colour of the group; a transfer does not begin the days anew. */
const OUT = `
SELECT v.store_id AS "storeId", v.stock_in_date AS "stockInDate", v.expected_on AS "expectedOn", v.delivered_on AS "deliveredOn", r.delivery_on AS "agreedOn", s.*
FROM inventory.stock_vehicle v
LEFT JOIN inventory.reservation r ON r.stock_vehicle_id = v.id AND r.state = 'LIVE'
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "soldCars", percentile_disc(0.5) WITHIN GROUP (ORDER BY o.delivered_on - o.stock_in_date) AS "medianDays"
  FROM inventory.stock_vehicle o
  WHERE o.state = 'DELIVERED' AND o.model_id = v.model_id AND o.colour = v.colour AND o.delivered_on >= $2::date AND o.stock_in_date IS NOT NULL
) s
WHERE v.id = $1`;

/** V-9: when a car is expected to go out. */
@Injectable()
export class ExpectedOut {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
  ) {}

  async of(stockVehicleId: string): Promise<ExpectedOutView> {
    const today = this.clock.today();
    const since = addDays(today, -(await this.identity.setting(SoldWithinDays)));
    const [row] = await this.db.sql<Row>(OUT, [stockVehicleId, since]);
    const { stockInDate, expectedOn, deliveredOn, agreedOn, soldCars, medianDays } = mustBeInScope(row);
    const facts = { stockVehicleId, soldCars, medianDays };
    if (deliveredOn !== null) return { ...facts, date: deliveredOn, basis: 'LEFT' };
    if (agreedOn !== null) return { ...facts, date: agreedOn, basis: 'AGREED_DELIVERY' };
    if (medianDays === null) return { ...facts, date: null, basis: 'UNKNOWN' };
    const from = stockInDate ?? (expectedOn !== null && expectedOn > today ? expectedOn : today);
    const date = addDays(from, medianDays);
    // It has stood longer than half of them: any day now.
    return { ...facts, date: date < today ? today : date, basis: 'MEDIAN_DAYS_TO_SELL' };
  }
}

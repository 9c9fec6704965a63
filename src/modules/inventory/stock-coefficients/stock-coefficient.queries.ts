import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { sum } from '../../../kernel/money.js';
import { addDays, addMonths, Clock, instantOf, ZONE } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ratio, readingOf } from './coefficient.js';
import type { GetStockCoefficients, StockCoefficientsView, StockCoefficientView } from './stock-coefficient.dto.js';
import { CoefficientReadings, MonthlySalesPlan } from './stock-coefficient.rules.js';

interface Row {
  storeId: string;
  stock: number;
  sales: number;
}
/** In stock on a day is what its history says: where the last move before the end of the day left it. What became of it later changes no past month. */
const UNTIL = `($2::date + 1)::timestamp AT TIME ZONE '${ZONE}'`;
/** Whether a car `v` was new at an instant: what made it a used one came later. */
const NEW_AT = (
  instant: string,
): string => `(v.condition = 'NEW' OR v.trade_in_id IS NULL AND NOT EXISTS (SELECT 1 FROM inventory.vehicle_movement u
  WHERE u.stock_vehicle_id = v.id AND u.move IN ('end-demo', 'end-loaner', 'take-back', 'receive-return') AND u.at < ${instant}))`;
const FIGURES = `
WITH figure AS (
  SELECT w.store_id, 1 AS stock, 0 AS sales FROM inventory.stock_vehicle v
  CROSS JOIN LATERAL (SELECT m.store_id, m.to_state FROM inventory.vehicle_movement m WHERE m.stock_vehicle_id = v.id AND m.at < ${UNTIL} ORDER BY m.at DESC, m.id DESC LIMIT 1) w
  WHERE (w.to_state IN ('IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DEMO', 'LOANER', 'TRANSFERRING')
      OR w.to_state IN ('HOLD', 'DAMAGED') AND EXISTS (SELECT 1 FROM inventory.vehicle_movement a WHERE a.stock_vehicle_id = v.id AND a.to_state = 'IN_STOCK' AND a.at < ${UNTIL}))
    AND ${NEW_AT(UNTIL)}
  UNION ALL
  SELECT d.store_id, 0, 1 FROM inventory.vehicle_movement d JOIN inventory.stock_vehicle v ON v.id = d.stock_vehicle_id
  WHERE d.move = 'deliver' AND d.at >= $1::date::timestamp AT TIME ZONE '${ZONE}' AND d.at < ${UNTIL} AND ${NEW_AT('d.at')}
)
SELECT store_id AS "storeId", sum(stock)::int AS stock, sum(sales)::int AS sales FROM figure
WHERE ($3 OR store_id = ANY($4::uuid[])) AND ($5::uuid IS NULL OR store_id = $5)
GROUP BY 1 ORDER BY 1`;

@Injectable()
export class StockCoefficientReads {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
  ) {}

  async read({ month, storeId }: GetStockCoefficients): Promise<StockCoefficientsView> {
    const today = this.clock.today();
    const asked = month ?? today.slice(0, 7);
    const from = `${asked}-01`;
    const last = addDays(addMonths(from, 1), -1);
    const asOf = last < today ? last : today;
    const { group, stores, ownStores } = context.scope;
    const rows = await this.db.sql<Row>(FIGURES, [from, asOf, group, [...stores, ...ownStores], storeId ?? null]);
    const bounds = await this.identity.setting(CoefficientReadings);
    const view = (id: string | null, figures: Omit<Row, 'storeId'>, plan: number): StockCoefficientView => {
      const coefficient = ratio(figures.stock, figures.sales);
      return {
        storeId: id,
        stock: figures.stock,
        sales: figures.sales,
        coefficient,
        reading: readingOf(coefficient, bounds),
        salesPlan: plan === 0 ? null : plan,
        equivalent: ratio(figures.stock, plan),
      };
    };
    const views: StockCoefficientView[] = [];
    // What was planned for the next month is what held as it began.
    const next = instantOf(addMonths(from, 1));
    for (const row of rows) views.push(view(row.storeId, row, await this.identity.settingAt(MonthlySalesPlan, row.storeId, next)));
    const all = { stock: sum(rows.map((r) => r.stock)), sales: sum(rows.map((r) => r.sales)) };
    return { month: asked, asOf, group: view(null, all, sum(views.map((v) => v.salesPlan ?? 0))), stores: views };
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { sum } from '../../../kernel/money.js';
import { addDays, addMonths, Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ratio, readingOf } from './coefficient.js';
import type { GetStockCoefficients, StockCoefficientsView, StockCoefficientView } from './stock-coefficient.dto.js';
import { CoefficientReadings, MonthlySalesPlan } from './stock-coefficient.rules.js';

interface Row {
  storeId: string;
  stock: number;
  sales: number;
}
/** In stock on a day is what had come in and had not left by its end, in the store where it is or was last. */
const FIGURES = `
SELECT store_id AS "storeId", (count(*) FILTER (WHERE delivered_on IS NULL OR delivered_on > $2::date))::int AS stock,
  (count(*) FILTER (WHERE delivered_on BETWEEN $1::date AND $2::date AND state IN ('DELIVERED', 'RETURNED')))::int AS sales
FROM inventory.stock_vehicle
WHERE condition = 'NEW' AND stock_in_date <= $2::date AND (delivered_on IS NULL OR delivered_on >= $1::date)
  AND ($3 OR store_id = ANY($4::uuid[])) AND ($5::uuid IS NULL OR store_id = $5)
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
    for (const row of rows) views.push(view(row.storeId, row, await this.identity.setting(MonthlySalesPlan, row.storeId)));
    const all = { stock: sum(rows.map((r) => r.stock)), sales: sum(rows.map((r) => r.sales)) };
    return { month: asked, asOf, group: view(null, all, sum(views.map((v) => v.salesPlan ?? 0))), stores: views };
  }
}

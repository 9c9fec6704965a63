import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { InvalidInput, say } from '../../../kernel/problems.js';
import { addMonths } from '../../../kernel/time/clock.js';
import { Office } from '../office.js';
import type { AskForecast, ForecastRowView, ForecastView } from './forecast.dto.js';

const LONGEST_MONTHS = 24;

/** Each opportunity counts on one day: the one it was closed on, else the one it is expected on, never before today. */
const FORECAST = `
SELECT to_char(f.day, 'YYYY-MM') AS month, f.stage, f.state, f.owner_employee_id AS "ownerEmployeeId", count(*)::int AS count,
  (count(*) FILTER (WHERE f.amount IS NULL))::int AS "withoutAmount", coalesce(sum(f.amount), 0)::bigint AS amount,
  round(coalesce(sum(f.amount * f.probability_percent), 0) / 100)::bigint AS weighted
FROM (
  SELECT coalesce(o.closed_on, greatest(o.expected_on, $3::date)) AS day, o.stage, o.state, o.owner_employee_id, o.probability_percent, coalesce(o.quoted_total, m.list_price) AS amount
  FROM crm.opportunity o LEFT JOIN crm.model_on_offer m ON m.model_id = o.model_id
  WHERE ($4::uuid IS NULL OR o.store_id = $4) AND ($5 OR o.store_id = ANY($6::uuid[]) OR (o.store_id = ANY($7::uuid[]) AND o.owner_employee_id = $8))
    AND (o.closed_on BETWEEN $1::date AND $2::date OR (o.closed_on IS NULL AND $3::date <= $2::date AND o.expected_on <= $2::date AND greatest(o.expected_on, $3::date) >= $1::date))
) f
GROUP BY month, f.stage, f.state, f.owner_employee_id ORDER BY month, f.stage, f.state, f.owner_employee_id`;

@Injectable()
export class Forecast {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
  ) {}

  async of({ storeId: named, from, to }: AskForecast): Promise<ForecastView> {
    const storeId = named ?? null;
    if (from > to || to > addMonths(from, LONGEST_MONTHS))
      throw InvalidInput({
        errors: [
          {
            pointer: '/to',
            code: 'invalid_period',
            message: say('须不早于 from,且不超过 24 个月', 'must not be before from, nor more than 24 months after it'),
          },
        ],
      });
    const { group, stores, ownStores } = context.scope;
    const today = this.office.today();
    const values = [from, to, today, storeId, group, stores, ownStores, context.principal.id];
    const rows = await this.db.sql<ForecastRowView>(FORECAST, values);
    const sum = (of: 'amount' | 'weighted') => rows.reduce((total, row) => total + row[of], 0);
    return { from, to, storeId, currency: 'CNY', amount: sum('amount'), weighted: sum('weighted'), rows };
  }
}

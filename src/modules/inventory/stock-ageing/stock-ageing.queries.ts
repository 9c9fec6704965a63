import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { sum } from '../../../kernel/money.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { INTEREST_SQL } from '../floor-plans/floor-plan-interest.js';
import { OUT_OF_STOCK_SQL } from '../stock-vehicles/stock-vehicle.entity.js';
import type { StockAgeView, GetStockAgeing, StockAgeingView } from './stock-ageing.dto.js';
import { AgedStockDays, AgeingBands, NEAR_REGISTRATION_INSPECTION, RegistrationInspectionMonths } from './stock-ageing.rules.js';

interface Row {
  storeId: string;
  /** How many bands lie before it. */
  band: number;
  cars: number;
  demoCars: number;
  days: number;
  aged: number;
  overSixMonths: number;
  registrationInspectionNear: number;
  cost: number;
  interest: number;
}
/** A demo car's age counts from the day it became one; the interest of a plan is what its accruals add up to (V-5). */
const ageing = (since: string): string => `
WITH car AS (
  SELECT v.id, v.store_id, v.state, v.purchase_cost, v.stock_in_date, ${NEAR_REGISTRATION_INSPECTION('$1', '$7')} AS near, CASE WHEN v.state = 'DEMO' THEN v.demo_since ELSE ${since} END AS since
  FROM inventory.stock_vehicle v
  WHERE v.stock_in_date IS NOT NULL AND v.state NOT IN ${OUT_OF_STOCK_SQL}
    AND ($4 OR v.store_id = ANY($5::uuid[])) AND ($6::uuid IS NULL OR v.store_id = $6)
), cost AS (
  SELECT c.stock_vehicle_id, sum(c.amount) AS amount FROM inventory.vehicle_cost c GROUP BY 1
), interest AS (
  SELECT p.stock_vehicle_id, sum(${INTEREST_SQL('greatest(0, p.accrued_until + 1 - p.starts_on - p.free_days)')}) AS amount FROM inventory.floor_plan p GROUP BY 1
)
SELECT store_id AS "storeId", (SELECT count(*) FROM unnest($2::int[]) AS last WHERE $1::date - since > last)::int AS band,
  count(*)::int AS cars, (count(*) FILTER (WHERE state = 'DEMO'))::int AS "demoCars", sum($1::date - since)::int AS days,
  (count(*) FILTER (WHERE $1::date - since >= $3::int))::int AS aged,
  (count(*) FILTER (WHERE since < $1::date - interval '6 months'))::int AS "overSixMonths",
  (count(*) FILTER (WHERE near))::int AS "registrationInspectionNear",
  sum(purchase_cost + coalesce(cost.amount, 0)) AS cost, coalesce(sum(interest.amount), 0) AS interest
FROM car LEFT JOIN cost ON cost.stock_vehicle_id = car.id LEFT JOIN interest ON interest.stock_vehicle_id = car.id
GROUP BY 1, 2 ORDER BY 1, 2`;
const AGEING = { GROUP: ageing('v.stock_in_date'), STORE: ageing('coalesce(v.store_since, v.stock_in_date)') };

@Injectable()
export class StockAgeingReads {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
  ) {}

  async read({ age = 'GROUP', storeId }: GetStockAgeing): Promise<StockAgeingView> {
    const asOf = this.clock.today();
    const bands = lastDays(await this.identity.setting(AgeingBands, storeId));
    const agedAfterDays = await this.identity.setting(AgedStockDays, storeId);
    const { group, stores, ownStores } = context.scope;
    const months = await this.identity.setting(RegistrationInspectionMonths, storeId);
    const scope = [group, [...stores, ...ownStores], storeId ?? null];
    const rows = await this.db.sql<Row>(AGEING[age], [asOf, bands, agedAfterDays, ...scope, months]);
    const of = (id: string | null): StockAgeView => {
      const mine = rows.filter((row) => id === null || row.storeId === id);
      const seesCost = mine.every((row) => permissions.may('seeCost', row));
      const cars = sum(mine.map((row) => row.cars));
      return {
        storeId: id,
        cars,
        demoCars: sum(mine.map((row) => row.demoCars)),
        averageAgeDays: cars === 0 ? null : Math.round((sum(mine.map((row) => row.days)) / cars) * 10) / 10,
        bands: [...bands, null].map((toDays, n) => {
          const within = mine.filter((row) => row.band === n);
          return {
            fromDays: n === 0 ? 0 : (bands[n - 1] ?? 0) + 1,
            toDays,
            cars: sum(within.map((row) => row.cars)),
            cost: seesCost ? sum(within.map((row) => row.cost)) : null,
          };
        }),
        agedCars: sum(mine.map((row) => row.aged)),
        overSixMonths: sum(mine.map((row) => row.overSixMonths)),
        registrationInspectionNear: sum(mine.map((row) => row.registrationInspectionNear)),
        cost: seesCost ? sum(mine.map((row) => row.cost)) : null,
        interest: seesCost ? sum(mine.map((row) => row.interest)) : null,
      };
    };
    return { asOf, age, agedAfterDays, group: of(null), stores: [...new Set(rows.map((row) => row.storeId))].map(of) };
  }
}

/** The setting is data: whatever is in it, bands ascend. */
const lastDays = (bands: unknown): number[] =>
  [...new Set(Array.isArray(bands) ? bands.filter((b): b is number => Number.isInteger(b) && b >= 0) : AgeingBands.fallback)].sort(
    (a, b) => a - b,
  );

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Clock } from '../../../kernel/time/clock.js';
import { INTEREST_SQL } from './floor-plan-interest.js';

/**
 * Every day that is over and not yet accrued, of every running plan, in one statement, however many cars and days: a night after
 * a downtime brings all of them. `$1` is the last day that is over, `$3` a plan or null for all. Two that run at once take turns at the
 * plans they lock, and the primary key (car, day) stands behind them.
 */
const ACCRUE = `
WITH due AS MATERIALIZED (
  SELECT p.id FROM inventory.floor_plan p WHERE p.state = 'RUNNING' AND p.accrued_until < $1::date AND ($3::uuid IS NULL OR p.id = $3) ORDER BY p.id FOR UPDATE
), accrued AS (
  INSERT INTO inventory.floor_plan_accrual (stock_vehicle_id, day, floor_plan_id, store_id, principal, annual_rate_percent, day_basis, interest, accrued_at)
  SELECT p.stock_vehicle_id, p.starts_on + p.free_days + n - 1, p.id, v.store_id, p.principal, p.annual_rate_percent, p.day_basis,
    ${INTEREST_SQL('n')} - ${INTEREST_SQL('n - 1')}, $2::timestamptz
  FROM due JOIN inventory.floor_plan p ON p.id = due.id JOIN inventory.stock_vehicle v ON v.id = p.stock_vehicle_id
  CROSS JOIN LATERAL generate_series(p.accrued_until + 2 - p.starts_on - p.free_days, $1::date + 1 - p.starts_on - p.free_days) AS n
  ON CONFLICT (stock_vehicle_id, day) DO NOTHING
  RETURNING 1
), moved AS (
  UPDATE inventory.floor_plan p SET accrued_until = $1::date FROM due WHERE p.id = due.id RETURNING 1
)
SELECT (SELECT count(*) FROM accrued)::int AS rows, (SELECT count(*) FROM moved)::int AS plans`;

/** V-5: interest accrues exactly once per car and day. */
@Injectable()
export class InterestAccrual {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Through this day, which must be over; of one plan or of all. Answers how many rows it wrote. */
  async through(day: string, floorPlanId: string | null = null): Promise<number> {
    const [done] = await this.db.sql<{ rows: number }>(ACCRUE, [day, this.clock.now(), floorPlanId]);
    return done?.rows ?? 0;
  }
}

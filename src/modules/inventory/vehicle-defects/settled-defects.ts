import type { Database } from '../../../kernel/database/database.js';
import { say } from '../../../kernel/problems.js';
import { VehicleDefectsOpen } from './vehicle-defect.rules.js';

/** D-9: a car that failed an inspection goes on only when each defect was put right and accepted, or waived. Its row is locked by the caller. */
export async function mustBeSettled(db: Database, stockVehicleId: string): Promise<void> {
  const open = await db.sql<{ number: string }>(
    `SELECT number FROM inventory.vehicle_defect WHERE stock_vehicle_id = $1 AND state IN ('OPEN', 'REWORKED') ORDER BY created_at, id`,
    [stockVehicleId],
  );
  if (!open.length) return;
  const numbers = open.map((d) => d.number).join(say('、', ', '));
  throw VehicleDefectsOpen({ detail: say(`缺陷未验收:${numbers}`, `Not settled: ${numbers}`) });
}

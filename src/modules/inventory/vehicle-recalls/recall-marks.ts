import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { Clock } from '../../../kernel/time/clock.js';
import { VehicleRecallChanged } from '../inventory.contract.js';
import { GONE_SQL, StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { UNDER_RECALL } from './recall-range.js';

interface Marked {
  stockVehicleId: string;
  vin: string;
  modelId: string;
  colour: string;
  storeId: string;
  openRecall: boolean;
}
const MARK = `
WITH car AS (
  SELECT v.id, ${UNDER_RECALL} AS recalled FROM inventory.stock_vehicle v
  WHERE v.state NOT IN ${GONE_SQL} AND ($2::text[] IS NULL OR v.vin = ANY($2))
)
UPDATE inventory.stock_vehicle v SET open_recall = car.recalled, version = v.version + 1, updated_at = $1::timestamptz
FROM car WHERE v.id = car.id AND v.open_recall <> car.recalled
RETURNING v.id AS "stockVehicleId", v.vin, v.model_id AS "modelId", v.colour, v.store_id AS "storeId", v.open_recall AS "openRecall"`;

/** `open_recall` of the cars in stock says what the open recalls say (W-8). */
@Injectable()
export class RecallMarks {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Whether a car that comes in now is under a recall. */
  async isRecalled(vin: string): Promise<boolean> {
    const [row] = await this.db.sql<{ recalled: boolean }>(`SELECT ${UNDER_RECALL} AS recalled FROM (SELECT $1::text AS vin) v`, [vin]);
    return row?.recalled ?? false;
  }

  /** Of these VINs, or of all cars; one statement. Answers the cars whose mark changed. */
  async refresh(vins: string[] | null = null): Promise<Marked[]> {
    const marked = await this.db.sql<Marked>(MARK, [this.clock.now(), vins]);
    for (const car of marked) {
      const { stockVehicleId: aggregateId, storeId, openRecall } = car;
      this.db.audit({
        ...{ action: 'mark-recall', aggregateType: StockVehicle.name, aggregateId, storeId },
        changes: { openRecall: [!openRecall, openRecall] },
      });
      this.outbox.publish(VehicleRecallChanged, Object.assign(new StockVehicle(), { id: aggregateId, storeId }), { ...car });
    }
    return marked;
  }
}

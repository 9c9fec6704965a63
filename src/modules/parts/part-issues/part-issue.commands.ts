import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { partReservationLifecycle, type PartReservationState } from '../part-reservations/part-reservation.entity.js';
import type { PartIssue } from './part-issue.entity.js';

/** What the issue was decided on, and whether it was made. */
export interface IssueOutcome {
  done: boolean;
  /** What the store has for this line: on hand, less what is held for others. */
  available: number;
  open: number;
  state: PartReservationState;
  partId: string;
  unitCost: number;
  cost: number;
  enough: boolean;
}

@Injectable()
export class PartIssueCommands {
  constructor(private readonly db: Database) {}

  /** Locks the stock that a line draws on; undefined when the repair order has no such line. */
  async lockStockOf(repairOrderId: string, lineId: string): Promise<{ storeId: string } | undefined> {
    const [row] = await this.db.sql<{ storeId: string }>(
      `SELECT s.store_id AS "storeId" FROM parts.part_reservation r JOIN parts.part_stock s ON s.store_id = r.store_id AND s.part_id = r.part_id
       WHERE r.line_id = $2 AND r.repair_order_id = $1 FOR UPDATE OF s`,
      [repairOrderId, lineId],
    );
    return row;
  }

  /**
   * One statement takes the parts off the shelf, off the line's hold, and writes ledger and document; it touches nothing
   * when stock, line or state forbid it. The last piece takes the rest of the value with it, so an empty shelf is worth nothing.
   */
  async issue(issue: PartIssue, movementId: string): Promise<IssueOutcome | undefined> {
    const [row] = await this.db.sql<IssueOutcome>(
      `WITH facts AS MATERIALIZED (
         SELECT s.id AS stock_id, s.store_id, s.part_id, s.average_cost, r.id AS reservation_id, r.state, r.quantity - r.issued AS open, s.on_hand - s.reserved + r.reserved AS available,
           least(r.reserved, $3::numeric) AS from_hold, CASE WHEN s.on_hand = $3::numeric THEN s.value ELSE least(s.value, round($3::numeric * s.average_cost)) END AS cost
         FROM parts.part_reservation r JOIN parts.part_stock s ON s.store_id = r.store_id AND s.part_id = r.part_id WHERE r.line_id = $2 AND r.repair_order_id = $1
       ), taken AS (
         UPDATE parts.part_stock s SET on_hand = s.on_hand - $3::numeric, reserved = s.reserved - f.from_hold, value = s.value - f.cost, version = s.version + 1, updated_at = $4
         FROM facts f WHERE s.id = f.stock_id AND f.available >= $3::numeric AND f.open >= $3::numeric AND f.state = ANY($5::text[])
         RETURNING s.id
       ), line AS (
         UPDATE parts.part_reservation r SET issued = r.issued + $3::numeric, reserved = r.reserved - f.from_hold, version = r.version + 1, updated_at = $4,
           state = CASE WHEN f.open = $3::numeric THEN 'ISSUED' ELSE r.state END
         FROM facts f JOIN taken t ON t.id = f.stock_id WHERE r.id = f.reservation_id
       ), moved AS (
         INSERT INTO parts.part_movement (id, at, store_id, part_id, type, quantity, unit_cost, value, document_type, document_id, employee_id)
         SELECT $6, $4, f.store_id, f.part_id, 'ISSUE_RO', -$3::numeric, f.average_cost, -f.cost, 'PartIssue', $7, $8 FROM facts f JOIN taken t ON t.id = f.stock_id
       ), issued AS (
         INSERT INTO parts.part_issue (id, version, created_at, updated_at, number, store_id, state, repair_order_id, line_id, part_id, quantity, unit_cost, cost, issued_by)
         SELECT $7, 1, $4, $4, $9, f.store_id, $10, $1, $2, f.part_id, $3::numeric, f.average_cost, f.cost, $8 FROM facts f JOIN taken t ON t.id = f.stock_id
       )
       SELECT t.id IS NOT NULL AS done, f.available, f.available >= $3::numeric AS enough, f.open, f.state, f.part_id AS "partId", f.average_cost AS "unitCost", f.cost
       FROM facts f LEFT JOIN taken t ON t.id = f.stock_id`,
      [
        issue.repairOrderId,
        issue.lineId,
        issue.quantity,
        issue.createdAt,
        partReservationLifecycle.sources('issue'),
        movementId,
        issue.id,
        issue.issuedBy,
        issue.number,
        issue.state,
      ],
    );
    return row;
  }
}

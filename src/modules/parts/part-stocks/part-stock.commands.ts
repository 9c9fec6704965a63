import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { partReservationLifecycle } from '../part-reservations/part-reservation.entity.js';

export interface Incoming {
  partId: string;
  quantity: number;
  /** Fen a unit. */
  unitCost: number;
}

/** The set-based statements that move stock. Each needs a transaction; all arithmetic is PostgreSQL's numeric. */
@Injectable()
export class PartStockCommands {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Locks the stock of parts in a store, in one order for everybody; a part the store never had gets its empty row. */
  async lock(storeId: string, partIds: readonly string[]): Promise<void> {
    const wanted = [...new Set(partIds)].sort();
    if ((await this.#lockKnown(storeId, wanted)) === wanted.length) return;
    await this.db.sql(
      `INSERT INTO parts.part_stock (id, version, created_at, updated_at, store_id, part_id, on_hand, reserved, average_cost, value)
       SELECT s.id, 1, $4, $4, $1, s.part_id, 0, 0, 0, 0 FROM unnest($2::uuid[], $3::uuid[]) AS s(id, part_id) ORDER BY s.part_id
       ON CONFLICT (store_id, part_id) DO NOTHING`,
      [storeId, wanted.map(() => newId()), wanted, this.clock.now()],
    );
    await this.#lockKnown(storeId, wanted);
  }
  #lockKnown(storeId: string, partIds: string[]): Promise<number> {
    return this.db.touched(
      'SELECT id FROM parts.part_stock WHERE store_id = $1 AND part_id = ANY($2::uuid[]) ORDER BY part_id FOR UPDATE',
      [storeId, partIds],
    );
  }

  /** P-2: what came in changes the moving average (6 places) and is posted at its own cost, to whole fen. */
  async receive(storeId: string, goodsReceiptId: string, incoming: readonly Incoming[]): Promise<void> {
    await this.db.sql(
      `WITH incoming AS (
         SELECT i.*, round(i.quantity * i.unit_cost) AS value
         FROM jsonb_to_recordset($3::jsonb) AS i(stock_id uuid, movement_id uuid, part_id uuid, quantity numeric, unit_cost numeric)
       ), stocked AS (
         INSERT INTO parts.part_stock AS s (id, version, created_at, updated_at, store_id, part_id, on_hand, reserved, average_cost, value)
         SELECT i.stock_id, 1, $4, $4, $1, i.part_id, i.quantity, 0, i.unit_cost, i.value FROM incoming i ORDER BY i.part_id
         ON CONFLICT (store_id, part_id) DO UPDATE SET
           version = s.version + 1,
           updated_at = excluded.updated_at,
           average_cost = round((s.on_hand * s.average_cost + excluded.on_hand * excluded.average_cost) / (s.on_hand + excluded.on_hand), 6),
           on_hand = s.on_hand + excluded.on_hand,
           value = s.value + excluded.value
       )
       INSERT INTO parts.part_movement (id, at, store_id, part_id, type, quantity, unit_cost, value, document_type, document_id, employee_id)
       SELECT i.movement_id, $4, $1, i.part_id, 'RECEIPT', i.quantity, i.unit_cost, i.value, 'GoodsReceipt', $2, $5 FROM incoming i`,
      [
        storeId,
        goodsReceiptId,
        JSON.stringify(
          incoming.map((i) => ({
            stock_id: newId(),
            movement_id: newId(),
            part_id: i.partId,
            quantity: i.quantity,
            unit_cost: i.unitCost,
          })),
        ),
        this.clock.now(),
        context.principal.id,
      ],
    );
  }

  /** P-3: gives what is free to the lines that wait, the earliest promise first. The caller holds the stock's lock. */
  async allocate(storeId: string, partIds: readonly string[]): Promise<void> {
    await this.db.sql(
      `WITH waiting AS (
         SELECT r.id, s.on_hand - s.reserved AS free, r.quantity - r.issued - r.reserved AS need,
           sum(r.quantity - r.issued - r.reserved) OVER (PARTITION BY r.part_id ORDER BY r.promised_at NULLS LAST, r.created_at, r.id) - (r.quantity - r.issued - r.reserved) AS before
         FROM parts.part_reservation r JOIN parts.part_stock s ON s.store_id = r.store_id AND s.part_id = r.part_id
         WHERE r.store_id = $1 AND r.part_id = ANY($2::uuid[]) AND r.state = ANY($3::text[]) AND r.quantity > r.issued + r.reserved AND s.on_hand > s.reserved
       ), given AS (
         UPDATE parts.part_reservation r SET reserved = r.reserved + least(w.need, w.free - w.before), version = r.version + 1, updated_at = $4
         FROM waiting w WHERE r.id = w.id AND w.before < w.free
         RETURNING r.part_id, least(w.need, w.free - w.before) AS quantity
       )
       UPDATE parts.part_stock s SET reserved = s.reserved + g.quantity, version = s.version + 1, updated_at = $4
       FROM (SELECT part_id, sum(quantity) AS quantity FROM given GROUP BY part_id) g WHERE s.store_id = $1 AND s.part_id = g.part_id`,
      [storeId, partIds, partReservationLifecycle.sources('hold'), this.clock.now()],
    );
  }

  /** Puts held stock back on the shelf. The caller holds the stock's lock and takes the hold off the reservation. */
  async unhold(storeId: string, partId: string, quantity: number): Promise<void> {
    await this.db.sql(
      'UPDATE parts.part_stock SET reserved = reserved - $3::numeric, version = version + 1, updated_at = $4 WHERE store_id = $1 AND part_id = $2',
      [storeId, partId, quantity, this.clock.now()],
    );
  }
}

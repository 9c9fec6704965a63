import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { Clock } from '../../../kernel/time/clock.js';
import { InspectorIsTechnician, InternalRepairClosed, InternalRepairStarted, TechnicianNotAssigned } from '../aftersales.contract.js';
import { InternalRepair, internalRepairLifecycle } from './internal-repair.entity.js';
import { FittingNotDue, FittingPartsMissing } from './internal-repair.rules.js';

/** Accessories are fitted by one person and looked at by another. */
@Injectable()
export class InternalRepairWork {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  start(id: string): Promise<void> {
    return this.#move(id, (order) => {
      internalRepairLifecycle.check(order, 'start');
      if (order.stockVehicleId === null || order.vin === null || order.releasedAt === null) throw FittingNotDue();
      internalRepairLifecycle.move(order, 'start');
      Object.assign(order, { technicianEmployeeId: context.principal.id, startedAt: this.clock.now() });
      this.outbox.publish(InternalRepairStarted, order, { ...factsOf(order), vin: order.vin });
      return 'start';
    });
  }

  finish(id: string): Promise<void> {
    return this.#move(id, async (order) => {
      internalRepairLifecycle.check(order, 'finish');
      if (order.technicianEmployeeId !== context.principal.id) throw TechnicianNotAssigned();
      const missing = await this.db.sql<{ item_code: string }>(
        'SELECT item_code FROM aftersales.internal_repair_line WHERE internal_repair_id = $1 AND part_id IS NOT NULL AND issued_quantity < quantity ORDER BY item_code',
        [id],
      );
      if (missing.length) throw FittingPartsMissing({ detail: missing.map((l) => l.item_code).join(', ') });
      internalRepairLifecycle.move(order, 'finish');
      Object.assign(order, { finishedAt: this.clock.now(), reworkReason: null });
      return 'finish';
    });
  }

  pass(id: string): Promise<void> {
    return this.#inspect(id, 'pass', async (order) => {
      Object.assign(order, { inspectorId: context.principal.id, endedAt: this.clock.now() });
      this.outbox.publish(InternalRepairClosed, order, {
        ...factsOf(order),
        vin: order.vin,
        lines: await fittedBy(this.db, [id]),
        cost: await costOf(this.db, id),
        closedAt: this.clock.now().toISOString(),
      });
    });
  }
  rework(id: string, reworkReason: string): Promise<void> {
    return this.#inspect(id, 'rework', (order) => void Object.assign(order, { reworkReason, finishedAt: null }));
  }

  /** Parts came over the counter; false when the line is none of ours. */
  async noteIssuedParts({ lineId, quantity, cost }: { lineId: string; quantity: number; cost: number }): Promise<boolean> {
    return (
      (await this.db.touched(
        'UPDATE aftersales.internal_repair_line SET issued_quantity = issued_quantity + $2, cost = cost + $3 WHERE id = $1 RETURNING id',
        [lineId, quantity, cost],
      )) > 0
    );
  }

  #inspect(id: string, move: 'pass' | 'rework', work: (order: InternalRepair) => Promise<void> | void): Promise<void> {
    return this.#move(id, async (order) => {
      internalRepairLifecycle.check(order, move);
      if (order.technicianEmployeeId === context.principal.id) throw InspectorIsTechnician();
      internalRepairLifecycle.move(order, move);
      await work(order);
      return move;
    });
  }
  #move(id: string, work: (order: InternalRepair) => Promise<string> | string): Promise<void> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(InternalRepair, id);
      const action = await work(order);
      await this.db.save(order, action);
    });
  }
}

export const factsOf = ({ id, number, storeId, salesOrderId, stockVehicleId }: InternalRepair) => ({
  internalRepairId: id,
  number,
  storeId,
  salesOrderId,
  stockVehicleId,
});
/** What these repairs fitted, item by item. */
export function fittedBy(db: Database, ids: string[]): Promise<{ itemCode: string; quantity: number }[]> {
  return db.sql(
    `SELECT item_code AS "itemCode", sum(quantity)::float8 AS quantity FROM aftersales.internal_repair_line
     WHERE internal_repair_id = ANY($1) AND quantity > 0 GROUP BY item_code ORDER BY item_code`,
    [ids],
  );
}
export async function costOf(db: Database, id: string): Promise<number> {
  const [row] = await db.sql<{ cost: number }>(
    'SELECT coalesce(sum(cost), 0)::bigint AS cost FROM aftersales.internal_repair_line WHERE internal_repair_id = $1',
    [id],
  );
  return row?.cost ?? 0;
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../kernel/database/database.js';
import { Outbox } from '../../kernel/events/outbox.js';
import { Clock } from '../../kernel/time/clock.js';
import { DEAL_PAPERS } from './deal-papers.js';
import { OrderHandedOver } from './sales.contract.js';
import { SalesOrder } from './sales-orders/sales-order.entity.js';

const FOLLOW = `WITH ${DEAL_PAPERS.map(
  ([table, which]) =>
    `${table} AS (UPDATE sales.${table} SET owner_employee_id = $2, version = version + 1, updated_at = $3 WHERE opportunity_id = $1 AND owner_employee_id <> $2 AND ${which} RETURNING id)`,
).join(', ')} ${DEAL_PAPERS.map(([table]) => `SELECT '${table}' AS kind, id FROM ${table}`).join(' UNION ALL ')}`;

/** The papers of a deal are looked after by whoever looks after its opportunity. */
@Injectable()
export class DealHandOver {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  async follow({ opportunityId, storeId, toEmployeeId }: { opportunityId: string; storeId: string; toEmployeeId: string }): Promise<void> {
    const documents = await this.db.sql<{ kind: string; id: string }>(FOLLOW, [opportunityId, toEmployeeId, this.clock.now()]);
    for (const { id } of documents.filter((d) => d.kind === 'sales_order'))
      this.outbox.publish(
        OrderHandedOver,
        { id, storeId, constructor: SalesOrder },
        { salesOrderId: id, storeId, opportunityId, ownerEmployeeId: toEmployeeId },
      );
    const changes = { ownerEmployeeId: toEmployeeId, documents };
    this.db.audit({ action: 'hand-over', aggregateType: 'Opportunity', aggregateId: opportunityId, storeId, changes });
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import type { Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, ReferenceUnknown } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { PartListedTwice } from '../parts.contract.js';
import type {
  CancelPartPurchaseOrder,
  CreatePartPurchaseOrder,
  ListPartPurchaseOrders,
  PartPurchaseOrderView,
} from './part-purchase-order.dto.js';
import { PartPurchaseOrder, PartPurchaseOrderLine, partPurchaseOrderLifecycle } from './part-purchase-order.entity.js';
import { PartPurchaseOrderQueries } from './part-purchase-order.queries.js';

@Injectable()
export class PartPurchaseOrderService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly queries: PartPurchaseOrderQueries,
  ) {}

  async draft({ supplierId, type, lines, storeId }: CreatePartPurchaseOrder): Promise<PartPurchaseOrderView> {
    const store = await this.identity.storeForNew(storeId);
    refuseTwice(lines);
    const number = await this.numbers.next('PP', store.code);
    return this.db.transaction(async () => {
      await this.#mustExist(supplierId, lines);
      const order = Object.assign(new PartPurchaseOrder(), {
        id: newId(),
        number,
        storeId: store.id,
        supplierId,
        type,
        requestedBy: context.principal.id,
        approvedBy: null,
        sentAt: null,
        reason: null,
      });
      partPurchaseOrderLifecycle.begin(order);
      await this.db.save(order, 'create');
      await this.db.insertAll(
        PartPurchaseOrderLine,
        lines.map(({ partId, quantity, unitCost }) => ({
          id: newId(),
          partPurchaseOrderId: order.id,
          partId,
          quantity,
          unitCost,
          received: 0,
        })),
      );
      return this.queries.one(order.id);
    });
  }

  approve(id: string): Promise<PartPurchaseOrderView> {
    return this.#move(id, 'approve', (order) => order.approve(context.principal.id));
  }
  send(id: string): Promise<PartPurchaseOrderView> {
    return this.#move(id, 'send', (order) => {
      partPurchaseOrderLifecycle.move(order, 'send');
      order.sentAt = this.clock.now();
    });
  }
  close(id: string): Promise<PartPurchaseOrderView> {
    return this.#move(id, 'close', (order) => partPurchaseOrderLifecycle.move(order, 'close'));
  }
  cancel(id: string, { reason }: CancelPartPurchaseOrder): Promise<PartPurchaseOrderView> {
    return this.#move(id, 'cancel', (order) => {
      partPurchaseOrderLifecycle.move(order, 'cancel');
      order.reason = reason;
    });
  }

  #move(id: string, action: string, change: (order: PartPurchaseOrder) => void): Promise<PartPurchaseOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(PartPurchaseOrder, id);
      change(order);
      await this.db.save(order, action);
      return this.queries.one(id);
    });
  }

  order(id: string): Promise<PartPurchaseOrderView> {
    return this.queries.one(id);
  }
  list(query: ListPartPurchaseOrders): Promise<Page<PartPurchaseOrderView>> {
    return this.queries.page(query);
  }

  async #mustExist(supplierId: string, lines: readonly { partId: string }[]): Promise<void> {
    const known = await this.db.sql<{ id: string }>(
      'SELECT id FROM parts.supplier WHERE id = $1 UNION ALL SELECT id FROM parts.part WHERE id = ANY($2::uuid[])',
      [supplierId, lines.map((l) => l.partId)],
    );
    const ids = new Set(known.map((k) => k.id));
    const faults = lines.flatMap((l, n) => (ids.has(l.partId) ? [] : [at(`/lines/${n}/partId`, ReferenceUnknown)]));
    if (!ids.has(supplierId)) faults.unshift(at('/supplierId', ReferenceUnknown));
    if (faults.length) throw ReferenceUnknown({ errors: faults });
  }
}

/** A part stands on one line only, so that what comes in belongs to one line. */
export function refuseTwice(lines: readonly { partId: string }[]): void {
  const faults = lines.flatMap((line, n) =>
    lines.findIndex((l) => l.partId === line.partId) < n ? [at(`/lines/${n}/partId`, PartListedTwice)] : [],
  );
  if (faults.length) throw PartListedTwice({ errors: faults });
}

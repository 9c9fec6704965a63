import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import type { Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { IdentityApi } from '../../identity/identity.api.js';
import {
  PartPurchaseOrder,
  PartPurchaseOrderLine,
  partPurchaseOrderLifecycle,
} from '../part-purchase-orders/part-purchase-order.entity.js';
import { refuseTwice } from '../part-purchase-orders/part-purchase-order.service.js';
import { PartStockCommands } from '../part-stocks/part-stock.commands.js';
import {
  OverReceipt,
  OverReceiptTolerance,
  PartNotOnOrder,
  PartReceived,
  PriceVarianceNotApproved,
  PriceVarianceTolerance,
} from '../parts.contract.js';
import type { CreateGoodsReceipt, GoodsReceiptView, ListGoodsReceipts, ReceiptLine } from './goods-receipt.dto.js';
import { GoodsReceipt, GoodsReceiptLine, goodsReceiptLifecycle } from './goods-receipt.entity.js';
import { GoodsReceiptQueries } from './goods-receipt.queries.js';

@Injectable()
export class GoodsReceiptService {
  constructor(
    private readonly db: Database,
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
    private readonly identity: IdentityApi,
    private readonly ledger: PartStockCommands,
    private readonly queries: GoodsReceiptQueries,
  ) {}

  /** Counts parts in: into stock at their own cost (P-2), then to the lines that wait for them (P-3). */
  receive({ partPurchaseOrderId, lines }: CreateGoodsReceipt): Promise<GoodsReceiptView> {
    refuseTwice(lines);
    return this.db.transaction(async () => {
      const order = await this.db.lock(PartPurchaseOrder, partPurchaseOrderId);
      partPurchaseOrderLifecycle.check(order, 'receive');
      const ordered = await this.db.repo(PartPurchaseOrderLine).findBy({ partPurchaseOrderId });
      await this.#check(order, ordered, lines);

      const { id: storeId, code } = await this.identity.store(order.storeId);
      const receipt = Object.assign(new GoodsReceipt(), {
        id: newId(),
        number: await this.numbers.next('GR', code),
        storeId,
        partPurchaseOrderId,
        receivedBy: context.principal.id,
      });
      goodsReceiptLifecycle.begin(receipt);
      await this.db.save(receipt, 'receive');
      await this.db.insertAll(
        GoodsReceiptLine,
        lines.map(({ partId, quantity, unitCost }) => ({ id: newId(), goodsReceiptId: receipt.id, partId, quantity, unitCost })),
      );
      await this.ledger.receive(storeId, receipt.id, lines);
      await this.ledger.allocate(
        storeId,
        lines.map((l) => l.partId),
      );
      await this.#complete(order, lines);
      for (const { partId, quantity, unitCost } of lines)
        this.outbox.publish(PartReceived, receipt, {
          goodsReceiptId: receipt.id,
          storeId,
          partId,
          quantity,
          unitCost,
          partPurchaseOrderId,
        });
      return this.queries.one(receipt.id);
    });
  }

  /** P-10: only what was ordered, not more of it, and at another cost only by somebody who may approve purchases. */
  async #check(order: PartPurchaseOrder, ordered: readonly PartPurchaseOrderLine[], lines: readonly ReceiptLine[]): Promise<void> {
    const most = new Decimal(await this.identity.setting(OverReceiptTolerance, order.storeId)).div(100).plus(1);
    const variance = new Decimal(await this.identity.setting(PriceVarianceTolerance, order.storeId)).div(100);
    const foreign: FieldFault[] = [];
    const tooMany: FieldFault[] = [];
    const dearer: FieldFault[] = [];
    for (const [n, line] of lines.entries()) {
      const wanted = ordered.find((o) => o.partId === line.partId);
      if (!wanted) {
        foreign.push(at(`/lines/${n}/partId`, PartNotOnOrder));
        continue;
      }
      const open = new Decimal(wanted.quantity).mul(most).minus(wanted.received);
      if (new Decimal(line.quantity).gt(open))
        tooMany.push(
          at(`/lines/${n}/quantity`, OverReceipt, say(`最多还可入库 ${open.toString()}`, `at most ${open.toString()} can still come in`)),
        );
      if (new Decimal(line.unitCost).minus(wanted.unitCost).abs().gt(variance.mul(wanted.unitCost)))
        dearer.push(at(`/lines/${n}/unitCost`, PriceVarianceNotApproved));
    }
    if (foreign.length) throw PartNotOnOrder({ errors: foreign });
    if (tooMany.length) throw OverReceipt({ errors: tooMany });
    if (dearer.length && !permissions.may('approvePartPurchaseOrder', order)) throw PriceVarianceNotApproved({ errors: dearer });
  }

  async #complete(order: PartPurchaseOrder, lines: readonly ReceiptLine[]): Promise<void> {
    const [left] = await this.db.sql<{ open: boolean }>(
      `WITH counted AS (
         UPDATE parts.part_purchase_order_line l SET received = l.received + i.quantity
         FROM jsonb_to_recordset($2::jsonb) AS i("partId" uuid, quantity numeric) WHERE l.part_purchase_order_id = $1 AND l.part_id = i."partId"
         RETURNING l.id, l.received
       )
       SELECT bool_or(coalesce(c.received, l.received) < l.quantity) AS open FROM parts.part_purchase_order_line l LEFT JOIN counted c ON c.id = l.id WHERE l.part_purchase_order_id = $1`,
      [order.id, JSON.stringify(lines)],
    );
    partPurchaseOrderLifecycle.move(order, 'receive', left?.open ? 'PARTIALLY_RECEIVED' : 'RECEIVED');
    await this.db.save(order, 'receive');
  }

  receipt(id: string): Promise<GoodsReceiptView> {
    return this.queries.one(id);
  }
  list(query: ListGoodsReceipts): Promise<Page<GoodsReceiptView>> {
    return this.queries.page(query);
  }
}

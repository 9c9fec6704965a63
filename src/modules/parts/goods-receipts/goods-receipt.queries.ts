import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { CURRENCY } from '../../../kernel/money.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { GoodsReceiptView, ListGoodsReceipts, ReceiptLineView } from './goods-receipt.dto.js';

type Row = Omit<GoodsReceiptView, 'lines' | 'currency' | 'allowedMoves'>;
type LineRow = ReceiptLineView & { receiptId: string };

const COLUMNS = `g.id, g.number, g.state, g.store_id AS "storeId", g.part_purchase_order_id AS "partPurchaseOrderId", g.received_by AS "receivedBy",
  g.version, g.created_at AS "createdAt", g.updated_at AS "updatedAt"`;
const RECEIPTS: ListDefinition = {
  select: COLUMNS,
  from: 'parts.goods_receipt g',
  id: 'g.id',
  sorts: { createdAt: { by: 'g.created_at', type: 'timestamptz' }, number: { by: 'g.number', type: 'text' } },
  defaultSort: '-createdAt',
  filters: { storeId: 'g.store_id = ?', partPurchaseOrderId: 'g.part_purchase_order_id = ?' },
  scope: { store: 'g.store_id' },
};

@Injectable()
export class GoodsReceiptQueries {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<GoodsReceiptView> {
    const [row] = await this.db.sql<Row>(`SELECT ${COLUMNS} FROM parts.goods_receipt g WHERE g.id = $1`, [id]);
    const [view] = await this.#withLines([mustBeInScope(row)]);
    return view as GoodsReceiptView;
  }
  async page(query: ListGoodsReceipts): Promise<Page<GoodsReceiptView>> {
    const page = await this.lists.page<Row>(RECEIPTS, query);
    return { ...page, items: await this.#withLines(page.items) };
  }

  async #withLines(rows: Row[]): Promise<GoodsReceiptView[]> {
    const lines = rows.length
      ? await this.db.sql<LineRow>(
          `SELECT l.goods_receipt_id AS "receiptId", l.part_id AS "partId", p.number AS "partNumber", p.name AS "partName", l.quantity, l.unit_cost AS "unitCost", round(l.quantity * l.unit_cost) AS value
           FROM parts.goods_receipt_line l JOIN parts.part p ON p.id = l.part_id WHERE l.goods_receipt_id = ANY($1::uuid[]) ORDER BY p.number`,
          [rows.map((r) => r.id)],
        )
      : [];
    return rows.map((row) => {
      const seesCost = permissions.may('seePartCost', row);
      const own = lines.filter((l) => l.receiptId === row.id);
      return {
        ...row,
        allowedMoves: [],
        lines: own.map(({ receiptId: _receipt, ...line }) => (seesCost ? line : { ...line, unitCost: null, value: null })),
        currency: CURRENCY,
      };
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { CURRENCY } from '../../../kernel/money.js';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { permissions } from '../../../kernel/security/permissions.js';
import type { ListPartPurchaseOrders, PartPurchaseOrderView, PurchaseLineView } from './part-purchase-order.dto.js';
import { partPurchaseOrderLifecycle, type PartPurchaseOrderState } from './part-purchase-order.entity.js';

type Row = Omit<PartPurchaseOrderView, 'lines' | 'total' | 'currency' | 'allowedMoves' | 'state'> & { state: PartPurchaseOrderState };
type LineRow = PurchaseLineView & { orderId: string; amount: number };

const COLUMNS = `o.id, o.number, o.state, o.store_id AS "storeId", o.supplier_id AS "supplierId", s.name AS "supplierName", o.type, o.requested_by AS "requestedBy",
  o.approved_by AS "approvedBy", o.sent_at AS "sentAt", o.reason, o.version, o.created_at AS "createdAt", o.updated_at AS "updatedAt"`;
const FROM = 'parts.part_purchase_order o JOIN parts.supplier s ON s.id = o.supplier_id';
const ORDERS: ListDefinition = {
  select: COLUMNS,
  from: FROM,
  id: 'o.id',
  sorts: { createdAt: { by: 'o.created_at', type: 'timestamptz' }, number: { by: 'o.number', type: 'text' } },
  defaultSort: '-createdAt',
  filters: {
    storeId: 'o.store_id = ?',
    supplierId: 'o.supplier_id = ?',
    state: 'o.state = ANY(?::text[])',
    type: 'o.type = ANY(?::text[])',
  },
  scope: { store: 'o.store_id' },
};

@Injectable()
export class PartPurchaseOrderQueries {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<PartPurchaseOrderView> {
    const [row] = await this.db.sql<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE o.id = $1`, [id]);
    const [view] = await this.#withLines([mustBeInScope(row)]);
    return view as PartPurchaseOrderView;
  }

  async page(query: ListPartPurchaseOrders): Promise<Page<PartPurchaseOrderView>> {
    const page = await this.lists.page<Row>(ORDERS, query);
    return { ...page, items: await this.#withLines(page.items) };
  }

  async #withLines(rows: Row[]): Promise<PartPurchaseOrderView[]> {
    const lines = rows.length
      ? await this.db.sql<LineRow>(
          `SELECT l.part_purchase_order_id AS "orderId", l.part_id AS "partId", p.number AS "partNumber", p.name AS "partName", l.quantity, l.unit_cost AS "unitCost", l.received, round(l.quantity * l.unit_cost) AS amount
           FROM parts.part_purchase_order_line l JOIN parts.part p ON p.id = l.part_id WHERE l.part_purchase_order_id = ANY($1::uuid[]) ORDER BY p.number`,
          [rows.map((r) => r.id)],
        )
      : [];
    return rows.map((row) => {
      const own = lines.filter((l) => l.orderId === row.id);
      const seesCost = permissions.may('seePartCost', row);
      return {
        ...row,
        allowedMoves: permissions.allowedMoves(partPurchaseOrderLifecycle, row),
        lines: own.map(({ orderId: _order, amount: _amount, ...line }) => ({ ...line, unitCost: seesCost ? line.unitCost : null })),
        total: seesCost ? own.reduce((total, l) => total + l.amount, 0) : null,
        currency: CURRENCY,
      };
    });
  }
}

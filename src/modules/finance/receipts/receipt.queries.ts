import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import type { ListReceipts, ReceiptView } from './receipt.dto.js';
import { Receipt } from './receipt.entity.js';

const RECEIPTS: ListDefinition = {
  select: `r.id, r.number, r.receivable_id AS "receivableId", r.kind, r.amount, r.currency, r.method, r.deposit_type AS "depositType", r.earnest_amount AS "earnestAmount",
    r.prepayment_amount AS "prepaymentAmount", r.payer_name AS "payerName", r.note, r.cashier_id AS "cashierId", r.received_at AS "receivedAt", r.sales_order_id AS "salesOrderId",
    r.repair_order_id AS "repairOrderId", r.customer_id AS "customerId", r.store_id AS "storeId", r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: 'finance.receipt r',
  id: 'r.id',
  sorts: { receivedAt: { by: 'r.received_at', type: 'timestamptz' }, amount: { by: 'r.amount', type: 'bigint' } },
  defaultSort: '-receivedAt',
  filters: {
    receivableId: 'r.receivable_id = ?::uuid',
    salesOrderId: 'r.sales_order_id = ?::uuid',
    repairOrderId: 'r.repair_order_id = ?::uuid',
    customerId: 'r.customer_id = ?::uuid',
    method: 'r.method = ?',
  },
  scope: { store: 'r.store_id' },
};
@Injectable()
export class ReceiptQueries {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  list(query: ListReceipts): Promise<Page<ReceiptView>> {
    return this.lists.page(RECEIPTS, query);
  }
  async receipt(id: string): Promise<ReceiptView> {
    return viewOf(await this.db.find(Receipt, id));
  }
}

export const viewOf = (r: Receipt): ReceiptView => ({
  id: r.id,
  number: r.number,
  receivableId: r.receivableId,
  kind: r.kind,
  amount: r.amount,
  currency: r.currency,
  method: r.method,
  depositType: r.depositType,
  earnestAmount: r.earnestAmount,
  prepaymentAmount: r.prepaymentAmount,
  payerName: r.payerName,
  note: r.note,
  cashierId: r.cashierId,
  receivedAt: r.receivedAt,
  salesOrderId: r.salesOrderId,
  repairOrderId: r.repairOrderId,
  customerId: r.customerId,
  storeId: r.storeId,
  version: r.version,
  createdAt: r.createdAt,
  updatedAt: r.updatedAt,
});

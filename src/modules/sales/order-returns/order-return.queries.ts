import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import type { ListOrderReturns, OrderReturnView } from './order-return.dto.js';
import { OrderReturn, orderReturnLifecycle } from './order-return.entity.js';

const RETURNS: ListDefinition = {
  select: `r.id, r.number, r.state, r.store_id AS "storeId", r.owner_employee_id AS "ownerEmployeeId", r.opportunity_id AS "opportunityId", r.customer_id AS "customerId",
    r.sales_order_id AS "salesOrderId", r.stock_vehicle_id AS "stockVehicleId", r.vin, r.reason, r.account, r.odometer_km AS "odometerKm", r.delivered_on AS "deliveredOn",
    r.last_day AS "lastDay", r.most_km AS "mostKm", r.price, r.use_fee AS "useFee", r.deduction, r.disclosure, r.purchase_tax_refund AS "purchaseTaxRefund", r.requested_by AS "requestedBy", r.decided_by AS "decidedBy",
    r.decided_at AS "decidedAt", r.decision_note AS "decisionNote", r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt"`,
  from: 'sales.order_return r',
  id: 'r.id',
  sorts: { createdAt: { by: 'r.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'r.state = ANY(?::text[])',
    storeId: 'r.store_id = ?::uuid',
    salesOrderId: 'r.sales_order_id = ?::uuid',
    customerId: 'r.customer_id = ?::uuid',
  },
  scope: { store: 'r.store_id', owner: 'r.owner_employee_id' },
};

@Injectable()
export class OrderReturnReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<OrderReturnView> {
    return viewOf(await this.db.find(OrderReturn, id));
  }
  async list(query: ListOrderReturns): Promise<Page<OrderReturnView>> {
    const page = await this.lists.page<OrderReturn>(RETURNS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

export const viewOf = (r: OrderReturn): OrderReturnView => ({
  ...headOf(orderReturnLifecycle, r),
  ownerEmployeeId: r.ownerEmployeeId,
  opportunityId: r.opportunityId,
  customerId: r.customerId,
  salesOrderId: r.salesOrderId,
  stockVehicleId: r.stockVehicleId,
  vin: r.vin,
  reason: r.reason,
  account: r.account,
  odometerKm: r.odometerKm,
  deliveredOn: r.deliveredOn,
  lastDay: r.lastDay,
  mostKm: r.mostKm,
  price: r.price,
  useFee: r.useFee,
  deduction: r.deduction,
  disclosure: r.disclosure,
  purchaseTaxRefund: r.purchaseTaxRefund,
  requestedBy: r.requestedBy,
  decidedBy: r.decidedBy,
  decidedAt: r.decidedAt,
  decisionNote: r.decisionNote,
});

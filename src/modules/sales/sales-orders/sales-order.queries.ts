import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { CURRENCY } from '../../../kernel/money.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { DeliveryReadiness, isReady } from '../deliveries/delivery-readiness.js';
import { FinanceApi } from '../../finance/finance.api.js';
import type { BalanceFacts } from '../../finance/finance.contract.js';
import { fittedOn } from './accessories.js';
import type { ListSalesOrders, SalesOrderView } from './sales-order.dto.js';
import { SalesOrder, salesOrderLifecycle } from './sales-order.entity.js';

/** Columns as the entity names them, so that one view serves a row of the list and a loaded order. */
const SALES_ORDERS: ListDefinition = {
  select: `o.id, o.number, o.state, o.store_id AS "storeId", o.owner_employee_id AS "ownerEmployeeId", o.opportunity_id AS "opportunityId", o.customer_id AS "customerId",
    o.quotation_id AS "quotationId", o.model_id AS "modelId", o.model_name AS "modelName", o.colour, o.total, o.pass_through_total AS "passThroughTotal", o.deposit_amount AS "depositAmount", o.sale_channel AS "saleChannel", o.distance_return_excluded AS "distanceReturnExcluded",
    o.confirmed_at AS "confirmedAt", o.expires_at AS "expiresAt", o.reservation_id AS "reservationId", o.stock_vehicle_id AS "stockVehicleId", o.vin, o.reservation_expires_at AS "reservationExpiresAt",
    o.paid_amount AS "paidAmount", o.deposit_paid_at AS "depositPaidAt", o.financing, o.contract, o.invoice, o.insurance, o.tax, o.registration, o.pdi, o.delivery_id AS "deliveryId",
    o.delivered_at AS "deliveredAt", o.cancelled_at AS "cancelledAt", o.cancel_cause AS "cancelCause", o.cancel_reason AS "cancelReason", o.returned_at AS "returnedAt", o.refunded_amount AS "refundedAmount", o.overdue_receivables AS "overdueReceivables", o.waived_gates AS "waivedGates", o.accessories, o.fittings, o.payment_plan AS "paymentPlan",
    o.version, o.created_at AS "createdAt", o.updated_at AS "updatedAt"`,
  from: 'sales.sales_order o',
  id: 'o.id',
  sorts: { createdAt: { by: 'o.created_at', type: 'timestamptz' }, total: { by: 'o.total', type: 'bigint' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'o.state = ANY(?::text[])',
    storeId: 'o.store_id = ?::uuid',
    opportunityId: 'o.opportunity_id = ?::uuid',
    customerId: 'o.customer_id = ?::uuid',
    ownerEmployeeId: 'o.owner_employee_id = ?::uuid',
  },
  scope: { store: 'o.store_id', owner: 'o.owner_employee_id' },
};

@Injectable()
export class SalesOrderReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly finance: FinanceApi,
    private readonly verdicts: DeliveryReadiness,
  ) {}

  /** While it is prepared every gate is asked: recall, defects, documents, amounts, insurance of today (D-7). */
  async one(id: string): Promise<SalesOrderView> {
    const order = await this.db.find(SalesOrder, id);
    if (order.state !== 'PREPARING') return viewOf(order, await this.finance.balanceOf({ salesOrderId: id }));
    const verdict = await this.verdicts.of(id);
    return { ...viewOf(order, verdict.balance), ready: isReady(verdict) };
  }
  /** One statement: payment and readiness are what the order last heard of others. */
  async list(query: ListSalesOrders): Promise<Page<SalesOrderView>> {
    const page = await this.lists.page<SalesOrder>(SALES_ORDERS, query);
    return { ...page, items: page.items.map((order) => viewOf(order, null)) };
  }
}

/** Before finance has heard of the order, all of it is outstanding. */
export function viewOf(order: SalesOrder, balance: BalanceFacts | null): SalesOrderView {
  const { total, paid, outstanding } = balance ?? {
    total: order.total,
    paid: order.paidAmount,
    outstanding: order.total - order.paidAmount,
  };
  const { reservationId, stockVehicleId, vin, reservationExpiresAt } = order;
  return {
    id: order.id,
    number: order.number,
    state: order.state,
    allowedMoves: permissions.allowedMoves(salesOrderLifecycle, order),
    storeId: order.storeId,
    ownerEmployeeId: order.ownerEmployeeId,
    opportunityId: order.opportunityId,
    customerId: order.customerId,
    quotationId: order.quotationId,
    modelId: order.modelId,
    modelName: order.modelName,
    colour: order.colour,
    total: order.total,
    passThroughTotal: order.passThroughTotal,
    depositAmount: order.depositAmount,
    currency: CURRENCY,
    reservation:
      reservationId && stockVehicleId && vin ? { id: reservationId, stockVehicleId, vin, expiresAt: reservationExpiresAt } : null,
    payment: {
      state: order.refundedAmount > 0 && ENDED.includes(order.state) ? 'REFUNDED' : paymentState(order, paid, outstanding),
      total,
      paid,
      outstanding,
      refunded: order.refundedAmount,
    },
    financing: order.financing,
    contract: order.contract,
    invoice: order.invoice,
    insurance: order.insurance,
    tax: order.tax,
    registration: order.registration,
    pdi: order.pdi,
    ready: order.state === 'PREPARING' && (outstanding <= 0 || waived(order, 'PAYMENT')) && factsSpeakForDelivery(order),
    saleChannel: order.saleChannel,
    distanceReturnExcluded: order.distanceReturnExcluded,
    confirmedAt: order.confirmedAt,
    expiresAt: order.expiresAt,
    depositPaidAt: order.depositPaidAt,
    deliveryId: order.deliveryId,
    deliveredAt: order.deliveredAt,
    cancelledAt: order.cancelledAt,
    cancelCause: order.cancelCause,
    cancelReason: order.cancelReason,
    returnedAt: order.returnedAt,
    waivedGates: order.waivedGates,
    accessories: fittedOn(stockVehicleId, order),
    paymentPlan: order.paymentPlan,
    version: order.version,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
  };
}

const ENDED: readonly string[] = ['CANCELLED', 'RETURNED'];
function paymentState({ overdueReceivables, state }: SalesOrder, paid: number, outstanding: number): string {
  if (outstanding <= 0) return 'PAID';
  if (overdueReceivables.length && !ENDED.includes(state)) return 'OVERDUE';
  return paid > 0 ? 'PARTIAL' : 'UNPAID';
}
const waived = (order: SalesOrder, gate: string): boolean => order.waivedGates.includes(gate);

const factsSpeakForDelivery = (o: SalesOrder): boolean =>
  (o.contract === 'SIGNED' || waived(o, 'CONTRACT_SIGNED')) &&
  (fittedOn(o.stockVehicleId, o).every((a) => a.fitted >= a.quantity) || waived(o, 'ACCESSORIES_FITTED')) &&
  o.pdi === 'PASSED' &&
  o.invoice === 'ISSUED' &&
  o.insurance === 'RECORDED' &&
  (o.tax === 'RECORDED' || waived(o, 'PURCHASE_TAX')) &&
  (o.registration === 'COMPLETED' || waived(o, 'REGISTRATION'));

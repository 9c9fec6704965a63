import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { dealOf, Deals } from '../deals.js';
import { PromotionBook, usesIn } from '../promotions/promotion-book.js';
import { hashOf } from '../quotations/pricing.js';
import { heldLines } from '../sales-orders/held-lines.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { ApprovalLevelTooLow } from '../deals.rules.js';
import { AmendedOrders } from './amended-orders.js';
import { AmendmentPricing } from './amendment-pricing.js';
import type { ApproveOrderAmendment, CreateOrderAmendment, OrderAmendmentView, RejectOrderAmendment } from './order-amendment.dto.js';
import { OrderAmendment, orderAmendmentLifecycle, type OrderContent } from './order-amendment.entity.js';
import { contentOf, viewOf } from './order-amendment.queries.js';
import { AmendmentApproverIsRequester, AmendmentChangesNothing } from './order-amendment.rules.js';

/** Amendments of confirmed orders: asked for, priced, agreed to by somebody else. The order is locked first, always. */
@Injectable()
export class OrderAmendmentService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly pricing: AmendmentPricing,
    private readonly promotions: PromotionBook,
    private readonly orders: AmendedOrders,
  ) {}

  request(body: CreateOrderAmendment): Promise<OrderAmendmentView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, body.salesOrderId);
      order.requireOpen();
      const before = contentOf({ ...order, lines: await heldLines(this.db, order) });
      const { content, approvalLevel } = await this.pricing.price(order, before, body);
      const { stockVehicleId = null, reason } = body;
      const same = contentHash(before) === contentHash(content);
      if (same && (stockVehicleId === null || stockVehicleId === order.stockVehicleId)) throw AmendmentChangesNothing();
      if (stockVehicleId !== null) await this.orders.requireCar({ ...content, storeId: order.storeId }, stockVehicleId);
      const amendment = Object.assign(new OrderAmendment(), {
        id: newId(),
        number: await this.deals.number('OA', order.storeId),
        ...dealOf(order),
        salesOrderId: order.id,
        reason,
        ...content,
        approvalLevel,
        stockVehicleId,
        before,
        difference: content.total - before.total,
        requestedBy: context.principal.id,
      });
      orderAmendmentLifecycle.begin(amendment);
      return viewOf(await this.db.save(amendment, 'request'));
    });
  }

  /** The order, its car and its contract follow in this transaction; the receivables by event, to the fen. */
  approve(id: string, { note, voidContract = false }: ApproveOrderAmendment): Promise<OrderAmendmentView> {
    return this.#decide(id, 'approve', note ?? null, async (order, amendment) => {
      requireApprover(amendment);
      order.requireOpen();
      orderAmendmentLifecycle.check(amendment, 'approve');
      await this.promotions.exchange(usesIn(amendment.before.lines), usesIn(amendment.lines));
      order.paymentPlan = this.pricing.planFor(order, amendment.total);
      await this.orders.follow(order, amendment, voidContract);
    });
  }
  reject(id: string, { reason }: RejectOrderAmendment): Promise<OrderAmendmentView> {
    return this.#decide(id, 'reject', reason);
  }
  cancel(id: string): Promise<OrderAmendmentView> {
    return this.#decide(id, 'cancel', null);
  }

  #decide(
    id: string,
    move: 'approve' | 'reject' | 'cancel',
    decisionNote: string | null,
    follow?: (order: SalesOrder, amendment: OrderAmendment) => Promise<void>,
  ): Promise<OrderAmendmentView> {
    return this.db.transaction(async () => {
      const { salesOrderId } = await this.db.find(OrderAmendment, id);
      const order = await this.db.lock(SalesOrder, salesOrderId);
      const amendment = await this.db.lock(OrderAmendment, id);
      await follow?.(order, amendment);
      orderAmendmentLifecycle.move(amendment, move);
      Object.assign(amendment, { decidedBy: context.principal.id, decidedAt: this.clock.now(), decisionNote });
      return viewOf(await this.db.save(amendment, move));
    });
  }
}

const contentHash = ({ modelId, colour, lines }: OrderContent): string => hashOf(modelId, colour, lines, []);

function requireApprover({ requestedBy, approvalLevel, storeId }: OrderAmendment): void {
  if (requestedBy === context.principal.id) throw AmendmentApproverIsRequester();
  if (approvalLevel === 'GENERAL_MANAGER' && !context.holds(['general_manager'], storeId))
    throw ApprovalLevelTooLow({ detail: say('须总经理审批', 'It needs the general manager') });
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { dealOf, Deals } from '../deals.js';
import { fillLines } from '../quotations/price-lines.js';
import { type ApprovalLevel, hashOf, type PricedLine, priceOffer } from '../quotations/pricing.js';
import { StoreTerms } from '../quotations/store-terms.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { ApprovalLevelTooLow, ColourNotOffered } from '../deals.rules.js';
import { AmendedOrders } from './amended-orders.js';
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
    private readonly inventory: InventoryApi,
    private readonly terms: StoreTerms,
    private readonly orders: AmendedOrders,
  ) {}

  request(body: CreateOrderAmendment): Promise<OrderAmendmentView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, body.salesOrderId);
      order.requireOpen();
      const before = contentOf({ ...order, lines: await this.#linesOf(order) });
      const { content, approvalLevel } = await this.#priced(order.storeId, before, body);
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

  /** The price lines that hold: of the last amendment that was agreed to, else of the quotation. */
  async #linesOf({ id, quotationId }: SalesOrder): Promise<OrderContent['lines']> {
    const [row] = await this.db.sql<Pick<OrderContent, 'lines'>>(
      `SELECT lines FROM (
         SELECT lines, decided_at FROM sales.order_amendment WHERE sales_order_id = $1 AND state = 'APPROVED'
         UNION ALL SELECT lines, '-infinity'::timestamptz FROM sales.quotation WHERE id = $2
       ) held ORDER BY decided_at DESC LIMIT 1`,
      [id, quotationId],
    );
    return row?.lines ?? [];
  }

  /** Another model or other lines are priced at today's limits; another colour alone costs the same. */
  async #priced(
    storeId: string,
    before: OrderContent,
    { modelId = before.modelId, colour = before.colour, lines }: CreateOrderAmendment,
  ): Promise<{ content: OrderContent; approvalLevel: ApprovalLevel }> {
    const model = await this.inventory.model(modelId);
    if (lines === undefined && modelId === before.modelId) {
      if (!model.colours.includes(colour)) throw ColourNotOffered({ errors: [at('/colour', ColourNotOffered)] });
      return { content: { ...before, colour }, approvalLevel: 'MANAGER' };
    }
    const terms = await this.terms.of(storeId, model, this.clock.today());
    // What a coupon or a promotion gave is no line of the caller's.
    const given = before.lines.filter((l) => l.kind === 'COUPON' || l.promotionId !== undefined);
    const offered: PricedLine[] = lines
      ? [...fillLines(lines, terms), ...given]
      : before.lines.map((l) => (l.kind === 'VEHICLE' ? { kind: l.kind, description: model.name, amount: terms.listPrice } : l));
    const price = priceOffer({
      lines: offered,
      colour,
      model: { ...model, listPrice: terms.listPrice },
      publishedFees: terms.fees,
      tiers: terms.tiers,
    });
    return {
      content: {
        modelId,
        modelName: model.name,
        colour,
        lines: price.lines,
        total: price.total,
        passThroughTotal: price.passThroughTotal,
      },
      // What a consultant may give by themselves in an offer is still somebody else's to agree to in an order.
      approvalLevel: price.approvalLevel === 'CONSULTANT' ? 'MANAGER' : price.approvalLevel,
    };
  }
}

const contentHash = ({ modelId, colour, lines }: OrderContent): string => hashOf(modelId, colour, lines, []);

function requireApprover({ requestedBy, approvalLevel, storeId }: OrderAmendment): void {
  if (requestedBy === context.principal.id) throw AmendmentApproverIsRequester();
  if (approvalLevel === 'GENERAL_MANAGER' && !context.holds(['general_manager'], storeId))
    throw ApprovalLevelTooLow({ detail: say('须总经理审批', 'It needs the general manager') });
}

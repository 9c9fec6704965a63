import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, ReferenceUnknown } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ColourNotOfModel, VehiclePurchaseOrderChanged } from '../inventory.contract.js';
import { VehicleModel } from '../vehicle-models/vehicle-model.entity.js';
import type { ConfirmVehiclePurchaseOrder, CreateVehiclePurchaseOrder } from './vehicle-purchase-order.dto.js';
import { VehiclePurchaseOrder, VehiclePurchaseOrderLine, vehiclePurchaseOrderLifecycle } from './vehicle-purchase-order.entity.js';
import {
  PurchaseOrderApproverIsRequester,
  PurchaseOrderConfirmationWrong,
  PurchaseOrderLineTwice,
  PurchaseOrderLineUnknown,
} from './vehicle-purchase-order.rules.js';

interface WantedLine {
  modelId: string;
  colour: string;
  quantity: number;
  unitCost: number;
}
/** A plan that was agreed to. */
interface AgreedPlan {
  id: string;
  storeId: string;
  submittedBy: string | null;
  plannedBy: string;
  decidedBy: string | null;
}

/** Orders to the maker: what it has confirmed and not sent counts in the projected stock (V-7). */
@Injectable()
export class VehiclePurchaseOrderService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly numbers: Numbers,
  ) {}

  /** Written by hand: to be approved by somebody else. Answers its id. */
  async write({ maker, lines, storeId }: CreateVehiclePurchaseOrder): Promise<string> {
    const store = await this.identity.storeForNew(storeId);
    return this.db.transaction(async () => {
      const order = Object.assign(new VehiclePurchaseOrder(), { storeId: store.id, maker, requestedBy: context.principal.id });
      return this.#begin(order, 'DRAFT', await this.#sound(lines));
    });
  }

  fromPlan(plan: AgreedPlan, maker: string, lines: WantedLine[]): Promise<string> {
    const { id: purchasePlanId, storeId, decidedBy: approvedBy } = plan;
    const requestedBy = plan.submittedBy ?? plan.plannedBy;
    return this.#begin(
      Object.assign(new VehiclePurchaseOrder(), { storeId, maker, purchasePlanId, requestedBy, approvedBy }),
      'APPROVED',
      lines,
    );
  }

  approve(id: string): Promise<void> {
    return this.#move(id, 'approve', (order) => {
      if (order.requestedBy === context.principal.id) throw PurchaseOrderApproverIsRequester();
      order.approvedBy = context.principal.id;
    });
  }
  send(id: string): Promise<void> {
    return this.#move(id, 'send', (order) => void (order.sentAt = this.clock.now()));
  }
  cancel(id: string, reason: string): Promise<void> {
    return this.#move(id, 'cancel', (order) => void (order.reason = reason));
  }

  /** What the maker will send: all that was ordered where nothing else is said. */
  confirm(id: string, { makerReference, lines = [] }: ConfirmVehiclePurchaseOrder): Promise<void> {
    return this.#move(id, 'confirm', async (order) => {
      const known = await this.#lines(id);
      const said = new Map(lines.map(({ lineNumber, confirmed }) => [lineNumber, confirmed]));
      for (const [n, { lineNumber, confirmed }] of lines.entries()) {
        const line = known.find((l) => l.lineNumber === lineNumber);
        if (!line) throw PurchaseOrderLineUnknown({ errors: [at(`/lines/${n}/lineNumber`, PurchaseOrderLineUnknown)] });
        if (confirmed < line.shipped || confirmed > line.quantity)
          throw PurchaseOrderConfirmationWrong({ errors: [at(`/lines/${n}/confirmed`, PurchaseOrderConfirmationWrong)] });
      }
      await this.#confirmLines(known.map((line) => ({ id: line.id, confirmed: said.get(line.lineNumber) ?? line.quantity })));
      if (makerReference !== undefined) order.makerReference = makerReference;
      order.confirmedAt = this.clock.now();
    });
  }

  /** The maker sends no more: what it had confirmed is not to be expected any longer. */
  close(id: string, reason: string): Promise<void> {
    return this.#move(id, 'close', async (order) => {
      order.reason = reason;
      await this.#confirmLines((await this.#lines(id)).map((line) => ({ id: line.id, confirmed: line.shipped })));
    });
  }

  /** Cars of a locked, confirmed order are on their way; it is complete when all are. */
  async ship(order: VehiclePurchaseOrder, shipped: ReadonlyMap<string, number>): Promise<void> {
    await this.db.sql(
      `UPDATE inventory.vehicle_purchase_order_line l SET shipped = l.shipped + s.cars FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, cars int) WHERE l.id = s.id`,
      [JSON.stringify([...shipped].map(([id, cars]) => ({ id, cars })))],
    );
    const [open] = await this.db.sql(
      'SELECT 1 FROM inventory.vehicle_purchase_order_line WHERE vehicle_purchase_order_id = $1 AND shipped < quantity LIMIT 1',
      [order.id],
    );
    if (!open) vehiclePurchaseOrderLifecycle.move(order, 'complete');
    await this.db.save(order, open ? 'ship' : 'complete');
    await this.#tell(order);
  }

  /** The order by whose shipment notice a car came in, locked; null when it came otherwise. */
  async lockOf(stockVehicleId: string): Promise<VehiclePurchaseOrder | null> {
    const [row] = await this.db.sql<{ id: string }>(
      `SELECT l.vehicle_purchase_order_id AS id FROM inventory.shipment_notice_line n JOIN inventory.vehicle_purchase_order_line l ON l.id = n.vehicle_purchase_order_line_id
       WHERE n.stock_vehicle_id = $1`,
      [stockVehicleId],
    );
    return row ? this.db.lock(VehiclePurchaseOrder, row.id) : null;
  }
  /** A car of it that was announced does not come: the maker has it to send still, unless the order is closed. */
  async notSent(order: VehiclePurchaseOrder, stockVehicleId: string): Promise<void> {
    await this.db.sql(
      `UPDATE inventory.vehicle_purchase_order_line l SET shipped = l.shipped - 1, confirmed = l.confirmed - CASE WHEN $2 THEN 0 ELSE 1 END
       FROM inventory.shipment_notice_line n WHERE n.stock_vehicle_id = $1 AND l.id = n.vehicle_purchase_order_line_id`,
      [stockVehicleId, order.state === 'CONFIRMED'],
    );
    await this.db.save(order, 'note-not-sent');
    await this.#tell(order);
  }

  async #sound(lines: CreateVehiclePurchaseOrder['lines']): Promise<WantedLine[]> {
    const wanted: WantedLine[] = [];
    const seen = new Set<string>();
    for (const [n, { modelId, colour, quantity, unitCost }] of lines.entries()) {
      const model = await this.db.repo(VehicleModel).findOneBy({ id: modelId });
      if (!model) throw ReferenceUnknown({ errors: [at(`/lines/${n}/modelId`, ReferenceUnknown)] });
      if (!model.colours.includes(colour)) throw ColourNotOfModel({ errors: [at(`/lines/${n}/colour`, ColourNotOfModel)] });
      if (seen.has(`${modelId} ${colour}`)) throw PurchaseOrderLineTwice({ errors: [at(`/lines/${n}`, PurchaseOrderLineTwice)] });
      seen.add(`${modelId} ${colour}`);
      wanted.push({ modelId, colour, quantity, unitCost: unitCost ?? model.transferPrice ?? model.standardCost });
    }
    return wanted;
  }

  async #begin(order: VehiclePurchaseOrder, state: 'DRAFT' | 'APPROVED', lines: WantedLine[]): Promise<string> {
    const { code } = await this.identity.store(order.storeId);
    Object.assign(order, { id: newId(), number: await this.numbers.next('VPO', code) });
    vehiclePurchaseOrderLifecycle.begin(order, state);
    await this.db.save(order, 'write');
    await this.db.insertAll(
      VehiclePurchaseOrderLine,
      lines.map((line, n) => ({
        ...line,
        ...{ id: newId(), vehiclePurchaseOrderId: order.id, storeId: order.storeId, lineNumber: n + 1, confirmed: 0, shipped: 0 },
      })),
    );
    return order.id;
  }

  #lines(id: string): Promise<VehiclePurchaseOrderLine[]> {
    return this.db.repo(VehiclePurchaseOrderLine).find({ where: { vehiclePurchaseOrderId: id }, order: { lineNumber: 'ASC' } });
  }
  async #confirmLines(lines: { id: string; confirmed: number }[]): Promise<void> {
    await this.db.sql(
      `UPDATE inventory.vehicle_purchase_order_line l SET confirmed = c.confirmed FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, confirmed int) WHERE l.id = c.id`,
      [JSON.stringify(lines)],
    );
  }
  /** To whoever watches the levels: what is to be expected has changed. */
  async #tell(order: VehiclePurchaseOrder): Promise<void> {
    const { id: vehiclePurchaseOrderId, storeId, state } = order;
    const lines = (await this.#lines(order.id)).map(({ modelId, colour, quantity, confirmed, shipped }) => ({
      ...{ modelId, colour, quantity, confirmed, shipped },
    }));
    this.outbox.publish(VehiclePurchaseOrderChanged, order, { vehiclePurchaseOrderId, storeId, state, lines });
  }
  #move(
    id: string,
    move: 'approve' | 'send' | 'confirm' | 'close' | 'cancel',
    work: (order: VehiclePurchaseOrder) => Promise<void> | void,
  ): Promise<void> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(VehiclePurchaseOrder, id);
      vehiclePurchaseOrderLifecycle.check(order, move);
      await work(order);
      vehiclePurchaseOrderLifecycle.move(order, move);
      await this.db.save(order, move);
      await this.#tell(order);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { PartsApi } from '../../parts/parts.api.js';
import type { OrderedAccessory } from '../../sales/sales.contract.js';
import { InternalRepairCancelled, InternalRepairOpened } from '../aftersales.contract.js';
import {
  FittingOrder,
  InternalRepair,
  internalRepairLifecycle,
  InternalRepairLine,
  LIVE_INTERNAL_REPAIRS,
} from './internal-repair.entity.js';
import { costOf, factsOf, fittedBy } from './internal-repair-work.js';

interface FittedOrder {
  salesOrderId: string;
  number: string;
  storeId: string;
  accessories: OrderedAccessory[];
}
interface FittedCar {
  stockVehicleId: string;
  vin: string;
}
type Wanted = Map<string, { description: string; quantity: number }>;

/**
 * 精品加装: the accessories of an order become an internal repair and part reservations, and follow the order: its car, its amendments,
 * its end. The order is kept as it was last heard of; after every news what is missing on its car is compared with the work that is planned.
 */
@Injectable()
export class AccessoryFitting {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly parts: PartsApi,
  ) {}

  /** A new order, or one with other accessories than before. One that wants none is kept too: an amendment may bring some for the car that it has. */
  async want({ salesOrderId, number, storeId, accessories }: FittedOrder, car?: FittedCar | null): Promise<void> {
    const order =
      (await this.#heard(salesOrderId)) ?? Object.assign(new FittingOrder(), { ...UNKNOWN, salesOrderId, storeId, orderNumber: number });
    order.accessories = accessories;
    if (car !== undefined) Object.assign(order, carOf(car));
    await this.#follow(order, '订单变更后不再加装');
  }
  async changeCar(salesOrderId: string, car: FittedCar | null): Promise<void> {
    const order = await this.#heard(salesOrderId);
    if (!order) return;
    Object.assign(order, carOf(car), car ? {} : { releasedAt: null });
    await this.#follow(order, '订单更换车辆');
  }
  /** The deposit is paid and the car is there: the work may begin. */
  async release(salesOrderId: string): Promise<void> {
    const order = await this.#heard(salesOrderId);
    if (!order) return;
    order.releasedAt ??= this.clock.now();
    await this.#follow(order, '');
  }
  async end(salesOrderId: string, endReason: string): Promise<void> {
    const order = await this.#heard(salesOrderId);
    if (!order) return;
    order.endReason = endReason;
    await this.#follow(order, endReason);
  }

  async #follow(order: FittingOrder, reason: string): Promise<void> {
    await this.#keep(order);
    const all = await this.db.lockAll(InternalRepair, { salesOrderId: order.salesOrderId });
    const missing = order.endReason === null ? await this.#missing(order, all) : new Map<string, never>();
    let live = all.find(({ state }) => LIVE_INTERNAL_REPAIRS.includes(state));
    // Work that was begun belongs to its car.
    if (live && (missing.size === 0 || (live.state !== 'PLANNED' && live.stockVehicleId !== order.stockVehicleId))) {
      await this.#cancel(live, reason);
      live = undefined;
    }
    if (missing.size === 0) return;
    const { stockVehicleId, vin, releasedAt } = order;
    const repair = Object.assign(live ?? (await this.#plan(order)), { stockVehicleId, vin, releasedAt });
    await this.db.save(repair, live ? 'follow-order' : 'plan');
    await this.#setLines(repair, missing);
    if (!live) this.outbox.publish(InternalRepairOpened, repair, { ...factsOf(repair), vin });
  }

  /** What is wanted and not on the car yet; of one item ordered in two lines as many as both. */
  async #missing({ accessories, stockVehicleId }: FittingOrder, all: InternalRepair[]): Promise<Wanted> {
    const wanted: Wanted = new Map();
    for (const { itemCode, description, quantity } of accessories)
      wanted.set(itemCode, { description, quantity: (wanted.get(itemCode)?.quantity ?? 0) + quantity });
    const closed = all.filter((r) => r.state === 'CLOSED' && r.stockVehicleId === stockVehicleId);
    for (const { itemCode, quantity } of await fittedBy(
      this.db,
      closed.map((r) => r.id),
    )) {
      const line = wanted.get(itemCode);
      if (line && line.quantity > quantity) line.quantity -= quantity;
      else wanted.delete(itemCode);
    }
    return wanted;
  }

  async #plan({ salesOrderId, storeId, orderNumber }: FittingOrder): Promise<InternalRepair> {
    const { code } = await this.identity.store(storeId);
    const number = await this.numbers.next('IR', code);
    const fresh = Object.assign(new InternalRepair(), { id: newId(), number, storeId, salesOrderId, orderNumber });
    internalRepairLifecycle.begin(fresh);
    return fresh;
  }

  /** The lines as they are wanted; parts of the catalogue are reserved (P-3). What was issued already stays with the car. */
  async #setLines({ id, storeId }: InternalRepair, wanted: Wanted): Promise<void> {
    const known = await this.db.repo(InternalRepairLine).findBy({ internalRepairId: id });
    for (const line of known)
      if (!wanted.has(line.itemCode)) await this.#setLine(storeId, { ...line, quantity: line.issuedQuantity }, line.quantity);
    for (const [itemCode, { description, quantity }] of wanted) {
      const before = known.find((l) => l.itemCode === itemCode);
      const partId = before ? before.partId : await this.parts.partNumbered(itemCode);
      const line = { id: before?.id ?? newId(), internalRepairId: id, itemCode, description, partId };
      await this.#setLine(storeId, { ...line, quantity: Math.max(quantity, before?.issuedQuantity ?? 0) }, before?.quantity);
    }
  }
  async #setLine(storeId: string, line: Omit<InternalRepairLine, 'issuedQuantity' | 'cost'>, before?: number): Promise<void> {
    const { id: lineId, internalRepairId: repairOrderId, itemCode, description, partId, quantity } = line;
    if (quantity === before) return;
    await this.db.sql(
      `INSERT INTO aftersales.internal_repair_line (id, internal_repair_id, item_code, description, part_id, quantity, issued_quantity, cost)
       VALUES ($1, $2, $3, $4, $5, $6, 0, 0) ON CONFLICT (id) DO UPDATE SET quantity = excluded.quantity, description = excluded.description`,
      [lineId, repairOrderId, itemCode, description, partId, quantity],
    );
    if (partId === null) return;
    if (quantity === 0) await this.parts.releaseReservations(repairOrderId, lineId);
    else await this.parts.reserveForLine({ repairOrderId, lineId, storeId, partId, quantity, promisedAt: null });
  }

  async #cancel(repair: InternalRepair, cancelReason: string): Promise<void> {
    internalRepairLifecycle.move(repair, 'cancel');
    await this.parts.releaseReservations(repair.id);
    Object.assign(repair, { endedAt: this.clock.now(), cancelReason });
    await this.db.save(repair, 'cancel');
    const cost = await costOf(this.db, repair.id);
    this.outbox.publish(InternalRepairCancelled, repair, { ...factsOf(repair), vin: repair.vin, cost, reason: cancelReason });
  }

  async #keep(o: FittingOrder): Promise<void> {
    await this.db.sql(
      `INSERT INTO aftersales.fitting_order (sales_order_id, store_id, order_number, accessories, stock_vehicle_id, vin, released_at, end_reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (sales_order_id) DO UPDATE SET accessories = excluded.accessories,
         stock_vehicle_id = excluded.stock_vehicle_id, vin = excluded.vin, released_at = excluded.released_at, end_reason = excluded.end_reason`,
      [o.salesOrderId, o.storeId, o.orderNumber, JSON.stringify(o.accessories), o.stockVehicleId, o.vin, o.releasedAt, o.endReason],
    );
  }
  #heard(salesOrderId: string): Promise<FittingOrder | null> {
    return this.db.repo(FittingOrder).findOneBy({ salesOrderId });
  }
}

const UNKNOWN = { stockVehicleId: null, vin: null, releasedAt: null, endReason: null };
const carOf = (car: FittedCar | null) => ({ stockVehicleId: car?.stockVehicleId ?? null, vin: car?.vin ?? null });

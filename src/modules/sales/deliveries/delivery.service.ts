import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { say } from '../../../kernel/problems.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { StockVehicleFacts } from '../../inventory/inventory.contract.js';
import { dealOf, Deals } from '../deals.js';
import { withdrawAmendments } from '../order-amendments/order-amendment.entity.js';
import type { SalesOrderView } from '../sales-orders/sales-order.dto.js';
import { SalesOrder, salesOrderLifecycle } from '../sales-orders/sales-order.entity.js';
import { viewOf } from '../sales-orders/sales-order.queries.js';
import { AfterCareWindow, DeliveryChecklistIncomplete, DeliveryGatesOpen } from '../deals.rules.js';
import { OrderDelivered } from '../sales.contract.js';
import { checklistFaults, markOf } from './delivery-checklist.js';
import { DeliveryReadiness, type Verdict } from './delivery-readiness.js';
import type { DeliverSalesOrder, DeliveryReadinessView } from './delivery.dto.js';
import { Delivery } from './delivery.entity.js';
import { readinessOf } from './delivery.queries.js';

/** The hand-over of the keys (D-7, D-8). */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly verdicts: DeliveryReadiness,
  ) {}

  async readiness(id: string): Promise<DeliveryReadinessView> {
    return readinessOf(await this.verdicts.of(id));
  }

  /** Refuses in this order: state, gates, checklist, odometer. */
  deliver(id: string, body: DeliverSalesOrder): Promise<SalesOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, id);
      salesOrderLifecycle.check(order, 'deliver');
      const verdict = await this.verdicts.of(id);
      const open = verdict.gates.filter((g) => g.status === 'SHUT');
      if (open.length) throw DeliveryGatesOpen({ detail: open.map((g) => g.reason).join(say(';', '; ')), extra: { gates: open } });
      const errors = checklistFaults(verdict.checklist, body.checklist);
      if (errors.length) throw DeliveryChecklistIncomplete({ errors });
      const car = await this.inventory.deliver(id, body.odometerKm);
      const delivery = await this.#record(order, car, body, verdict);
      await withdrawAmendments(this.db, id);
      salesOrderLifecycle.move(order, 'deliver');
      const { deliveredAt } = delivery;
      Object.assign(order, {
        deliveryId: delivery.id,
        deliveredAt,
        completesAt: plus(deliveredAt, await this.deals.setting(AfterCareWindow, order.storeId)),
      });
      await this.db.save(order, 'deliver');
      this.#tell(order, car, delivery, verdict.plateNumberSealed);
      return viewOf(order, verdict.balance);
    });
  }

  async #record(order: SalesOrder, car: StockVehicleFacts, body: DeliverSalesOrder, { checklist, invoice }: Verdict): Promise<Delivery> {
    const deliveredAt = this.clock.now();
    const delivery = Object.assign(new Delivery(), {
      id: newId(),
      number: await this.deals.number('DL', order.storeId),
      ...dealOf(order),
      salesOrderId: order.id,
      stockVehicleId: car.stockVehicleId,
      vin: car.vin,
      modelName: car.modelName,
      odometerKm: body.odometerKm,
      invoicedOn: invoice?.issuedOn ?? null,
      deliveredOn: this.clock.today(),
      deliveredAt,
      checklist: checklist.map((item) => {
        const { done, signed } = markOf(item, body.checklist);
        return { ...item, done, signed, doneBy: done ? context.principal.id : null, doneAt: done ? deliveredAt.toISOString() : null };
      }),
      signedBySealed: await this.deals.seal(order.customerId, body.signedBy),
    });
    return this.db.save(delivery, 'record');
  }

  #tell(order: SalesOrder, car: StockVehicleFacts, delivery: Delivery, plateNumberSealed: string | null): void {
    this.outbox.publish(
      OrderDelivered,
      order,
      {
        ...dealOf(order),
        salesOrderId: order.id,
        number: order.number,
        deliveryId: delivery.id,
        stockVehicleId: car.stockVehicleId,
        vin: car.vin,
        modelId: car.modelId,
        modelName: car.modelName,
        colour: car.colour,
        powertrain: car.powertrain,
        odometerKm: delivery.odometerKm,
        invoicedOn: delivery.invoicedOn,
        deliveredOn: delivery.deliveredOn,
        deliveredAt: delivery.deliveredAt.toISOString(),
        total: order.total,
        passThroughTotal: order.passThroughTotal,
        purchaseCost: car.purchaseCost,
      },
      plateNumberSealed ? { plateNumber: plateNumberSealed } : null,
    );
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { newId } from '../../../kernel/ids.js';
import { checkVin } from '../../../kernel/identifiers.js';
import { type FieldFault, refusalByCode } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { CarIntake } from '../stock-vehicles/car-intake.js';
import { VehiclePurchaseOrder } from '../vehicle-purchase-orders/vehicle-purchase-order.entity.js';
import { VehiclePurchaseOrderService } from '../vehicle-purchase-orders/vehicle-purchase-order.service.js';
import { checkNotice, type NoticeFacts, type NoticedCar } from './notice-check.js';
import { NoticeArrivals } from './notice-arrivals.js';
import { noticeRows, type NoticeRow } from './notice-sheet.js';
import type { CreateShipmentNotice, ReceiveShipmentNotice } from './shipment-notice.dto.js';
import { type RowFault, ShipmentNotice, ShipmentNoticeLine, shipmentNoticeLifecycle } from './shipment-notice.entity.js';
import { NoticeOrderNotConfirmed, NoticeRowsBad } from './shipment-notice.rules.js';

/** Shipment notices: cars get their VINs and are on their way, and what came is held against what was announced (V-3). */
@Injectable()
export class ShipmentNoticeService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly intake: CarIntake,
    private readonly orders: VehiclePurchaseOrderService,
    private readonly arrivals: NoticeArrivals,
  ) {}

  /** All of it in one transaction: the notice, its cars on their way, the order's lines; answers its id. */
  bringIn(bytes: Buffer, { vehiclePurchaseOrderId, noticeNumber, carrier, expectedOn, onError }: CreateShipmentNotice): Promise<string> {
    const rows = noticeRows(bytes);
    return this.db.transaction(async () => {
      const order = await this.db.lock(VehiclePurchaseOrder, vehiclePurchaseOrderId);
      if (order.state !== 'CONFIRMED') throw NoticeOrderNotConfirmed();
      const { good, faults } = checkNotice(rows, await this.#facts(order, rows));
      if (!good.length || (faults.length && onError === 'ABORT')) throw NoticeRowsBad({ errors: faults.slice(0, 1000).map(pointed) });
      const { code } = await this.identity.store(order.storeId);
      const notice = Object.assign(new ShipmentNotice(), {
        ...{ id: newId(), number: await this.numbers.next('ASN', code), storeId: order.storeId, vehiclePurchaseOrderId: order.id },
        ...{
          noticeNumber,
          carrier,
          expectedOn,
          onError,
          importedBy: context.principal.id,
          rowsTotal: rows.length,
          faults,
          differences: [],
        },
      });
      shipmentNoticeLifecycle.begin(notice);
      await this.db.save(notice, 'bring-in');
      await this.#onTheWay(notice, good);
      const shipped = new Map<string, number>();
      for (const { orderLineId } of good) shipped.set(orderLineId, (shipped.get(orderLineId) ?? 0) + 1);
      await this.orders.ship(order, shipped);
      return notice.id;
    });
  }

  /** The carrier is at the door: the cars that were announced arrive, everything else is a difference. */
  receive(id: string, { cars }: ReceiveShipmentNotice): Promise<void> {
    return this.db.transaction(async () => {
      const notice = await this.db.lock(ShipmentNotice, id);
      shipmentNoticeLifecycle.check(notice, 'receive');
      notice.receivedAt = this.clock.now();
      notice.receivedBy = context.principal.id;
      notice.differences = await this.arrivals.compare(notice, cars);
      shipmentNoticeLifecycle.move(notice, 'receive');
      await this.db.save(notice, 'receive');
    });
  }

  async #onTheWay(notice: ShipmentNotice, good: NoticedCar[]): Promise<void> {
    const cars = await this.intake.bringIn(
      good.map(({ vin, modelId, colour, unitCost, engineNumber, certificateNumber, producedOn }) => ({
        ...{
          state: 'ORDERED' as const,
          stockInDate: null,
          location: null,
          storeId: notice.storeId,
          vin,
          modelId,
          colour,
          purchaseCost: unitCost,
          engineNumber,
          certificateNumber,
          producedOn,
        },
      })),
    );
    await this.intake.ship(cars, notice.expectedOn);
    await this.db.insertAll(
      ShipmentNoticeLine,
      good.map(({ rowNumber, vin, modelId, colour, orderLineId }, n) => ({
        ...{ id: newId(), shipmentNoticeId: notice.id, rowNumber, vin, modelId, colour },
        ...{ vehiclePurchaseOrderLineId: orderLineId, stockVehicleId: cars[n]?.id ?? '' },
      })),
    );
  }

  async #facts({ id }: VehiclePurchaseOrder, rows: NoticeRow[]): Promise<NoticeFacts> {
    const models = await this.db.sql<{ code: string; modelId: string; colours: string[] }>(
      'SELECT code, id AS "modelId", colours FROM inventory.vehicle_model WHERE code = ANY($1::text[])',
      [rows.map(({ cells }) => cells.model)],
    );
    const orderLines = await this.db.sql<NoticeFacts['orderLines'][number]>(
      `SELECT id, model_id AS "modelId", colour, confirmed - shipped AS left, unit_cost AS "unitCost" FROM inventory.vehicle_purchase_order_line
       WHERE vehicle_purchase_order_id = $1 ORDER BY line_number`,
      [id],
    );
    const known = await this.intake.known(rows.flatMap(({ cells }) => checkVin(cells.vin).normalised ?? []));
    return { models: new Map(models.map((model) => [model.code, model])), orderLines, known, today: this.clock.today() };
  }
}

const pointed = ({ rowNumber, field, code }: RowFault): FieldFault => ({
  pointer: `/rows/${rowNumber}/${field}`,
  code,
  message: refusalByCode(code)?.title[context.locale] ?? code,
});

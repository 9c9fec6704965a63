import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { context } from '../../../kernel/context.js';
import { inScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, ReferenceUnknown, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import {
  TransferApproved,
  TransferCancelled,
  TransferClosed,
  TransferFailed,
  TransferRejected,
  TransferRequested,
  TransferShipped,
} from '../inventory.contract.js';
import { StockVehicle, stockVehicleLifecycle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VehicleMoves } from '../stock-vehicles/vehicle-moves.js';
import { ReservationService } from '../reservations/reservation.service.js';
import type {
  CancelStockTransfer,
  CreateStockTransfer,
  DecideStockTransfer,
  FailStockTransfer,
  RejectStockTransfer,
  ShipStockTransfer,
  WithdrawCarStockTransfer,
} from './stock-transfer.dto.js';
import { StockTransfer, stockTransferLifecycle, StockTransferLine } from './stock-transfer.entity.js';
import { DisposalOfCarWaits, TransferCarListedTwice, TransferLastCar, VehicleLeftStore } from './stock-transfer.rules.js';
import { TransferDesk } from './transfer-desk.js';

/** V-8, as far as the cars are the giving store's: asked for, agreed, sent, or called off. What comes is the receipt's. */
@Injectable()
export class StockTransferService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly desk: TransferDesk,
    private readonly moves: VehicleMoves,
    private readonly reservations: ReservationService,
  ) {}

  /** Asks for cars of another store, or offers own ones; answers the id of the draft. */
  async draft(body: CreateStockTransfer): Promise<string> {
    const { fromStoreId, toStoreId, reason, neededBy = null, cars } = body;
    const number = await this.desk.numberFor(fromStoreId, toStoreId);
    const ids = cars.map((c) => c.stockVehicleId);
    const twice = ids.flatMap((id, n) => (ids.indexOf(id) < n ? [at(`/cars/${n}/stockVehicleId`, TransferCarListedTwice)] : []));
    if (twice.length) throw TransferCarListedTwice({ errors: twice });
    return this.db.transaction(async () => {
      const found = new Map((await this.db.repo(StockVehicle).findBy({ id: In(ids), storeId: fromStoreId })).map((c) => [c.id, c]));
      const strange = ids.flatMap((id, n) => (found.has(id) ? [] : [at(`/cars/${n}/stockVehicleId`, ReferenceUnknown)]));
      if (strange.length) throw ReferenceUnknown({ errors: strange });
      for (const car of found.values()) stockVehicleLifecycle.check(car, 'begin-transfer');
      const transfer = Object.assign(new StockTransfer(), {
        ...{ id: newId(), number, storeId: fromStoreId, toStoreId, reason, neededBy, requestedBy: context.principal.id },
        // Who works for both asks for the one that receives.
        askingStoreId: inScope({ storeId: toStoreId }) ? toStoreId : fromStoreId,
      });
      stockTransferLifecycle.begin(transfer);
      await this.db.save(transfer, 'draft');
      await this.db.insertAll(
        StockTransferLine,
        cars.map(({ stockVehicleId, transferPrice = null }): StockTransferLine => ({
          ...{ id: newId(), stockTransferId: transfer.id, stockVehicleId, transferPrice, live: false, outcome: null },
          ...{ locationOut: null, yardOut: null, odometerOutKm: null, odometerInKm: null },
        })),
      );
      return transfer.id;
    });
  }

  /** From now on the cars are in no other transfer. They can still be sold: what was sold is not sent. */
  request(id: string): Promise<void> {
    return this.desk.move(id, 'request', async (transfer) => {
      const lines = await this.desk.linesOf(transfer);
      await this.#lockFree(transfer, lines);
      transfer.requestedAt = this.clock.now();
      transfer.requestedBy = context.principal.id;
      await this.db.sql(`UPDATE inventory.stock_transfer_line SET live = true WHERE stock_transfer_id = $1 AND outcome IS NULL`, [id]);
      this.outbox.publish(TransferRequested, transfer, { ...this.desk.factsOf(transfer, lines), askingStoreId: transfer.askingStoreId });
    });
  }

  approve(id: string, { note }: DecideStockTransfer): Promise<void> {
    return this.desk.move(id, 'approve', async (transfer) => {
      this.#decide(transfer, note ?? null);
      this.outbox.publish(TransferApproved, transfer, this.desk.factsOf(transfer, await this.desk.linesOf(transfer)));
    });
  }
  reject(id: string, { reason }: RejectStockTransfer): Promise<void> {
    return this.desk.move(id, 'reject', async (transfer) => {
      this.#decide(transfer, reason);
      const lines = await this.desk.linesOf(transfer);
      await this.desk.end(lines);
      this.outbox.publish(TransferRejected, transfer, { ...this.desk.factsOf(transfer, lines), reason });
    });
  }

  withdrawCar(id: string, { stockVehicleId, reason }: WithdrawCarStockTransfer): Promise<void> {
    return this.desk.stay(id, 'withdraw-car', async (transfer) => {
      const lines = await this.desk.linesOf(transfer);
      const line = lines.find((l) => l.stockVehicleId === stockVehicleId);
      if (!line) throw ReferenceUnknown({ errors: [at('/stockVehicleId', ReferenceUnknown)] });
      if (lines.length === 1) throw TransferLastCar();
      await this.desk.end([line], 'WITHDRAWN');
      return { withdrawn: stockVehicleId, reason };
    });
  }

  /** The cars leave: they stay the giving store's until they are received, and nobody can take them. */
  ship(id: string, transport: ShipStockTransfer): Promise<void> {
    const { carrier, carrierPlate, driverName = null, expectedOn, transportCost } = transport;
    return this.desk.move(id, 'ship', async (transfer) => {
      const lines = await this.desk.linesOf(transfer);
      const cars = await this.#lockFree(transfer, lines);
      await this.#refuseDisposed(cars);
      for (const car of cars) {
        const line = this.desk.lineOf(lines, car.id);
        Object.assign(line, { locationOut: car.location, yardOut: car.yard, odometerOutKm: car.odometerKm });
        Object.assign(car, { location: null, yard: null });
        await this.moves.move(car, 'begin-transfer', { transfer, reason: transfer.reason });
        await this.desk.note(line);
      }
      Object.assign(transfer, { carrier, carrierPlate, driverName, expectedOn, transportCost });
      transfer.shippedBy = context.principal.id;
      transfer.shippedAt = this.clock.now();
      this.outbox.publish(TransferShipped, transfer, { ...this.desk.factsOf(transfer, lines), expectedOn, transportCost });
    });
  }

  /** It did not get there: the cars are back where they came from. */
  fail(id: string, { reason, heldVehicleIds = [] }: FailStockTransfer): Promise<void> {
    return this.desk.move(id, 'fail', async (transfer) => {
      const lines = await this.desk.linesOf(transfer);
      const strange = heldVehicleIds.flatMap((held, n) =>
        lines.some((l) => l.stockVehicleId === held) ? [] : [at(`/heldVehicleIds/${n}`, ReferenceUnknown)],
      );
      if (strange.length) throw ReferenceUnknown({ errors: strange });
      for (const car of await this.desk.carsOf(lines)) {
        const { locationOut: location, yardOut: yard } = this.desk.lineOf(lines, car.id);
        Object.assign(car, { location, yard });
        await this.desk.putDown(car, transfer, reason, heldVehicleIds.includes(car.id));
        await this.reservations.offer(car);
      }
      await this.desk.end(lines, 'RETURNED');
      transfer.endReason = reason;
      this.outbox.publish(TransferFailed, transfer, { ...this.desk.factsOf(transfer, lines), reason });
    });
  }

  cancel(id: string, { reason }: CancelStockTransfer): Promise<void> {
    return this.desk.move(id, 'cancel', async (transfer) => {
      const lines = await this.desk.linesOf(transfer);
      await this.desk.end(lines);
      transfer.endReason = reason;
      this.outbox.publish(TransferCancelled, transfer, { ...this.desk.factsOf(transfer, lines), reason });
    });
  }

  close(id: string): Promise<void> {
    return this.desk.move(id, 'close', async (transfer) => {
      await this.desk.mustBeResolved(transfer);
      transfer.closedAt = this.clock.now();
      this.outbox.publish(TransferClosed, transfer, this.desk.factsOf(transfer, await this.desk.allLinesOf(transfer)));
    });
  }

  #decide(transfer: StockTransfer, note: string | null): void {
    transfer.decidedBy = context.principal.id;
    transfer.decidedAt = this.clock.now();
    transfer.decisionNote = note;
  }

  /** A car about whose disposal the store has not decided stays there until it has: it would be the other store's to decide. */
  async #refuseDisposed(cars: StockVehicle[]): Promise<void> {
    const waiting = await this.db.sql<{ number: string; vin: string }>(
      `SELECT number, vin FROM inventory.vehicle_disposal WHERE stock_vehicle_id = ANY($1::uuid[]) AND state = 'REQUESTED' ORDER BY number`,
      [cars.map((car) => car.id)],
    );
    if (!waiting.length) return;
    const named = waiting.map(({ number, vin }) => `${vin} (${number})`).join(say('、', ', '));
    throw DisposalOfCarWaits({ detail: say(`处置申请待审批:${named}`, `To be decided: ${named}`) });
  }

  /** The cars, locked, each in stock of the giving store: a reserved one is not sent (V-8). */
  async #lockFree(transfer: StockTransfer, lines: StockTransferLine[]): Promise<StockVehicle[]> {
    const cars = await this.desk.carsOf(lines);
    for (const car of cars) {
      if (car.storeId !== transfer.storeId)
        throw VehicleLeftStore({ detail: say(`车辆 ${car.vin} 已不在调出门店`, `The car ${car.vin} is no longer the giving store’s`) });
      stockVehicleLifecycle.check(car, 'begin-transfer');
    }
    return cars;
  }
}

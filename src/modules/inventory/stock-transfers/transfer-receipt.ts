import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, type FieldFault, ReferenceUnknown, say } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { inScope } from '../../../kernel/database/aggregate.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { TransferReceived } from '../inventory.contract.js';
import { asDefects, DefectBook } from '../vehicle-defects/defect-book.js';
import { ReservationService } from '../reservations/reservation.service.js';
import type { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import type { ReceivedCar, ReceiveStockTransfer, ResolveStockTransfer } from './stock-transfer.dto.js';
import {
  type DifferenceKind,
  RESOLUTIONS,
  type StockTransfer,
  StockTransferDifference,
  type StockTransferLine,
} from './stock-transfer.entity.js';
import {
  DifferenceResolved,
  ResolutionNotOfKind,
  TransferOdometerTolerance,
  TransferOfOtherStore,
  TransferReceiptIncomplete,
} from './stock-transfer.rules.js';
import { TransferDesk } from './transfer-desk.js';
import { TransferredBooks } from './transferred-books.js';

/** What came, and what came otherwise than it was sent (V-8). */
@Injectable()
export class TransferReceipt {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly desk: TransferDesk,
    private readonly reservations: ReservationService,
    private readonly defects: DefectBook,
    private readonly books: TransferredBooks,
  ) {}

  /** Cars that came are the receiving store’s from this moment; one that did not stays the giver’s, on its way, until its difference is resolved. */
  receive(id: string, { cars: received }: ReceiveStockTransfer): Promise<void> {
    return this.desk.move(id, 'receive', async (transfer) => {
      const lines = await this.desk.linesOf(transfer);
      refuseIncomplete(received, lines);
      const differences: StockTransferDifference[] = [];
      for (const car of await this.desk.carsOf(lines)) {
        const line = this.desk.lineOf(lines, car.id);
        const seen = received.find((r) => r.stockVehicleId === car.id);
        if (!seen?.arrived) {
          line.outcome = 'MISSING';
          differences.push(differs(transfer, car, 'MISSING', '车辆未到'));
          await this.desk.note(line);
        } else differences.push(...(await this.#takeOver(car, transfer, lines, seen)));
      }
      await this.db.insertAll(StockTransferDifference, differences);
      transfer.receivedBy = context.principal.id;
      transfer.receivedAt = this.clock.now();
      this.outbox.publish(TransferReceived, transfer, {
        ...this.desk.factsOf(transfer, lines),
        differences: differences.map(({ stockVehicleId, kind }) => ({ stockVehicleId, kind })),
      });
    });
  }

  /** How a difference ends; a missing car turns up with one of the two stores, or is lost and stands on hold in the giver’s books. */
  resolve(id: string, { differenceId, resolution, note, location, odometerKm, damages }: ResolveStockTransfer): Promise<void> {
    return this.desk.move(id, 'resolve', async (transfer) => {
      const difference = await this.db.repo(StockTransferDifference).findOneBy({ id: differenceId, stockTransferId: id });
      if (!difference) throw ReferenceUnknown({ errors: [at('/differenceId', ReferenceUnknown)] });
      if (difference.resolution !== null) throw DifferenceResolved();
      if (!(RESOLUTIONS[difference.kind] as readonly string[]).includes(resolution))
        throw ResolutionNotOfKind({ errors: [at('/resolution', ResolutionNotOfKind)] });
      if (difference.kind === 'MISSING') {
        const lines = await this.desk.linesOf(transfer);
        const line = this.desk.lineOf(lines, difference.stockVehicleId);
        const [car] = await this.desk.carsOf([line]);
        if (!car) throw new Error(`A transfer of a car that is not there: ${line.stockVehicleId}`);
        // Where the car is only the people there can say.
        if (!inScope({ storeId: resolution === 'ARRIVED_LATE' ? transfer.toStoreId : transfer.storeId })) throw TransferOfOtherStore();
        if (resolution === 'ARRIVED_LATE') {
          const seen = { stockVehicleId: car.id, arrived: true, location, odometerKm, damages };
          refuseIncomplete([seen], [line], '');
          // All that left share the carriage, whenever they come.
          const sent = (await this.desk.allLinesOf(transfer)).filter((l) => l.outcome !== 'WITHDRAWN');
          await this.db.insertAll(StockTransferDifference, await this.#takeOver(car, transfer, sent, seen));
        } else {
          const lost = resolution === 'LOST';
          const back = location === undefined ? { location: line.locationOut, yard: line.yardOut } : { location, yard: null };
          Object.assign(car, lost ? { location: null, yard: null } : back);
          await this.desk.putDown(car, transfer, note, lost);
          await this.desk.end([line], lost ? 'LOST' : 'RETURNED');
          await this.reservations.offer(car);
        }
      }
      await this.db.sql(
        `UPDATE inventory.stock_transfer_difference SET resolution = $2, resolution_note = $3, resolved_by = $4, resolved_at = $5 WHERE id = $1`,
        [differenceId, resolution, note, context.principal.id, this.clock.now()],
      );
    });
  }

  /** V-4: the group’s stock-in date stays, the store’s own begins today. Answers what is otherwise than it was sent. */
  async #takeOver(
    car: StockVehicle,
    transfer: StockTransfer,
    sent: StockTransferLine[],
    seen: ReceivedCar,
  ): Promise<StockTransferDifference[]> {
    const line = this.desk.lineOf(sent, car.id);
    const damages = (seen.damages ?? []).map(({ place, note }) => ({ place, note }));
    const damaged = damages.length > 0;
    const run = (seen.odometerKm ?? 0) - (line.odometerOutKm ?? 0);
    const differences: StockTransferDifference[] = [];
    if (damaged) {
      const seenDamage = damages.map((d) => `${d.place}:${d.note}`).join(';');
      differences.push(differs(transfer, car, 'DAMAGE', seenDamage.slice(0, 2000)));
    }
    if (run > (await this.identity.setting(TransferOdometerTolerance, transfer.toStoreId)))
      differences.push(differs(transfer, car, 'ODOMETER', `运输中行驶 ${run} km`));
    car.damages = [...car.damages, ...damages];
    await this.defects.enter(car, 'TRANSFER', null, asDefects('TRANSPORT', damages));
    if (seen.odometerKm !== undefined) car.readOdometer(seen.odometerKm);
    car.storeId = transfer.toStoreId;
    car.storeSince = this.clock.today();
    Object.assign(car, { location: seen.location ?? null, yard: null });
    Object.assign(line, { live: false, outcome: damaged ? 'DAMAGED' : 'RECEIVED', odometerInKm: seen.odometerKm ?? null });
    await this.desk.note(line);
    await this.desk.putDown(car, transfer, damaged ? '调拨到货有损伤' : transfer.reason, damaged);
    await this.books.follow(car, transfer, sent);
    await this.reservations.offer(car);
    return differences;
  }
}

const differs = (transfer: StockTransfer, car: StockVehicle, kind: DifferenceKind, note: string): StockTransferDifference => ({
  ...{ id: newId(), stockTransferId: transfer.id, stockVehicleId: car.id, kind, note },
  ...{ resolution: null, resolutionNote: null, resolvedBy: null, resolvedAt: null },
});

/** Every car answered for once, and where it stands and what it reads of each that came. */
function refuseIncomplete(received: ReceivedCar[], lines: StockTransferLine[], base = '/cars'): void {
  const faults: FieldFault[] = [];
  const fault = (pointer: string, zh: string, en: string) => faults.push(at(pointer, TransferReceiptIncomplete, say(zh, en)));
  for (const [n, { stockVehicleId, arrived, odometerKm, location }] of received.entries()) {
    const place = base === '' ? '' : `${base}/${n}`;
    if (!lines.some((l) => l.stockVehicleId === stockVehicleId))
      fault(`${place}/stockVehicleId`, '不在调拨单上', 'it is not of this transfer');
    if (received.findIndex((r) => r.stockVehicleId === stockVehicleId) < n)
      fault(`${place}/stockVehicleId`, '重复验收', 'it is answered for twice');
    if (arrived && odometerKm === undefined) fault(`${place}/odometerKm`, '须记录里程', 'what the odometer reads is missing');
    if (arrived && location === undefined) fault(`${place}/location`, '须记录车位', 'where it stands is missing');
  }
  for (const line of lines)
    if (!received.some((r) => r.stockVehicleId === line.stockVehicleId))
      fault(base, `未验收 ${line.stockVehicleId}`, `${line.stockVehicleId} is not answered for`);
  if (faults.length) throw TransferReceiptIncomplete({ errors: faults });
}

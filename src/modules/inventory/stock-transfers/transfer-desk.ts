import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { inScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { at, NotFound } from '../../../kernel/problems.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VehicleMoves } from '../stock-vehicles/vehicle-moves.js';
import {
  StockTransfer,
  stockTransferLifecycle,
  StockTransferLine,
  type StockTransferMove,
  storesThatMay,
  type TransferOutcome,
} from './stock-transfer.entity.js';
import { ofTheirs } from './stock-transfer.queries.js';
import { TransferDifferencesOpen, TransferOfOtherStore, TransferSameStore } from './stock-transfer.rules.js';

/** What every step of a transfer has in common: who may take it, its cars and its lines. Locks: the transfer, then its cars by id. */
@Injectable()
export class TransferDesk {
  constructor(
    private readonly db: Database,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly moves: VehicleMoves,
  ) {}

  /** A number for a transfer between two stores, of which one is the caller's. */
  async numberFor(fromStoreId: string, toStoreId: string): Promise<string> {
    if (!inScope({ storeId: fromStoreId }) && !inScope({ storeId: toStoreId })) throw NotFound();
    if (fromStoreId === toStoreId) throw TransferSameStore({ errors: [at('/toStoreId', TransferSameStore)] });
    await this.identity.store(toStoreId);
    return this.numbers.next('ST', (await this.identity.store(fromStoreId)).code);
  }

  /** Locks it, makes the move, does the work that goes with it, saves. */
  move(id: string, move: Exclude<StockTransferMove, 'withdraw-car'>, work: (transfer: StockTransfer) => Promise<void>): Promise<void> {
    return this.db.transaction(async () => {
      const transfer = await this.#lock(id, move);
      await work(transfer);
      stockTransferLifecycle.move(transfer, move);
      await this.db.save(transfer, move);
    });
  }
  /** A move that leaves the state as it is: what it did is in the audit. */
  stay(id: string, move: 'withdraw-car', work: (transfer: StockTransfer) => Promise<Record<string, unknown>>): Promise<void> {
    return this.db.transaction(async () => {
      const transfer = await this.#lock(id, move);
      const changes = await work(transfer);
      stockTransferLifecycle.move(transfer, move, transfer.state);
      await this.db.save(transfer, move);
      this.db.audit({ action: move, aggregateType: StockTransfer.name, aggregateId: id, storeId: transfer.storeId, changes });
    });
  }

  /** Permission, then state: a third store knows nothing of it, the other of the two is told whose step it is. */
  async #lock(id: string, move: StockTransferMove): Promise<StockTransfer> {
    const [transfer] = await this.db.lockAll(StockTransfer, { id });
    if (!transfer || !ofTheirs(transfer)) throw NotFound();
    if (!storesThatMay(move, transfer).some((storeId) => inScope({ storeId }))) throw TransferOfOtherStore();
    stockTransferLifecycle.check(transfer, move);
    return transfer;
  }

  /** The cars that are still meant to go or are on their way. */
  async linesOf(transfer: StockTransfer): Promise<StockTransferLine[]> {
    return (await this.allLinesOf(transfer)).filter((l) => l.outcome === null || l.outcome === 'MISSING');
  }
  allLinesOf({ id }: StockTransfer): Promise<StockTransferLine[]> {
    return this.db.repo(StockTransferLine).find({ where: { stockTransferId: id }, order: { id: 'ASC' } });
  }
  lineOf(lines: StockTransferLine[], stockVehicleId: string): StockTransferLine {
    const line = lines.find((l) => l.stockVehicleId === stockVehicleId);
    if (!line) throw new Error(`The transfer has no car ${stockVehicleId}`);
    return line;
  }
  carsOf(lines: StockTransferLine[]): Promise<StockVehicle[]> {
    return this.db.lockAll(StockVehicle, { id: In(lines.map((l) => l.stockVehicleId)) });
  }

  /** What a step found out about a car of the transfer. */
  async note(line: StockTransferLine): Promise<void> {
    await this.db.sql(
      `UPDATE inventory.stock_transfer_line SET live = $2, outcome = $3, location_out = $4, yard_out = $5, odometer_out_km = $6, odometer_in_km = $7 WHERE id = $1`,
      [line.id, line.live, line.outcome, line.locationOut, line.yardOut, line.odometerOutKm, line.odometerInKm],
    );
  }
  /** The cars are free for another transfer. */
  async end(lines: StockTransferLine[], outcome: TransferOutcome | null = null): Promise<void> {
    await this.db.sql(`UPDATE inventory.stock_transfer_line SET live = false, outcome = $2 WHERE id = ANY($1::uuid[])`, [
      lines.map((l) => l.id),
      outcome,
    ]);
  }

  /** The car is in a store again: in stock, or on hold with the reason. */
  async putDown(car: StockVehicle, transfer: StockTransfer, reason: string, held: boolean): Promise<void> {
    if (held) {
      Object.assign(car, { heldFrom: 'IN_STOCK', holdKind: 'QUALITY', holdReason: reason, pdiPassedAt: null });
    }
    await this.moves.move(car, 'end-transfer', { to: held ? 'HOLD' : 'IN_STOCK', reason, transfer });
  }

  async mustBeResolved({ id }: StockTransfer): Promise<void> {
    const open = await this.db.touched(
      `SELECT 1 FROM inventory.stock_transfer_difference WHERE stock_transfer_id = $1 AND resolution IS NULL`,
      [id],
    );
    if (open) throw TransferDifferencesOpen();
  }

  factsOf({ id, number, storeId, toStoreId }: StockTransfer, lines: StockTransferLine[]) {
    return {
      stockTransferId: id,
      number,
      storeId,
      toStoreId,
      cars: lines.map(({ stockVehicleId, transferPrice }) => ({ stockVehicleId, transferPrice })),
    };
  }
}

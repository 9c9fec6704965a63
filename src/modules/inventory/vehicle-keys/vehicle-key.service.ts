import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { newId } from '../../../kernel/ids.js';
import { at, ReferenceUnknown } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { GONE, StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { VehicleGone } from '../stock-vehicles/stock-vehicle.rules.js';
import type { AddVehicleKey, HandOutVehicleKey, VehicleKeyView } from './vehicle-key.dto.js';
import { VehicleKey, VehicleKeyEntry, vehicleKeyLifecycle, type VehicleKeyMove } from './vehicle-key.entity.js';
import { VehicleKeyReads } from './vehicle-key.queries.js';

/** Keys of cars: how many there are and who has each; one holder at a time. */
@Injectable()
export class VehicleKeyService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly numbers: Numbers,
    private readonly reads: VehicleKeyReads,
  ) {}

  async add({ stockVehicleId, label }: AddVehicleKey): Promise<VehicleKeyView> {
    const id = newId();
    await this.db.transaction(async () => {
      const { storeId, state } = await this.db.lock(StockVehicle, stockVehicleId);
      if (GONE.includes(state)) throw VehicleGone();
      const key = Object.assign(new VehicleKey(), { id, number: await this.numbers.next('VK'), storeId, stockVehicleId, label });
      vehicleKeyLifecycle.begin(key);
      await this.db.save(key, 'add');
      await this.#record(key, 'add', null);
    });
    return this.reads.one(id);
  }

  async handOut(id: string, { employeeId, purpose }: HandOutVehicleKey): Promise<VehicleKeyView> {
    const { storeId, state } = await this.reads.one(id);
    vehicleKeyLifecycle.check({ state: state as VehicleKey['state'] }, 'hand-out');
    const holder = await this.identity.employeeOf(storeId, context.employee(employeeId) ?? '');
    if (!holder) throw ReferenceUnknown({ errors: [at('/employeeId', ReferenceUnknown)] });
    return this.#move(id, 'hand-out', purpose, { holderEmployeeId: holder.employeeId, heldSince: this.clock.now(), purpose });
  }
  giveBack(id: string, note: string | null): Promise<VehicleKeyView> {
    return this.#move(id, 'give-back', note);
  }
  reportLost(id: string, note: string): Promise<VehicleKeyView> {
    return this.#move(id, 'report-lost', note);
  }
  find(id: string, note: string): Promise<VehicleKeyView> {
    return this.#move(id, 'find', note);
  }

  /** The car is somebody else's now, and its keys with it. */
  async handOver(stockVehicleId: string): Promise<void> {
    for (const key of await this.db.lockAll(VehicleKey, { stockVehicleId }))
      if (vehicleKeyLifecycle.allows(key.state, 'hand-over')) await this.#moved(key, 'hand-over', null);
  }

  async #move(id: string, move: VehicleKeyMove, note: string | null, held: Partial<VehicleKey> = {}): Promise<VehicleKeyView> {
    await this.reads.one(id);
    await this.db.transaction(async () => {
      const [key] = await this.db.lockAll(VehicleKey, { id });
      if (key) await this.#moved(key, move, note, held);
    });
    return this.reads.one(id);
  }
  async #moved(key: VehicleKey, move: VehicleKeyMove, note: string | null, held: Partial<VehicleKey> = {}): Promise<void> {
    vehicleKeyLifecycle.move(key, move);
    Object.assign(key, { holderEmployeeId: null, heldSince: null, purpose: null, ...held });
    await this.db.save(key, move);
    await this.#record(key, move, note);
  }
  #record({ id, state, holderEmployeeId }: VehicleKey, move: string, note: string | null): Promise<void> {
    const entry = { id: newId(), vehicleKeyId: id, move, toState: state, holderEmployeeId, note };
    return this.db.insertAll(VehicleKeyEntry, [{ ...entry, actorId: context.principal.id, at: this.clock.now() }]);
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { DefectFound, DefectSettled } from '../inventory.contract.js';
import type { Disclosure, StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
import { type DefectSource, type Severity, VehicleDefect, vehicleDefectLifecycle } from './vehicle-defect.entity.js';

export interface FoundDefect {
  itemCode: string;
  description: string;
  severity?: Severity;
  photoReference?: string | null;
}

/** Damage of a car as its defects: whoever buys it is told, however well it was repaired (三包 32). */
export const asDefects = (itemCode: string, damages: readonly { place: string; note: string }[]): FoundDefect[] =>
  damages.map(({ place, note }) => ({ itemCode, description: `${place}:${note}` }));

/** What the buyer of a car is told of what it was before (三包 33, 消法 55). */
const HISTORY: Record<Disclosure, string> = {
  THREE_GUARANTEES_RETURN: '本车为三包退换车',
  RETURNED: '本车曾售出并退回',
  FORMER_DEMO: '本车曾作试驾车使用',
  FORMER_LOANER: '本车曾作代步车使用',
};

/** What is found wrong with a car before it is sold is entered here (D-9). */
@Injectable()
export class DefectBook {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
  ) {}

  /** The car is locked by the caller, who saves it: what was passed before the defect was found is passed no more. */
  async enter(car: StockVehicle, source: DefectSource, inspectionId: string | null, found: FoundDefect[]): Promise<void> {
    if (!found.length) return;
    car.pdiPassedAt = null;
    const { code } = await this.identity.store(car.storeId);
    for (const { itemCode, description, severity = 'MINOR', photoReference = null } of found) {
      const number = await this.numbers.next('VD', code);
      await this.#enter(car, { number, source, inspectionId, itemCode, description, severity, photoReference });
    }
  }

  /** It was driven or owned: its buyer is told of it as of a defect that is left as it is. The car is locked by the caller, who saves it. */
  async becomeUsed(car: StockVehicle, why: Disclosure): Promise<void> {
    car.becomeUsed(why);
    // That it came back is said with why it did.
    if (why === 'RETURNED' && car.disclosure === 'THREE_GUARANTEES_RETURN') return;
    if (await this.db.repo(VehicleDefect).existsBy({ stockVehicleId: car.id, source: 'HISTORY', itemCode: why })) return;
    const { code } = await this.identity.store(car.storeId);
    const facts = { number: await this.numbers.next('VD', code), inspectionId: null, severity: 'MINOR' as const, photoReference: null };
    const defect = await this.#enter(car, { ...facts, source: 'HISTORY', itemCode: why, description: HISTORY[why] });
    Object.assign(defect, { decidedBy: context.principal.id, decidedAt: this.clock.now(), decisionNote: HISTORY[why] });
    vehicleDefectLifecycle.move(defect, 'waive');
    await this.db.save(defect, 'waive');
    const { id: stockVehicleId, vin, modelId, colour, storeId } = car;
    const settled = { stockVehicleId, vin, modelId, colour, storeId, vehicleDefectId: defect.id, outcome: 'WAIVED' };
    this.outbox.publish(DefectSettled, { id: defect.id, storeId, constructor: VehicleDefect }, settled);
  }

  async #enter(
    car: StockVehicle,
    found: Pick<VehicleDefect, 'number' | 'source' | 'inspectionId' | 'itemCode' | 'description' | 'severity' | 'photoReference'>,
  ): Promise<VehicleDefect> {
    const { id: stockVehicleId, vin, modelId, colour, storeId } = car;
    const defect = Object.assign(new VehicleDefect(), {
      ...{ id: newId(), stockVehicleId, ...found, foundBy: context.principal.id, foundAt: this.clock.now() },
    });
    vehicleDefectLifecycle.begin(defect);
    await this.db.save(defect, 'enter');
    const { id: vehicleDefectId, source, itemCode, severity } = defect;
    const facts = { stockVehicleId, vin, modelId, colour, storeId, vehicleDefectId, source, itemCode, severity };
    this.outbox.publish(DefectFound, { id: vehicleDefectId, storeId, constructor: VehicleDefect }, facts);
    return defect;
  }

  /** What was found under this code is put right; somebody else looks at it. The car is locked by the caller. */
  async putRight(car: StockVehicle, itemCode: string, reworkNote: string): Promise<void> {
    for (const defect of await this.db.lockAll(VehicleDefect, { stockVehicleId: car.id, itemCode, state: 'OPEN' })) {
      Object.assign(defect, { reworkNote, reworkedBy: context.principal.id, reworkedAt: this.clock.now() });
      vehicleDefectLifecycle.move(defect, 'rework');
      await this.db.save(defect, 'rework');
    }
  }
}

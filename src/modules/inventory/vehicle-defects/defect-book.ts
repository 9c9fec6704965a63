import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { DefectFound } from '../inventory.contract.js';
import type { StockVehicle } from '../stock-vehicles/stock-vehicle.entity.js';
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
      const defect = Object.assign(new VehicleDefect(), {
        ...{
          id: newId(),
          number: await this.numbers.next('VD', code),
          stockVehicleId: car.id,
          source,
          inspectionId,
          itemCode,
          description,
        },
        ...{ severity, photoReference, foundBy: context.principal.id, foundAt: this.clock.now() },
      });
      vehicleDefectLifecycle.begin(defect);
      await this.db.save(defect, 'enter');
      const { id: stockVehicleId, vin, modelId, colour, storeId } = car;
      const facts = { stockVehicleId, vin, modelId, colour, storeId, vehicleDefectId: defect.id, source, itemCode, severity };
      this.outbox.publish(DefectFound, Object.assign(defect, { storeId }), facts);
    }
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

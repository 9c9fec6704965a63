import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { Clock, dateOf } from '../../../kernel/time/clock.js';
import { OdometerBelowLast } from '../aftersales.contract.js';
import { MaintenanceReminderService } from '../maintenance-reminders/maintenance-reminder.service.js';
import { type CustomerVehicle, OdometerReading, type OdometerSource } from './customer-vehicle.entity.js';

/** Keeps what the odometer showed; every reading moves the forecasts of the car's maintenance. */
@Injectable()
export class OdometerReadings {
  constructor(
    private readonly db: Database,
    private readonly reminders: MaintenanceReminderService,
    private readonly clock: Clock,
  ) {}

  /** The first reading of a new owner's car: their reminders start, those of an owner before them stop. */
  async begin(vehicle: CustomerVehicle, source: 'DELIVERY' | 'REGISTRATION', when: Date = this.clock.now()): Promise<void> {
    await this.reminders.stopAll(vehicle.id, say('车辆已易主', 'The car changed hands'));
    await this.#insert(vehicle, vehicle.odometerKm, source, null, when);
    await this.reminders.openCycles(vehicle, { on: dateOf(when), km: vehicle.odometerKm }, source === 'DELIVERY');
  }

  /** A reading below the last one needs a reason (A-2, M-2). The vehicle must be locked. */
  async record(vehicle: CustomerVehicle, reading: { odometerKm: number; reason: string | null; source: OdometerSource }): Promise<void> {
    if (reading.odometerKm < vehicle.odometerKm && reading.reason === null)
      throw OdometerBelowLast({
        detail: say(`上次读数为 ${vehicle.odometerKm} km`, `The last reading is ${vehicle.odometerKm} km`),
        errors: [at('/odometerKm', OdometerBelowLast)],
      });
    await this.#insert(vehicle, reading.odometerKm, reading.source, reading.reason, this.clock.now());
    if (reading.odometerKm !== vehicle.odometerKm) {
      vehicle.odometerKm = reading.odometerKm;
      await this.db.save(vehicle, 'read-odometer');
    }
    await this.reminders.replan(vehicle.id);
  }

  async #insert(vehicle: CustomerVehicle, odometerKm: number, source: OdometerSource, reason: string | null, when: Date): Promise<void> {
    await this.db.insertAll(OdometerReading, [
      {
        id: newId(),
        customerVehicleId: vehicle.id,
        odometerKm,
        readOn: dateOf(when),
        readAt: when,
        source,
        reason,
        recordedBy: context.principal.id,
      },
    ]);
  }
}

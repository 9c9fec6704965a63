import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { AppointmentMismatch, PartsAlreadyIssued, RepairOrderCancelled, RepairOrderOpened } from '../aftersales.contract.js';
import { CustomerVehicle } from '../customer-vehicles/customer-vehicle.entity.js';
import { PartsApi } from '../../parts/parts.api.js';
import { OdometerReadings } from '../customer-vehicles/odometer-readings.js';
import { ServiceAppointment, serviceAppointmentLifecycle } from '../service-appointments/service-appointment.entity.js';
import type { CreateRepairOrder, RepairOrderView } from './repair-order.dto.js';
import { jobOf, RepairOrder, repairOrderLifecycle } from './repair-order.entity.js';
import { linesOf, viewOf } from './repair-order.queries.js';

/** The car comes in, or leaves again before any work. */
@Injectable()
export class ReceptionService {
  constructor(
    private readonly db: Database,
    private readonly identity: IdentityApi,
    private readonly odometer: OdometerReadings,
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly parts: PartsApi,
  ) {}

  /** Receives a car: odometer, walk-around and signature; its appointment is used up. */
  async receive(body: CreateRepairOrder): Promise<RepairOrderView> {
    const store = await this.identity.storeForNew(body.storeId);
    return this.db.transaction(async () => {
      const vehicle = await this.db.lock(CustomerVehicle, body.customerVehicleId);
      if (body.appointmentId !== undefined) await this.#convert(body.appointmentId, vehicle.id, store.id);
      await this.odometer.record(vehicle, { odometerKm: body.odometerKm, reason: body.odometerReason ?? null, source: 'REPAIR_ORDER' });
      const now = this.clock.now();
      const order = Object.assign(new RepairOrder(), {
        id: newId(),
        storeId: store.id,
        ownerEmployeeId: context.principal.id,
        number: await this.numbers.next('RO', store.code),
        customerVehicleId: vehicle.id,
        customerId: vehicle.customerId,
        vin: vehicle.vin,
        appointmentId: body.appointmentId ?? null,
        odometerKm: body.odometerKm,
        fuelLevelPercent: body.fuelLevelPercent,
        concern: body.concern,
        walkAround: body.walkAround.items.map(({ code, note }) => ({ code, note })),
        signedBy: body.signedBy,
        receivedAt: now,
        estimateVersion: 0,
        estimateStale: false,
        qualityChecks: [],
      });
      repairOrderLifecycle.begin(order);
      await this.db.save(order, 'receive');
      this.outbox.publish(RepairOrderOpened, order, {
        ...jobOf(order),
        odometerKm: order.odometerKm,
        appointmentId: order.appointmentId,
        openedAt: now.toISOString(),
      });
      return viewOf(order, []);
    });
  }

  /** What it held (bays, part reservations, a silenced reminder) is given back by the reaction to the event. */
  cancel(id: string, reason: string): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      repairOrderLifecycle.move(order, 'cancel');
      // Under the lock of the stock: nobody issues a part to an order that is being cancelled.
      await this.parts.releaseReservations(id);
      if (await this.parts.anyIssued(id)) throw PartsAlreadyIssued();
      const lines = await linesOf(this.db, id);
      order.cancelReason = reason;
      await this.db.save(order, 'cancel');
      this.outbox.publish(RepairOrderCancelled, order, { ...jobOf(order), reason });
      return viewOf(order, lines);
    });
  }

  async #convert(appointmentId: string, vehicleId: string, storeId: string): Promise<void> {
    const appointment = await this.db.lock(ServiceAppointment, appointmentId);
    if (appointment.customerVehicleId !== vehicleId || appointment.storeId !== storeId)
      throw AppointmentMismatch({ errors: [at('/appointmentId', AppointmentMismatch)] });
    serviceAppointmentLifecycle.move(appointment, 'convert');
    await this.db.save(appointment, 'convert');
  }
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { Clock } from '../../../kernel/time/clock.js';
import { AppointmentArrived, AppointmentBooked, AppointmentCancelled, AppointmentMissed } from '../aftersales.contract.js';
import { CustomerVehicle } from '../customer-vehicles/customer-vehicle.entity.js';
import { MaintenanceReminderService } from '../maintenance-reminders/maintenance-reminder.service.js';
import type { CreateServiceAppointment, ServiceAppointmentView } from './service-appointment.dto.js';
import { ServiceAppointment, serviceAppointmentLifecycle } from './service-appointment.entity.js';
import { viewOf } from './service-appointment.queries.js';
import { ServiceSlotService } from './service-slot.service.js';

@Injectable()
export class ServiceAppointmentService {
  constructor(
    private readonly db: Database,
    private readonly slots: ServiceSlotService,
    private readonly reminders: MaintenanceReminderService,
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Books a free slot; the reminders of its operations fall silent (M-4). */
  book(body: CreateServiceAppointment): Promise<ServiceAppointmentView> {
    return this.db.transaction(async () => {
      const vehicle = await this.db.find(CustomerVehicle, body.customerVehicleId);
      const { store, ...slot } = await this.slots.claim(body.storeId, body.operationCodes, new Date(body.startsAt));
      const appointment = Object.assign(new ServiceAppointment(), {
        ...slot,
        id: newId(),
        storeId: store.id,
        ownerEmployeeId: context.principal.kind === 'EMPLOYEE' ? context.principal.id : null,
        number: await this.numbers.next('SA', store.code),
        customerVehicleId: vehicle.id,
        customerId: vehicle.customerId,
        operationCodes: body.operationCodes,
        concern: body.concern ?? null,
      });
      serviceAppointmentLifecycle.begin(appointment);
      await this.db.save(appointment, 'book');
      await this.reminders.book(vehicle.id, appointment.operationCodes);
      this.outbox.publish(AppointmentBooked, appointment, {
        ...visitOf(appointment),
        startsAt: appointment.startsAt.toISOString(),
        operationCodes: appointment.operationCodes,
        ownerEmployeeId: appointment.ownerEmployeeId,
      });
      return viewOf(appointment);
    });
  }

  arrive(id: string): Promise<ServiceAppointmentView> {
    return this.db.transaction(async () => {
      const appointment = await this.db.lock(ServiceAppointment, id);
      serviceAppointmentLifecycle.move(appointment, 'arrive');
      const arrivedAt = this.clock.now();
      appointment.arrivedAt = arrivedAt;
      await this.db.save(appointment, 'arrive');
      this.outbox.publish(AppointmentArrived, appointment, { ...visitOf(appointment), arrivedAt: arrivedAt.toISOString() });
      return viewOf(appointment);
    });
  }

  cancel(id: string, reason: string): Promise<ServiceAppointmentView> {
    return this.db.transaction(async () => {
      const appointment = await this.db.lock(ServiceAppointment, id);
      serviceAppointmentLifecycle.move(appointment, 'cancel');
      appointment.cancelReason = reason;
      await this.db.save(appointment, 'cancel');
      await this.reminders.reopen(appointment.customerVehicleId);
      this.outbox.publish(AppointmentCancelled, appointment, { ...visitOf(appointment), reason });
      return viewOf(appointment);
    });
  }

  /** The tick: nobody came. */
  async miss(id: string): Promise<void> {
    const appointment = await this.db.lock(ServiceAppointment, id);
    serviceAppointmentLifecycle.move(appointment, 'miss');
    await this.db.save(appointment, 'miss');
    await this.reminders.reopen(appointment.customerVehicleId);
    this.outbox.publish(AppointmentMissed, appointment, { ...visitOf(appointment), startsAt: appointment.startsAt.toISOString() });
  }
}

const visitOf = (a: ServiceAppointment) => ({
  storeId: a.storeId,
  customerId: a.customerId,
  customerVehicleId: a.customerVehicleId,
  appointmentId: a.id,
  number: a.number,
});

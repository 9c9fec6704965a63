import { Injectable } from '@nestjs/common';
import { References } from '../../kernel/database/references.js';
import { type Listener, on, Reactions } from '../../kernel/events/event.js';
import { followMerges } from '../crm/crm.contract.js';
import { PartIssued } from '../parts/parts.contract.js';
import { PartsApi } from '../parts/parts.api.js';
import { OrderDelivered, OrderPlated } from '../sales/sales.contract.js';
import { RepairOrderCancelled } from './aftersales.contract.js';
import { CustomerVehicleService } from './customer-vehicles/customer-vehicle.service.js';
import { InternalRepairWork } from './internal-repairs/internal-repair-work.js';
import { MaintenanceReminderService } from './maintenance-reminders/maintenance-reminder.service.js';
import { WorkService } from './repair-orders/work.service.js';
import { ServiceAppointmentService } from './service-appointments/service-appointment.service.js';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class AftersalesReactions extends Reactions {
  constructor(
    private readonly vehicles: CustomerVehicleService,
    private readonly reminders: MaintenanceReminderService,
    private readonly appointments: ServiceAppointmentService,
    private readonly work: WorkService,
    private readonly internal: InternalRepairWork,
    private readonly parts: PartsApi,
    private readonly references: References,
  ) {
    super();
  }

  override readonly listeners: Listener[] = [
    ...followMerges('aftersales', this.references),
    on(OrderDelivered, 'aftersales.receive-delivered-car', async ({ payload: p, sealed }) =>
      this.vehicles.receiveDelivered({
        vin: p.vin,
        storeId: p.storeId,
        customerId: p.customerId,
        modelId: p.modelId,
        modelName: p.modelName,
        powertrain: p.powertrain,
        odometerKm: p.odometerKm,
        deliveredOn: p.deliveredOn,
        deliveredAt: new Date(p.deliveredAt),
        plateSealed: sealed?.['plateNumber'] ?? null,
      }),
    ),
    // After the hand-over, in the order in which the order told of both.
    on(OrderPlated, 'aftersales.receive-delivered-car', ({ payload: { vin, customerId }, sealed }) =>
      this.vehicles.notePlate({ vin, customerId, plateSealed: sealed?.['plateNumber'] ?? null }),
    ),
    on(PartIssued, 'aftersales.note-issued-parts', async ({ payload }) => {
      if (!(await this.internal.noteIssuedParts(payload))) await this.work.noteIssuedParts(payload);
    }),
    on(RepairOrderCancelled, 'aftersales.give-back-what-it-held', async ({ payload: p }) => {
      await this.work.leaveBays(p.repairOrderId);
      await this.parts.releaseReservations(p.repairOrderId);
      await this.reminders.reopen(p.customerVehicleId);
    }),
  ];

  override readonly ticks = [
    {
      name: 'aftersales.miss-appointments',
      table: 'aftersales.service_appointment',
      due: 'no_show_at',
      where: `state = 'BOOKED'`,
      run: (id: string) => this.appointments.miss(id),
    },
    {
      name: 'aftersales.remind-of-maintenance',
      table: 'aftersales.maintenance_reminder',
      due: 'next_step_at',
      where: `next_step_at IS NOT NULL AND state IN ('UPCOMING', 'DUE_SOON', 'OVERDUE')`,
      run: (id: string, now: Date) => this.reminders.takeDueSteps(id, now),
    },
  ];
}

import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { addDays, Clock, instantOf } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { DefaultYearlyKm, ReminderDue, ReminderHour, ReminderLadder } from '../aftersales.contract.js';
import { CustomerVehicle } from '../customer-vehicles/customer-vehicle.entity.js';
import { type PlanItem, reachOf } from '../maintenance-plans/maintenance-plan.entity.js';
import { MaintenancePlanService } from '../maintenance-plans/maintenance-plan.service.js';
import { cycleFrom, type Forecast, forecast, kmPerDay, type Reading } from './due-dates.js';
import type { ListMaintenanceReminders, MaintenanceReminderView } from './maintenance-reminder.dto.js';
import {
  MaintenanceReminder,
  maintenanceReminderLifecycle,
  MaintenanceReminderStep,
  OPEN_REMINDER_STATES,
  stateOn,
} from './maintenance-reminder.entity.js';
import { REMINDERS, viewOf } from './maintenance-reminder.queries.js';

/** A visit to the workshop that may close cycles. */
export interface ServiceDone {
  customerVehicleId: string;
  storeId: string;
  operationCodes: readonly string[];
  on: string;
  odometerKm: number;
}
interface Usage {
  last: Reading;
  rate: number;
}
interface Ladder {
  hour: string;
  /** Days from the predicted due date, ascending. */
  offsets: number[];
}

const stepOf = (offset: number): string => (offset < 0 ? `D${offset}` : `D+${offset}`);
const NOT_BOOKED = ['UPCOMING', 'DUE_SOON', 'OVERDUE'] as const;

@Injectable()
export class MaintenanceReminderService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
    private readonly plans: MaintenancePlanService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async reminder(id: string): Promise<MaintenanceReminderView> {
    return viewOf(await this.db.find(MaintenanceReminder, id));
  }
  async list(query: ListMaintenanceReminders): Promise<Page<MaintenanceReminderView>> {
    const page = await this.lists.page<MaintenanceReminder>(REMINDERS, query);
    return { ...page, items: page.items.map(viewOf) };
  }

  stop(id: string, reason: string): Promise<MaintenanceReminderView> {
    return this.db.transaction(async () => {
      const reminder = await this.db.lock(MaintenanceReminder, id);
      return viewOf(await this.#stop(reminder, reason));
    });
  }

  /** Opens a cycle for every item of the car's plan: from delivery, or from the day we came to know a car of others. */
  async openCycles(vehicle: CustomerVehicle, base: Reading, fromDelivery: boolean): Promise<void> {
    for (const item of await this.plans.itemsFor(vehicle)) await this.#open(vehicle, vehicle.homeStoreId, item, base, fromDelivery);
  }

  /** M-4: the contacts stop when a visit for it is booked. */
  async book(customerVehicleId: string, operationCodes: readonly string[]): Promise<void> {
    const reminders = await this.db.lockAll(MaintenanceReminder, {
      customerVehicleId,
      operationCode: In([...operationCodes]),
      state: In([...NOT_BOOKED]),
    });
    for (const reminder of reminders) {
      maintenanceReminderLifecycle.move(reminder, 'book');
      reminder.nextStepAt = null;
      await this.db.save(reminder, 'book');
    }
  }

  /** A visit came to nothing: what no other visit is booked for is reminded of again. */
  async reopen(customerVehicleId: string): Promise<void> {
    const booked = await this.db.lockAll(MaintenanceReminder, { customerVehicleId, state: 'BOOKED' });
    if (!booked.length) return;
    const elsewhere = await this.db.sql<{ code: string }>(
      `SELECT DISTINCT unnest(operation_codes) AS code FROM aftersales.service_appointment WHERE customer_vehicle_id = $1 AND state IN ('BOOKED', 'ARRIVED')`,
      [customerVehicleId],
    );
    const usage = await this.#usage(customerVehicleId, booked[0]?.storeId as string);
    for (const reminder of booked) {
      if (elsewhere.some(({ code }) => code === reminder.operationCode)) continue;
      const next = forecast(reminder.span, usage.last, usage.rate);
      maintenanceReminderLifecycle.move(reminder, 'reopen', stateOn(this.clock.today(), next));
      await this.#plan(reminder, next);
      await this.db.save(reminder, 'reopen');
    }
  }

  /** M-5: a closed repair order closes the cycles of its operations and opens the next ones. */
  async serviceDone(service: ServiceDone): Promise<void> {
    const reminders = await this.db.lockAll(MaintenanceReminder, {
      customerVehicleId: service.customerVehicleId,
      operationCode: In([...service.operationCodes]),
      state: In([...OPEN_REMINDER_STATES]),
    });
    const vehicle = await this.db.find(CustomerVehicle, service.customerVehicleId);
    const items = reminders.length ? await this.plans.itemsFor(vehicle) : [];
    for (const reminder of reminders) {
      maintenanceReminderLifecycle.move(reminder, 'complete');
      reminder.nextStepAt = null;
      reminder.closedOn = service.on;
      await this.db.save(reminder, 'complete');
      const item = items.find((i) => i.code === reminder.planItem);
      if (item) await this.#open(vehicle, service.storeId, item, { on: service.on, km: service.odometerKm }, false);
    }
    await this.reopen(service.customerVehicleId);
  }

  /** A new odometer reading moves every forecast of the car (M-2). */
  async replan(customerVehicleId: string): Promise<void> {
    const reminders = await this.db.lockAll(MaintenanceReminder, { customerVehicleId, state: In([...NOT_BOOKED]) });
    if (!reminders.length) return;
    const usage = await this.#usage(customerVehicleId, reminders[0]?.storeId as string);
    for (const reminder of reminders) {
      await this.#reassess(reminder, usage);
      await this.db.save(reminder, 'replan');
    }
  }

  /** The car changed hands: its former owner is not reminded any more (M-4). */
  async stopAll(customerVehicleId: string, reason: string): Promise<void> {
    for (const reminder of await this.db.lockAll(MaintenanceReminder, { customerVehicleId, state: In([...OPEN_REMINDER_STATES]) }))
      await this.#stop(reminder, reason);
  }

  /** The tick: state by the day's forecast (M-3), then every step of the ladder that is due, in order (M-4, M-7). */
  async takeDueSteps(id: string, now: Date): Promise<void> {
    const reminder = await this.db.lock(MaintenanceReminder, id);
    const ladder = await this.#ladder(reminder.storeId);
    const next = await this.#reassess(reminder, await this.#usage(reminder.customerVehicleId, reminder.storeId));
    const taken = await this.#taken(reminder.id);
    const due = ladder.offsets
      .map((offset) => ({ step: stepOf(offset), at: instantOf(addDays(next.predictedDueOn, offset), ladder.hour) }))
      .filter(({ step, at }) => at <= now && !taken.has(step));
    if (due.length) {
      // A customer whose car stands in the workshop is not told to bring it.
      const vehicle = await this.db.find(CustomerVehicle, reminder.customerVehicleId);
      const visiting = await this.#inWorkshop(vehicle.id);
      for (const { step, at } of due) {
        const dedupeKey = [vehicle.id, reminder.planItem, reminder.cycle, step].join(':');
        await this.db.insertAll(MaintenanceReminderStep, [{ id: newId(), reminderId: reminder.id, step, dedupeKey, dueAt: at, at: now }]);
        taken.add(step);
        if (visiting) continue;
        reminder.lastNotifiedAt = now;
        this.outbox.publish(ReminderDue, reminder, {
          storeId: reminder.storeId,
          customerId: reminder.customerId,
          customerVehicleId: vehicle.id,
          reminderId: reminder.id,
          planItem: reminder.planItem,
          itemName: reminder.itemName,
          cycle: reminder.cycle,
          step,
          dueOn: reminder.predictedDueOn,
          dueKm: reminder.dueKm,
          modelName: vehicle.modelName,
          dedupeKey,
        });
      }
    }
    reminder.nextStepAt = this.#nextStep(reminder, next, ladder, taken, now);
    await this.db.save(reminder, 'step');
  }

  async #open(vehicle: CustomerVehicle, storeId: string, item: PlanItem, base: Reading, first: boolean): Promise<void> {
    const usage = await this.#usage(vehicle.id, storeId);
    const cycle = cycleFrom(base, reachOf(item, first));
    const next = forecast(cycle, usage.last, usage.rate);
    const [last] = await this.db.sql<{ cycle: number | null }>(
      'SELECT max(cycle) AS cycle FROM aftersales.maintenance_reminder WHERE customer_vehicle_id = $1 AND plan_item = $2',
      [vehicle.id, item.code],
    );
    const reminder = Object.assign(new MaintenanceReminder(), {
      id: newId(),
      storeId,
      customerVehicleId: vehicle.id,
      customerId: vehicle.customerId,
      planItem: item.code,
      itemName: item.name,
      operationCode: item.operationCode,
      cycle: (last?.cycle ?? 0) + 1,
      baseOn: base.on,
      baseKm: base.km,
      dueOn: cycle.dueOn,
      dueKm: cycle.dueKm,
    });
    maintenanceReminderLifecycle.begin(reminder, stateOn(this.clock.today(), next));
    await this.#plan(reminder, next);
    await this.db.save(reminder, 'open');
  }

  async #stop(reminder: MaintenanceReminder, reason: string): Promise<MaintenanceReminder> {
    maintenanceReminderLifecycle.move(reminder, 'stop');
    reminder.nextStepAt = null;
    reminder.closedOn = this.clock.today();
    reminder.stopReason = reason;
    return this.db.save(reminder, 'stop');
  }

  async #reassess(reminder: MaintenanceReminder, usage: Usage): Promise<Forecast> {
    const next = forecast(reminder.span, usage.last, usage.rate);
    maintenanceReminderLifecycle.move(reminder, 'reassess', stateOn(this.clock.today(), next));
    await this.#plan(reminder, next);
    return next;
  }

  async #plan(reminder: MaintenanceReminder, next: Forecast): Promise<void> {
    reminder.predictedDueOn = next.predictedDueOn;
    reminder.nextStepAt = this.#nextStep(
      reminder,
      next,
      await this.#ladder(reminder.storeId),
      await this.#taken(reminder.id),
      this.clock.now(),
    );
  }

  /** The next contact or change of state, at the reminder hour; what is already past waits for the next such hour. */
  #nextStep(reminder: MaintenanceReminder, next: Forecast, ladder: Ladder, taken: ReadonlySet<string>, now: Date): Date | null {
    const dates = ladder.offsets.filter((offset) => !taken.has(stepOf(offset))).map((offset) => addDays(next.predictedDueOn, offset));
    if (reminder.state === 'UPCOMING') dates.push(next.dueSoonOn);
    if (reminder.state !== 'OVERDUE') dates.push(next.overdueOn);
    if (!dates.length) return null;
    const earliest = instantOf(
      dates.reduce((a, b) => (a < b ? a : b)),
      ladder.hour,
    );
    if (earliest > now) return earliest;
    const today = instantOf(this.clock.today(), ladder.hour);
    return today > now ? today : instantOf(addDays(this.clock.today(), 1), ladder.hour);
  }

  async #ladder(storeId: string): Promise<Ladder> {
    const offsets = await this.identity.setting(ReminderLadder, storeId);
    return { hour: await this.identity.setting(ReminderHour, storeId), offsets: [...offsets].sort((a, b) => a - b) };
  }

  async #taken(reminderId: string): Promise<Set<string>> {
    const rows = await this.db.sql<{ step: string }>('SELECT step FROM aftersales.maintenance_reminder_step WHERE reminder_id = $1', [
      reminderId,
    ]);
    return new Set(rows.map(({ step }) => step));
  }

  async #usage(customerVehicleId: string, storeId: string): Promise<Usage> {
    const readings = await this.db.sql<Reading>(
      'SELECT read_on AS "on", odometer_km AS km FROM aftersales.odometer_reading WHERE customer_vehicle_id = $1 ORDER BY read_at, id',
      [customerVehicleId],
    );
    const today = this.clock.today();
    return {
      last: readings.at(-1) ?? { on: today, km: 0 },
      rate: kmPerDay(readings, today, await this.identity.setting(DefaultYearlyKm, storeId)),
    };
  }

  async #inWorkshop(customerVehicleId: string): Promise<boolean> {
    const rows = await this.db.sql(
      `SELECT 1 FROM aftersales.repair_order WHERE customer_vehicle_id = $1 AND state NOT IN ('CLOSED', 'CANCELLED') LIMIT 1`,
      [customerVehicleId],
    );
    return rows.length > 0;
  }
}

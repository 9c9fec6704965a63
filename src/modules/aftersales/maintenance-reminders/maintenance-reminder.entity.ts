import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { Cycle, Forecast } from './due-dates.js';

export type MaintenanceReminderState = 'UPCOMING' | 'DUE_SOON' | 'OVERDUE' | 'BOOKED' | 'DONE' | 'STOPPED';
export const OPEN_REMINDER_STATES = ['UPCOMING', 'DUE_SOON', 'OVERDUE', 'BOOKED'] as const;

export const maintenanceReminderLifecycle = lifecycle({
  name: 'MaintenanceReminder',
  states: ['UPCOMING', 'DUE_SOON', 'OVERDUE', 'BOOKED', 'DONE', 'STOPPED'],
  initial: ['UPCOMING', 'DUE_SOON', 'OVERDUE'],
  moves: {
    /** The forecast moved it: by time, or by a new odometer reading (M-3). */
    reassess: { from: ['UPCOMING', 'DUE_SOON', 'OVERDUE'], to: ['UPCOMING', 'DUE_SOON', 'OVERDUE'], system: true },
    book: { from: ['UPCOMING', 'DUE_SOON', 'OVERDUE'], to: ['BOOKED'], system: true },
    /** The appointment came to nothing. */
    reopen: { from: ['BOOKED'], to: ['UPCOMING', 'DUE_SOON', 'OVERDUE'], system: true },
    complete: { from: OPEN_REMINDER_STATES, to: ['DONE'], system: true },
    stop: { from: OPEN_REMINDER_STATES, to: ['STOPPED'] },
  },
});

/** One cycle of one item of a car's maintenance plan, and how far the customer has been reminded of it. */
@Entity({ schema: 'aftersales', name: 'maintenance_reminder' })
export class MaintenanceReminder extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'customer_vehicle_id' }) customerVehicleId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') readonly state: MaintenanceReminderState;
  @Column('text', { name: 'plan_item' }) planItem: string;
  @Column('text', { name: 'item_name' }) itemName: string;
  @Column('text', { name: 'operation_code' }) operationCode: string;
  @Column('int') cycle: number;
  @Column('date', { name: 'base_on' }) baseOn: string;
  @Column('int', { name: 'base_km' }) baseKm: number;
  @Column('date', { name: 'due_on', nullable: true }) dueOn: string | null;
  @Column('int', { name: 'due_km', nullable: true }) dueKm: number | null;
  @Column('date', { name: 'predicted_due_on' }) predictedDueOn: string;
  @Column('timestamptz', { name: 'last_notified_at', nullable: true }) lastNotifiedAt: Date | null;
  /** When the next contact or change of state is due; null while nothing is. */
  @Column('timestamptz', { name: 'next_step_at', nullable: true }) nextStepAt: Date | null;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn: string | null;
  @Column('text', { name: 'stop_reason', nullable: true }) stopReason: string | null;

  get span(): Cycle {
    return { base: { on: this.baseOn, km: this.baseKm }, dueOn: this.dueOn, dueKm: this.dueKm };
  }
}

/** M-3, on a day. */
export const stateOn = (today: string, { dueSoonOn, overdueOn }: Forecast): 'UPCOMING' | 'DUE_SOON' | 'OVERDUE' =>
  today >= overdueOn ? 'OVERDUE' : today >= dueSoonOn ? 'DUE_SOON' : 'UPCOMING';

/** A step of the contact ladder that was taken: its key makes a second one impossible (M-4, M-7). */
@Entity({ schema: 'aftersales', name: 'maintenance_reminder_step' })
export class MaintenanceReminderStep {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'reminder_id' }) reminderId: string;
  @Column('text') step: string;
  @Column('text', { name: 'dedupe_key' }) dedupeKey: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('timestamptz') at: Date;
}

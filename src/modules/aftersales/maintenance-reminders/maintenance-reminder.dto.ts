import { ApiProperty } from '@nestjs/swagger';
import { DateOnly, Id, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { maintenanceReminderLifecycle } from './maintenance-reminder.entity.js';

const STATES = maintenanceReminderLifecycle.states;
const MOVES = maintenanceReminderLifecycle.moves;

export class StopMaintenanceReminder {
  /** Why the customer is not to be reminded: sold the car, moved away, does not want it (M-4). */
  @Text(500, '客户已卖车') reason: string;
}

export class ListMaintenanceReminders extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  customerVehicleId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Repeated(STATES) state?: string[];
  /** Predicted to be due on this date or before. */
  @Optional()
  @DateOnly()
  dueBy?: string;
}

/** One cycle of one item of a car's maintenance plan (M-1 to M-5). */
export class MaintenanceReminderView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  @ApiProperty({ enum: STATES, example: 'UPCOMING' }) state: string;
  @ApiProperty({ enum: MOVES, isArray: true, maxItems: 10, example: ['stop'] }) allowedMoves: string[];
  /** The store that looks after the car. @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerVehicleId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** Code of the plan item. @example 'REGULAR' */
  planItem: string;
  /** @example '定期保养' */
  itemName: string;
  /** The labour operation that closes it. @example 'MNT-REGULAR' */
  operationCode: string;
  /** 1 from delivery, then one more with every service. @example 1 */
  cycle: number;
  /** Due by time; null when only distance counts. @example '2027-05-24' */
  dueOn: string | null;
  /** Due by distance, km; null when only time counts. @example 5015 */
  dueKm: number | null;
  /** When it is expected to be due by whichever comes first (M-2). @example '2027-03-26' */
  predictedDueOn: string;
  /** When the customer was last to be contacted. @example '2027-02-24T02:00:00.000Z' */
  lastNotifiedAt: Date | null;
  /** When the next contact or change of state is due. @example '2027-03-12T02:00:00.000Z' */
  nextStepAt: Date | null;
  /** The day of the service that closed it, or on which it was stopped. @example '2027-03-28' */
  closedOn: string | null;
  /** @example '客户已卖车' */
  stopReason: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

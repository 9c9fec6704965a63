import { ApiProperty } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique } from 'class-validator';
import { Code, Codes, DateOnly, Id, Instant, Note, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery, ReadQuery } from '../../../kernel/http/list.js';
import { BAY_TYPES } from '../aftersales.contract.js';
import { serviceAppointmentLifecycle } from './service-appointment.entity.js';

const STATES = serviceAppointmentLifecycle.states;
const MOVES = serviceAppointmentLifecycle.moves;

export class ListServiceSlots extends ReadQuery {
  /** From today to one year ahead. */
  @DateOnly() date: string;
  /** What the car comes for. */
  @Code('MNT-REGULAR') operationCode: string;
  /** Left out by a caller with one store. */
  @Optional()
  @Id()
  storeId?: string;
}
/** A start at which the visit fits. */
export class ServiceSlotView {
  /** @example '2026-11-25T01:00:00.000Z' */
  startsAt: Date;
  /** @example '2026-11-25T02:30:00.000Z' */
  endsAt: Date;
  @ApiProperty({ enum: BAY_TYPES, example: 'QUICK' }) bayType: string;
  /** Bays of the type that are free for the period. @example 2 */
  freeBays: number;
}
export class ServiceSlotsView {
  items: ServiceSlotView[];
}

export class CreateServiceAppointment {
  @Id() customerVehicleId: string;
  /** The start of a free slot. */
  @Instant('2026-11-25T09:00:00+08:00') startsAt: string;
  @Codes(20, ['MNT-REGULAR'])
  @ArrayMinSize(1)
  @ArrayUnique()
  operationCodes: string[];
  /** What the customer says. */
  @Optional()
  @Note('首保')
  concern?: string;
  /** Left out by a caller with one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class CancelServiceAppointment {
  @Text(500, '客户改期') reason: string;
}
export class ListServiceAppointments extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  customerVehicleId?: string;
  /** The day of the visit. */
  @Optional()
  @DateOnly()
  date?: string;
  @Repeated(STATES) state?: string[];
}

/** A planned visit to the workshop. */
export class ServiceAppointmentView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'SA-S01-2026-000123' */
  number: string;
  @ApiProperty({ enum: STATES, example: 'BOOKED' }) state: string;
  @ApiProperty({ enum: MOVES, isArray: true, maxItems: 10, example: ['arrive', 'cancel'] }) allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** The advisor who booked it. @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerVehicleId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '2026-11-25T01:00:00.000Z' */
  startsAt: Date;
  /** @example '2026-11-25T02:30:00.000Z' */
  endsAt: Date;
  /** The bay that is held for it. @example '01938b4e-7c00-7000-8000-000000000001' */
  bayId: string;
  /** @example ['MNT-REGULAR'] */
  operationCodes: string[];
  /** @example '首保' */
  concern: string | null;
  /** When it counts as missed. @example '2026-11-25T01:30:00.000Z' */
  noShowAt: Date;
  /** @example '2026-11-25T00:55:00.000Z' */
  arrivedAt: Date | null;
  /** @example '客户改期' */
  cancelReason: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

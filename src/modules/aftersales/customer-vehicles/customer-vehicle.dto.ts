import { ApiProperty } from '@nestjs/swagger';
import { Matches, MaxLength } from 'class-validator';
import { DateOnly, Id, Odometer, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import type { Powertrain } from '../../inventory/inventory.contract.js';
import { ODOMETER_SOURCES } from './customer-vehicle.entity.js';

const POWERTRAINS: readonly Powertrain[] = ['ICE', 'BEV', 'PHEV'];

/** A car bought elsewhere that comes to our workshop; ours are known from their delivery. */
export class CreateCustomerVehicle {
  /** 17 characters; a doubtful check digit is accepted, since cars of other makers carry one (ID-1, lenient). */
  @Text(40, 'LFV2A21K0P1234567') vin: string;
  @Id() customerId: string;
  /** The model of our catalogue, if it is one. */
  @Optional()
  @Id()
  modelId?: string;
  /** Maker and model as people call it. */
  @Text(100, '示范 A4L 40 TFSI') modelName: string;
  @OneOf(POWERTRAINS) powertrain: Powertrain;
  @Odometer(32_000) odometerKm: number;
  /** When its first owner got it, if known. */
  @Optional()
  @DateOnly('2024-05-01')
  deliveredOn?: string;
  @Optional()
  @Text(12, '沪A12345')
  plateNumber?: string;
  /** The store that looks after it; left out by a caller with one store. */
  @Optional()
  @Id()
  storeId?: string;
}

export class RecordOdometerReading {
  @Odometer(12_500) odometerKm: number;
  /** Needed when it is below the last reading: a new instrument, a correction (M-2). */
  @Optional()
  @Text(500, '更换仪表')
  reason?: string;
}

export class ListCustomerVehicles extends ListQuery {
  @Optional()
  @Text(17, 'LFV2A21K0P1234567')
  vin?: string;
  @Optional()
  @Id()
  customerId?: string;
  /** The last characters of the VIN. */
  @Optional()
  @ApiProperty({ required: false, pattern: '^[A-HJ-NPR-Za-hj-npr-z0-9]{1,17}$', minLength: 1, maxLength: 17, example: '234567' })
  @Matches(/^[A-HJ-NPR-Za-hj-npr-z0-9]+$/)
  @MaxLength(17)
  q?: string;
}
export class ListOdometerReadings extends ListQuery {}

/** A car that is the customer's to keep. */
export class CustomerVehicleView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** Always null: a customer's car belongs to no store. @example null */
  storeId: string | null;
  /** The store that delivered it or served it last. @example '01938b4e-7c00-7000-8000-000000000001' */
  homeStoreId: string;
  /** @example 'LFV2A21K0P1234567' */
  vin: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** Null for a car of no model of ours. @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string | null;
  /** @example '示范 A4L 40 TFSI' */
  modelName: string;
  @ApiProperty({ enum: POWERTRAINS, example: 'ICE' }) powertrain: string;
  /** The last reading, km. @example 15 */
  odometerKm: number;
  /** @example '2026-11-24' */
  deliveredOn: string | null;
  /** Masked for those outside the workshop. @example '沪A12345' */
  plate: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

/** What the odometer showed. */
export class OdometerReadingView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 12500 */
  odometerKm: number;
  /** @example '2026-11-24' */
  readOn: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  readAt: Date;
  @ApiProperty({ enum: ODOMETER_SOURCES, example: 'REPAIR_ORDER' }) source: string;
  /** Why it is below the reading before. @example '更换仪表' */
  reason: string | null;
}

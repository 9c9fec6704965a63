import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Powertrain } from '../../inventory/inventory.contract.js';

/** A car that is theirs to keep. It belongs to no store: every workshop of the group may look after it. */
@Entity({ schema: 'aftersales', name: 'customer_vehicle' })
export class CustomerVehicle extends Aggregate {
  @Column('text') vin: string;
  /** The store that delivered it or served it last. */
  @Column('uuid', { name: 'home_store_id' }) homeStoreId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text', { name: 'model_name' }) modelName: string;
  @Column('text') powertrain: Powertrain;
  @Column('int', { name: 'odometer_km' }) odometerKm: number;
  @Column('date', { name: 'delivered_on', nullable: true }) deliveredOn: string | null;
  @Column('text', { name: 'plate_sealed', nullable: true }) plateSealed: string | null;
}

export const ODOMETER_SOURCES = ['DELIVERY', 'REGISTRATION', 'REPAIR_ORDER', 'REPORTED'] as const;
export type OdometerSource = (typeof ODOMETER_SOURCES)[number];

/** What the odometer showed, append-only. */
@Entity({ schema: 'aftersales', name: 'odometer_reading' })
export class OdometerReading {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_vehicle_id' }) customerVehicleId: string;
  @Column('int', { name: 'odometer_km' }) odometerKm: number;
  @Column('date', { name: 'read_on' }) readOn: string;
  @Column('timestamptz', { name: 'read_at' }) readAt: Date;
  @Column('text') source: OdometerSource;
  /** Why it is below the reading before: a new instrument, a correction. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'recorded_by' }) recordedBy: string;
}

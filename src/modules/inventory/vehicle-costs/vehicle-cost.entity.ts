import { Column, Entity, PrimaryColumn } from 'typeorm';

export const VEHICLE_COST_KINDS = ['TRANSPORT', 'ACCESSORY', 'PDI', 'REPAIR', 'RECONDITIONING', 'INSURANCE', 'TAX', 'OTHER'] as const;
export type VehicleCostKind = (typeof VEHICLE_COST_KINDS)[number];

/** What a car has cost beside its purchase: never changed, never deleted; a wrong one is reversed by another. */
@Entity({ schema: 'inventory', name: 'vehicle_cost' })
export class VehicleCost {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') kind: VehicleCostKind;
  @Column('bigint') amount: number;
  @Column('date', { name: 'incurred_on' }) incurredOn: string;
  @Column('text', { nullable: true }) document: string | null;
  @Column('text') note: string;
  @Column('uuid', { name: 'reverses_id', nullable: true }) reversesId: string | null;
  @Column('uuid', { name: 'recorded_by' }) recordedBy: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
}

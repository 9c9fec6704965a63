import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Severity } from '../vehicle-defects/vehicle-defect.entity.js';

export interface InspectionAnswer {
  code: string;
  result: 'OK' | 'DEFECT' | null;
  number: number | null;
  text: string | null;
  severity: Severity | null;
  note: string | null;
}

/** An arrival or storage inspection as it was made, by a revision of its checklist: never changed (D-9). */
@Entity({ schema: 'inventory', name: 'vehicle_inspection' })
export class VehicleInspection extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('uuid', { name: 'template_id' }) templateId: string;
  @Column('text', { name: 'template_code' }) templateCode: 'A' | 'B';
  @Column('int', { name: 'template_revision' }) templateRevision: number;
  @Column('uuid', { name: 'inspected_by' }) inspectedBy: string;
  @Column('timestamptz', { name: 'inspected_at' }) inspectedAt: Date;
  @Column('int', { name: 'odometer_km', nullable: true }) odometerKm: number | null;
  @Column('jsonb') answers: InspectionAnswer[];
  @Column('text') result: 'PASSED' | 'FAILED';
}

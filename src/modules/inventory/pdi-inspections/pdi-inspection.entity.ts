import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

export const PDI_RESULTS = ['PASS', 'FAIL'] as const;
export interface PdiItem {
  code: string;
  result: 'PASS' | 'FAIL';
  /** What was measured or read, of an item of that kind. */
  value: string | null;
  note: string | null;
}

/** A pre-delivery inspection as it was done: never changed. A defect it finds must be disclosed to the buyer (D-9, 三包 32). */
@Entity({ schema: 'inventory', name: 'pdi_inspection' })
export class PdiInspection extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') vin: string;
  /** The order that held the car then. */
  @Column('uuid', { name: 'sales_order_id', nullable: true }) salesOrderId: string | null;
  @Column('uuid', { name: 'inspected_by' }) inspectedBy: string;
  @Column('timestamptz', { name: 'inspected_at' }) inspectedAt: Date;
  @Column('int', { name: 'odometer_km' }) odometerKm: number;
  @Column('jsonb') items: PdiItem[];
  @Column('text') result: 'PASSED' | 'FAILED';

  get failedItems(): string[] {
    return this.items.filter((item) => item.result === 'FAIL').map((item) => item.code);
  }
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

/** An item of the hand-over as it was done (D-8). */
export interface ChecklistRecord {
  code: string;
  title: string;
  mandatory: boolean;
  done: boolean;
  /** By who took the keys. */
  signed: boolean;
  /** Null where it was not done. */
  doneBy: string | null;
  doneAt: string | null;
}

/** The hand-over of a car (交车): what the 三包凭证 must carry, and the checklist as it was signed (D-8). */
@Entity({ schema: 'sales', name: 'delivery' })
export class Delivery extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') vin: string;
  @Column('text', { name: 'model_name' }) modelName: string;
  @Column('int', { name: 'odometer_km' }) odometerKm: number;
  @Column('date', { name: 'invoiced_on', nullable: true }) invoicedOn: string | null;
  @Column('date', { name: 'delivered_on' }) deliveredOn: string;
  @Column('timestamptz', { name: 'delivered_at' }) deliveredAt: Date;
  @Column('jsonb') checklist: ChecklistRecord[];
  @Column('text', { name: 'signed_by_sealed' }) signedBySealed: string;
}

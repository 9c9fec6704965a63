import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

/** Somebody who may agreed that the keys go although a gate is shut (D-7): never changed, it falls with the car. */
@Entity({ schema: 'sales', name: 'gate_waiver' })
export class GateWaiver extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('text') gate: string;
  @Column('text') vin: string;
  @Column('text') reason: string;
  @Column('uuid', { name: 'waived_by' }) waivedBy: string;
  @Column('bigint', { name: 'covered_amount', nullable: true }) coveredAmount: number | null;
}

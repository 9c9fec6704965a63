import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const VEHICLE_DEMAND_STATES = ['OPEN', 'FULFILLED', 'WITHDRAWN'] as const;
export type VehicleDemandState = (typeof VEHICLE_DEMAND_STATES)[number];

export const vehicleDemandLifecycle = lifecycle({
  name: 'VehicleDemand',
  states: VEHICLE_DEMAND_STATES,
  initial: 'OPEN',
  moves: {
    fulfil: { from: ['OPEN'], to: ['FULFILLED'], system: true },
    withdraw: { from: ['OPEN'], to: ['WITHDRAWN'], system: true },
  },
});

/** An order that found no car of its model and colour (D-3): arriving cars are offered to it once its deposit is paid. */
@Entity({ schema: 'inventory', name: 'vehicle_demand' })
export class VehicleDemand extends Aggregate {
  @Column('text') readonly state: VehicleDemandState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text') colour: string;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  /** The car it got. */
  @Column('uuid', { name: 'stock_vehicle_id', nullable: true }) stockVehicleId: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}

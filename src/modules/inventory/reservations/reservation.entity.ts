import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const RESERVATION_STATES = ['LIVE', 'FULFILLED', 'RELEASED', 'EXPIRED'] as const;
export type ReservationState = (typeof RESERVATION_STATES)[number];

/** It ends with its car's move or its own deadline: what is decided by hand is its deadline and the delivery. */
export const reservationLifecycle = lifecycle({
  name: 'Reservation',
  states: RESERVATION_STATES,
  initial: 'LIVE',
  moves: {
    extend: { from: ['LIVE'], to: ['LIVE'] },
    'agree-delivery': { from: ['LIVE'], to: ['LIVE'] },
    fulfil: { from: ['LIVE'], to: ['FULFILLED'], system: true },
    release: { from: ['LIVE'], to: ['RELEASED'], system: true },
    expire: { from: ['LIVE'], to: ['EXPIRED'], system: true },
  },
});

/** An exclusive hold (锁车) on one car; one live per VIN, and one live per order (D-4). */
@Entity({ schema: 'inventory', name: 'reservation' })
export class Reservation extends Aggregate {
  @Column('text') readonly state: ReservationState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('uuid', { name: 'sales_order_id', nullable: true }) salesOrderId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('uuid', { name: 'reserved_by' }) reservedBy: string;
  /** Null: it does not run out, the deposit is paid. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('text') reason: string;
  /** How often its end was put off. */
  @Column('int') extensions: number;
  /** When the car goes out, as agreed with whom it is reserved for (V-9). */
  @Column('date', { name: 'delivery_on', nullable: true }) deliveryOn: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason: string | null;
}

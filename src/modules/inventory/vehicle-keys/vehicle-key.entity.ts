import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const VEHICLE_KEY_STATES = ['IN_CABINET', 'OUT', 'LOST', 'HANDED_OVER'] as const;
export type VehicleKeyState = (typeof VEHICLE_KEY_STATES)[number];
export const vehicleKeyLifecycle = lifecycle({
  name: 'VehicleKey',
  states: VEHICLE_KEY_STATES,
  initial: 'IN_CABINET',
  moves: {
    'hand-out': { from: ['IN_CABINET'], to: ['OUT'] },
    'give-back': { from: ['OUT'], to: ['IN_CABINET'] },
    'report-lost': { from: ['IN_CABINET', 'OUT'], to: ['LOST'] },
    find: { from: ['LOST'], to: ['IN_CABINET'] },
    // With the car, to whoever it is now.
    'hand-over': { from: ['IN_CABINET', 'OUT'], to: ['HANDED_OVER'], system: true },
  },
});
export type VehicleKeyMove = keyof (typeof vehicleKeyLifecycle)['table']['moves'];

/** A key of a car: in the cabinet, or with exactly one person. */
@Entity({ schema: 'inventory', name: 'vehicle_key' })
export class VehicleKey extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: VehicleKeyState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') label: string;
  @Column('uuid', { name: 'holder_employee_id', nullable: true }) holderEmployeeId: string | null;
  @Column('timestamptz', { name: 'held_since', nullable: true }) heldSince: Date | null;
  @Column('text', { nullable: true }) purpose: string | null;
}

/** Where a key went: never changed. */
@Entity({ schema: 'inventory', name: 'vehicle_key_entry' })
export class VehicleKeyEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'vehicle_key_id' }) vehicleKeyId: string;
  @Column('text') move: string;
  @Column('text', { name: 'to_state' }) toState: string;
  @Column('uuid', { name: 'holder_employee_id', nullable: true }) holderEmployeeId: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'actor_id' }) actorId: string;
  @Column('timestamptz') at: Date;
}

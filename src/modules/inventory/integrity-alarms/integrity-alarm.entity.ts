import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const INTEGRITY_ALARM_KINDS = [
  'RESERVED_WITHOUT_RESERVATION',
  'RESERVATION_WITHOUT_RESERVED_CAR',
  'RESERVED_FOR_ENDED_ORDER',
] as const;
export type IntegrityAlarmKind = (typeof INTEGRITY_ALARM_KINDS)[number];
export const INTEGRITY_ALARM_STATES = ['OPEN', 'CLOSED'] as const;
export const integrityAlarmLifecycle = lifecycle({
  name: 'IntegrityAlarm',
  states: INTEGRITY_ALARM_STATES,
  initial: 'OPEN',
  moves: { close: { from: ['OPEN'], to: ['CLOSED'], system: true } },
});

/** What can only be a fault of ours: a car that is reserved for nobody, or somebody's who does not have it (V-2). */
@Entity({ schema: 'inventory', name: 'integrity_alarm' })
export class IntegrityAlarm extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof INTEGRITY_ALARM_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') vin: string;
  @Column('text') kind: IntegrityAlarmKind;
  @Column('text', { name: 'vehicle_state' }) vehicleState: string;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const DISPOSAL_KINDS = ['WHOLESALE', 'SCRAP'] as const;
export type DisposalKind = (typeof DISPOSAL_KINDS)[number];
export const VEHICLE_DISPOSAL_STATES = ['REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED'] as const;
export type VehicleDisposalState = (typeof VEHICLE_DISPOSAL_STATES)[number];
export const vehicleDisposalLifecycle = lifecycle({
  name: 'VehicleDisposal',
  states: VEHICLE_DISPOSAL_STATES,
  initial: 'REQUESTED',
  moves: {
    approve: { from: ['REQUESTED'], to: ['APPROVED'] },
    reject: { from: ['REQUESTED'], to: ['REJECTED'] },
    cancel: { from: ['REQUESTED'], to: ['CANCELLED'] },
  },
});

/** A car that is to leave the group without a customer: sold to the trade (批售) or scrapped, once a second person has agreed. */
@Entity({ schema: 'inventory', name: 'vehicle_disposal' })
export class VehicleDisposal extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: VehicleDisposalState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') vin: string;
  @Column('text') kind: DisposalKind;
  /** The dealer who buys it, or the yard that scraps it. */
  @Column('text', { name: 'taken_by' }) takenBy: string;
  /** What we get for it, fen. */
  @Column('bigint') amount: number;
  @Column('text') reason: string;
  @Column('uuid', { name: 'requested_by' }) requestedBy: string;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}

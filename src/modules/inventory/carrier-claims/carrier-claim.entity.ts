import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { VehicleDamage } from '../stock-vehicles/stock-vehicle.entity.js';

export const CARRIER_CLAIM_STATES = ['OPEN', 'SUBMITTED', 'SETTLED', 'REJECTED', 'WAIVED'] as const;
export const CARRIER_CLAIM_KINDS = ['DAMAGE', 'MISSING'] as const;
export const carrierClaimLifecycle = lifecycle({
  name: 'CarrierClaim',
  states: CARRIER_CLAIM_STATES,
  initial: 'OPEN',
  moves: {
    submit: { from: ['OPEN'], to: ['SUBMITTED'] },
    settle: { from: ['SUBMITTED'], to: ['SETTLED'] },
    reject: { from: ['SUBMITTED'], to: ['REJECTED'] },
    waive: { from: ['OPEN', 'SUBMITTED'], to: ['WAIVED'] },
  },
});

/** What the carrier has to answer for: a car that came damaged, or did not come (V-3). */
@Entity({ schema: 'inventory', name: 'carrier_claim' })
export class CarrierClaim extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof CARRIER_CLAIM_STATES)[number];
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'shipment_notice_id' }) shipmentNoticeId: string;
  @Column('uuid', { name: 'stock_vehicle_id' }) stockVehicleId: string;
  @Column('text') vin: string;
  @Column('text') kind: (typeof CARRIER_CLAIM_KINDS)[number];
  @Column('text') carrier: string;
  @Column('jsonb') damages: VehicleDamage[];
  /** When the window closes. */
  @Column('timestamptz', { name: 'claim_by' }) claimBy: Date;
  @Column('text') currency: string;
  @Column('bigint', { nullable: true }) amount: number | null;
  @Column('uuid', { name: 'submitted_by', nullable: true }) submittedBy: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('bigint', { name: 'settled_amount', nullable: true }) settledAmount: number | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
}

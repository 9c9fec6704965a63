import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { addDays, instantOf } from '../../../kernel/time/clock.js';
import type { Powertrain } from '../../inventory/inventory.contract.js';

export const TRADE_IN_STATES = ['APPRAISED', 'OFFERED', 'ACCEPTED', 'TAKEN_IN', 'TRANSFERRED', 'DECLINED', 'EXPIRED', 'CANCELLED'] as const;
export type TradeInState = (typeof TRADE_IN_STATES)[number];
/** We said what the car counts for, and it still holds. */
export const OFFERED_TRADE_IN_STATES = ['OFFERED', 'ACCEPTED', 'TAKEN_IN', 'TRANSFERRED'] as const satisfies TradeInState[];

export const tradeInLifecycle = lifecycle({
  name: 'TradeIn',
  states: TRADE_IN_STATES,
  initial: 'APPRAISED',
  moves: {
    reappraise: { from: ['APPRAISED', 'OFFERED', 'EXPIRED'], to: ['APPRAISED'] },
    offer: { from: ['APPRAISED', 'OFFERED'], to: ['OFFERED'] },
    'approve-negative-equity': { from: ['APPRAISED', 'OFFERED'], to: ['APPRAISED', 'OFFERED'] },
    'release-lien': { from: ['APPRAISED', 'OFFERED'], to: ['APPRAISED', 'OFFERED'] },
    accept: { from: ['OFFERED'], to: ['ACCEPTED'] },
    'take-in': { from: ['ACCEPTED'], to: ['TAKEN_IN'] },
    transfer: { from: ['TAKEN_IN'], to: ['TRANSFERRED'] },
    decline: { from: ['APPRAISED', 'OFFERED'], to: ['DECLINED'] },
    cancel: { from: ['ACCEPTED'], to: ['CANCELLED'] },
    expire: { from: ['APPRAISED', 'OFFERED'], to: ['EXPIRED'], system: true },
  },
});

export const CONDITION_VERDICTS = ['PASS', 'ATTENTION', 'FAIL'] as const;
export interface ConditionItem {
  code: string;
  title: string;
  verdict: (typeof CONDITION_VERDICTS)[number];
  note: string | null;
}

/** A customer's car that is given in part payment (置换): appraised, offered for, accepted, ours when the papers are signed (TI-1). */
@Entity({ schema: 'sales', name: 'trade_in' })
export class TradeIn extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: TradeInState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') vin: string;
  /** What is doubtful about the VIN, by code: a warning for a used car (ID-1). */
  @Column('text', { name: 'vin_warnings', array: true }) vinWarnings: string[];
  @Column('text', { name: 'plate_number_sealed', nullable: true }) plateNumberSealed: string | null;
  @Column('text') brand: string;
  @Column('text') series: string;
  @Column('int', { name: 'model_year' }) modelYear: number;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text') powertrain: Powertrain;
  @Column('text') colour: string;
  @Column('int') seats: number;
  @Column('date', { name: 'first_registered_on' }) firstRegisteredOn: string;
  @Column('int', { name: 'odometer_km' }) odometerKm: number;
  @Column('jsonb') items: ConditionItem[];
  @Column('bigint') valuation: number;
  @Column('bigint', { name: 'reconditioning_cost' }) reconditioningCost: number;
  @Column('uuid', { name: 'appraised_by' }) appraisedBy: string;
  @Column('timestamptz', { name: 'appraised_at' }) appraisedAt: Date;
  /** Last day of the appraisal. */
  @Column('date', { name: 'valid_until' }) validUntil: string;
  @Column('text', { name: 'lien_holder', nullable: true }) lienHolder: string | null;
  @Column('bigint', { name: 'payoff_amount' }) payoffAmount: number;
  @Column('date', { name: 'lien_released_on', nullable: true }) lienReleasedOn: string | null;
  @Column('text', { name: 'lien_release_reference', nullable: true }) lienReleaseReference: string | null;
  /** By how much a manager lets the allowance fall short of what is owed on the car. */
  @Column('bigint', { name: 'negative_equity_limit' }) negativeEquityLimit: number;
  @Column('bigint', { nullable: true }) allowance: number | null;
  @Column('date', { name: 'offer_valid_until', nullable: true }) offerValidUntil: string | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('uuid', { name: 'quotation_id', nullable: true }) quotationId: string | null;
  @Column('uuid', { name: 'sales_order_id', nullable: true }) salesOrderId: string | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  @Column('text', { array: true }) papers: string[];
  @Column('text', { name: 'signed_by_sealed', nullable: true }) signedBySealed: string | null;
  @Column('date', { name: 'taken_in_on', nullable: true }) takenInOn: string | null;
  @Column('int', { name: 'taken_in_odometer_km', nullable: true }) takenInOdometerKm: number | null;
  @Column('date', { name: 'transfer_due_on', nullable: true }) transferDueOn: string | null;
  @Column('date', { name: 'transferred_on', nullable: true }) transferredOn: string | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason: string | null;

  /** Nothing has ended it yet. */
  get running(): boolean {
    return tradeInLifecycle.movesFrom(this.state).length > 0;
  }
  get pledged(): boolean {
    return this.lienHolder !== null && this.lienReleasedOn === null;
  }
  /** What the car is worth to the customer once its loan is paid: negative where they owe more (TI-1). */
  get equity(): number {
    return (this.allowance ?? this.valuation) - (this.pledged ? this.payoffAmount : 0);
  }
  /** The appraisal and the offer hold to the end of their last day. */
  holdsUntil(day: string): void {
    this.expiresAt = instantOf(addDays(day, 1));
  }
  expiredOn(today: string): boolean {
    return today > this.validUntil || (this.offerValidUntil !== null && today > this.offerValidUntil);
  }
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TradeInWish } from '../crm.contract.js';

export const USES = ['COMMUTE', 'FAMILY', 'BUSINESS', 'RIDE_HAILING', 'CARGO', 'OTHER'] as const;
export const TIMINGS = ['NOW', 'WITHIN_MONTH', 'WITHIN_QUARTER', 'WITHIN_HALF_YEAR', 'LATER'] as const;
export const POWERTRAIN_WISHES = ['ICE', 'BEV', 'PHEV'] as const;
export const BODIES = ['SEDAN', 'HATCHBACK', 'SUV', 'MPV', 'COUPE', 'WAGON', 'PICKUP'] as const;
export const FINANCE_WISHES = ['FULL_PAYMENT', 'LOAN', 'LEASE', 'UNDECIDED'] as const;
export const DECISION_MAKERS = ['SELF', 'SPOUSE', 'PARENT', 'COMPANY', 'OTHER'] as const;

/** What a customer needs, as it was known at a time: never changed, the next one follows it. */
@Entity({ schema: 'crm', name: 'needs_record' })
export class NeedsRecord {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('int') revision: number;
  /** Fen. */
  @Column('bigint', { name: 'budget_from', nullable: true }) budgetFrom: number | null;
  @Column('bigint', { name: 'budget_to', nullable: true }) budgetTo: number | null;
  @Column('text', { nullable: true }) use: string | null;
  @Column('text', { nullable: true }) timing: string | null;
  @Column('uuid', { name: 'model_ids', array: true }) modelIds: string[];
  @Column('text', { array: true }) powertrains: string[];
  @Column('text', { array: true }) bodies: string[];
  @Column('text', { array: true }) colours: string[];
  @Column('jsonb', { name: 'trade_in', nullable: true }) tradeIn: TradeInWish | null;
  @Column('text', { nullable: true }) finance: string | null;
  @Column('text', { name: 'decision_maker', nullable: true }) decisionMaker: string | null;
  /** False: the customer wants no personal recommendations (PR-10). */
  @Column('boolean') personalised: boolean;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'recorded_by' }) recordedBy: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { addDays, dateOf } from '../../../kernel/time/clock.js';

/** 建卡, 需求, 产品介绍, 试驾, 报价, 谈判, 签约, 待交付, 交付, 回访 (O-1), the earliest first. */
export const STAGES = [
  'OPENED',
  'NEEDS',
  'PRESENTATION',
  'TEST_DRIVE',
  'QUOTATION',
  'NEGOTIATION',
  'CONTRACT',
  'AWAITING_DELIVERY',
  'DELIVERED',
  'FOLLOW_UP',
] as const;
export type Stage = (typeof STAGES)[number];
export const OPPORTUNITY_STATES = ['OPEN', 'WON', 'LOST'] as const;
export type OpportunityState = (typeof OPPORTUNITY_STATES)[number];
export const LOST_REASONS = ['PRICE', 'COMPETITOR', 'NO_STOCK', 'FINANCING', 'POSTPONED', 'NOT_REACHED', 'NO_INTEREST', 'OTHER'] as const;

export const opportunityLifecycle = lifecycle({
  name: 'Opportunity',
  states: OPPORTUNITY_STATES,
  initial: 'OPEN',
  moves: {
    grade: { from: ['OPEN'], to: ['OPEN'] },
    lose: { from: ['OPEN'], to: ['LOST'] },
    win: { from: ['OPEN'], to: ['WON'], system: true },
  },
});

/** A qualified wish to buy (商机): how far it has come, how warm it is, when it is followed up next. */
@Entity({ schema: 'crm', name: 'opportunity' })
export class Opportunity extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: OpportunityState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId: string | null;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text') stage: Stage;
  @Column('text', { name: 'intent_level' }) intentLevel: string;
  /** Why the level was changed last. */
  @Column('text', { name: 'intent_reason', nullable: true }) intentReason: string | null;
  @Column('timestamptz', { name: 'last_contact_at' }) lastContactAt: Date;
  @Column('date', { name: 'next_follow_up_on', nullable: true }) nextFollowUpOn: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text', { name: 'lost_reason', nullable: true }) lostReason: string | null;
  @Column('text', { name: 'closing_note', nullable: true }) closingNote: string | null;

  /** Stages may be skipped, never gone back by what comes late (O-1). */
  isBefore(stage: Stage): boolean {
    return STAGES.indexOf(this.stage) < STAGES.indexOf(stage);
  }

  /** A contact sets the next follow-up by the level (G-2); an older one that is recorded late changes nothing. */
  contacted(at: Date, followUpDays: number | null): void {
    if (at < this.lastContactAt) return;
    this.lastContactAt = at;
    this.nextFollowUpOn = followUpDays === null ? null : addDays(dateOf(at), followUpDays);
  }

  /** A warmer level takes the earlier of the old and the new due date, a cooler one the new (G-2). */
  regrade(level: { code: string; followUpDays: number | null }, warmer: boolean, reason: string): void {
    const due = level.followUpDays === null ? null : addDays(dateOf(this.lastContactAt), level.followUpDays);
    const keepsOld = warmer && due !== null && this.nextFollowUpOn !== null && this.nextFollowUpOn < due;
    if (!keepsOld) this.nextFollowUpOn = due;
    this.intentLevel = level.code;
    this.intentReason = reason;
  }

  closed(at: Date): void {
    this.closedAt = at;
    this.nextFollowUpOn = null;
  }
}

/** A stage that an opportunity reached, and what brought it there. */
@Entity({ schema: 'crm', name: 'opportunity_stage' })
export class OpportunityStage {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('text') stage: Stage;
  @Column('timestamptz') at: Date;
  @Column('text') cause: string;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { addDays, dateOf, plus } from '../../../kernel/time/clock.js';

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
export const isBefore = (one: Stage, other: Stage): boolean => STAGES.indexOf(one) < STAGES.indexOf(other);
export const OPPORTUNITY_STATES = ['OPEN', 'WON', 'LOST'] as const;
export type OpportunityState = (typeof OPPORTUNITY_STATES)[number];
export const LOST_REASONS = ['PRICE', 'COMPETITOR', 'NO_STOCK', 'FINANCING', 'POSTPONED', 'NOT_REACHED', 'NO_INTEREST', 'OTHER'] as const;

export const opportunityLifecycle = lifecycle({
  name: 'Opportunity',
  states: OPPORTUNITY_STATES,
  initial: 'OPEN',
  moves: {
    grade: { from: ['OPEN'], to: ['OPEN'] },
    present: { from: ['OPEN'], to: ['OPEN'] },
    advance: { from: ['OPEN'], to: ['OPEN'] },
    'hand-over': { from: ['OPEN', 'WON'], to: ['OPEN', 'WON'] },
    lose: { from: ['OPEN'], to: ['LOST'] },
    review: { from: ['LOST'], to: ['LOST', 'OPEN'] },
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
  @Column('timestamptz', { name: 'stage_entered_at' }) stageEnteredAt: Date;
  /** Until when the stage should be done, by the standard that held when it was entered; null is no limit (O-1). */
  @Column('timestamptz', { name: 'stage_due_at', nullable: true }) stageDueAt: Date | null;
  @Column('timestamptz', { name: 'stage_overdue_since', nullable: true }) stageOverdueSince: Date | null;
  /** Of the stage when it was entered; 0 or 100 once it is closed (O-2). */
  @Column('int', { name: 'probability_percent' }) probabilityPercent: number;
  /** What the last quotation asks, fen. */
  @Column('bigint', { name: 'quoted_total', nullable: true }) quotedTotal: number | null;
  /** When they are expected to buy: by the needs record, else by the intent level (O-2). */
  @Column('date', { name: 'expected_on' }) expectedOn: string;
  @Column('text', { name: 'intent_level' }) intentLevel: string;
  /** Why the level was changed last. */
  @Column('text', { name: 'intent_reason', nullable: true }) intentReason: string | null;
  @Column('timestamptz', { name: 'last_contact_at' }) lastContactAt: Date;
  @Column('date', { name: 'next_follow_up_on', nullable: true }) nextFollowUpOn: string | null;
  /** The due date that was told as missed. */
  @Column('date', { name: 'follow_up_missed_on', nullable: true }) followUpMissedOn: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text', { name: 'lost_reason', nullable: true }) lostReason: string | null;
  @Column('text', { name: 'closing_note', nullable: true }) closingNote: string | null;
  /** What they bought or would rather buy. */
  @Column('text', { nullable: true }) competitor: string | null;
  @Column('date', { name: 'win_back_on', nullable: true }) winBackOn: string | null;
  /** Who gave it up: somebody else decides about it (L-2). */
  @Column('uuid', { name: 'lost_by', nullable: true }) lostBy: string | null;
  @Column('timestamptz', { name: 'loss_reviewed_at', nullable: true }) lossReviewedAt: Date | null;
  @Column('uuid', { name: 'loss_reviewed_by', nullable: true }) lossReviewedBy: string | null;
  @Column('text', { name: 'loss_review_note', nullable: true }) lossReviewNote: string | null;

  /** Stages may be skipped, never gone back by what comes late (O-1). */
  isBefore(stage: Stage): boolean {
    return isBefore(this.stage, stage);
  }

  /** The clock of the stage starts; what was overdue before is over. */
  enter(stage: Stage, at: Date, { slaHours, probabilityPercent }: { slaHours: number | null; probabilityPercent: number }): void {
    this.stage = stage;
    this.stageEnteredAt = at;
    this.stageDueAt = slaHours === null ? null : plus(at, { hours: slaHours });
    this.stageOverdueSince = null;
    this.probabilityPercent = probabilityPercent;
  }

  /** A contact sets the next follow-up by the level (G-2), sooner if so agreed; an older one that is recorded late changes nothing. */
  contacted(at: Date, followUpDays: number | null, agreedOn: string | null = null): void {
    if (at < this.lastContactAt) return;
    this.lastContactAt = at;
    const due = followUpDays === null ? null : addDays(dateOf(at), followUpDays);
    this.nextFollowUpOn = agreedOn !== null && (due === null || agreedOn < due) ? agreedOn : due;
  }

  /** A warmer level takes the earlier of the old and the new due date, one without any takes nothing away; a cooler one takes the new (G-2). */
  regrade(level: { code: string; followUpDays: number | null }, warmer: boolean, reason: string): void {
    const due = level.followUpDays === null ? null : addDays(dateOf(this.lastContactAt), level.followUpDays);
    const keepsOld = warmer && this.nextFollowUpOn !== null && (due === null || this.nextFollowUpOn < due);
    if (!keepsOld) this.nextFollowUpOn = due;
    this.intentLevel = level.code;
    this.intentReason = reason;
  }

  closed(at: Date, probabilityPercent: 0 | 100): void {
    this.closedAt = at;
    this.probabilityPercent = probabilityPercent;
    this.nextFollowUpOn = null;
    // A car that was delivered is followed up within the limit of its stage; what is lost has none.
    if (probabilityPercent === 0) this.stageDueAt = null;
  }
}

/** A stage that an opportunity reached, and what or who brought it there. */
@Entity({ schema: 'crm', name: 'opportunity_stage' })
export class OpportunityStage {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('text') stage: Stage;
  @Column('timestamptz') at: Date;
  @Column('text') cause: string;
  @Column('uuid', { name: 'by_employee_id', nullable: true }) byEmployeeId: string | null;
  @Column('text', { nullable: true }) note: string | null;
}

/** What happened or exists that a stage may ask for (O-1). */
export const PROOFS = [
  'NEEDS_RECORD',
  'BUDGET',
  'PRESENTATION_CHECKLIST',
  'TEST_DRIVE_BOOKING',
  'TEST_DRIVE',
  'QUOTATION',
  'ACCEPTANCE',
  'CONTRACT',
  'DELIVERY',
] as const;
export type Proof = (typeof PROOFS)[number];

/** That something a stage asks for is there, and where it is. */
@Entity({ schema: 'crm', name: 'opportunity_proof' })
export class OpportunityProof {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('text') proof: Proof;
  @Column('uuid', { name: 'ref_id' }) refId: string;
  @Column('timestamptz') at: Date;
}

/** A change of the intent level: never changed, never deleted (G-2). */
@Entity({ schema: 'crm', name: 'opportunity_grade' })
export class OpportunityGrade {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('text', { name: 'from_level' }) fromLevel: string;
  @Column('text', { name: 'to_level' }) toLevel: string;
  @Column('text') reason: string;
  @Column('uuid', { name: 'by_employee_id' }) byEmployeeId: string;
  @Column('timestamptz') at: Date;
}

/** Who looked after an opportunity before and after a hand-over. */
@Entity({ schema: 'crm', name: 'opportunity_owner' })
export class OpportunityOwner {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'from_employee_id' }) fromEmployeeId: string;
  @Column('uuid', { name: 'to_employee_id' }) toEmployeeId: string;
  @Column('text') reason: string;
  @Column('uuid', { name: 'by_employee_id' }) byEmployeeId: string;
  @Column('timestamptz') at: Date;
}

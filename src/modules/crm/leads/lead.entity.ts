import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { type Language, LEAD_SOURCES, type LeadSource } from '../crm.contract.js';
import type { Considered } from '../lead-desks/round-robin.js';
import type { ResponseClockKind, ResponseVerdict } from '../response-standards/response-verdict.js';

export const LEAD_STATES = [
  'NEW',
  'POOL',
  'ASSIGNED',
  'CONTACTED',
  'CONVERTED',
  'LOST_PENDING_REVIEW',
  'LOST',
  'DUPLICATE',
  'INVALID',
] as const;
export type LeadState = (typeof LEAD_STATES)[number];
/** A further enquiry of the same mobile belongs to such a lead (L-3). */
export const OPEN_LEAD_STATES = ['NEW', 'POOL', 'ASSIGNED', 'CONTACTED', 'LOST_PENDING_REVIEW'] as const satisfies LeadState[];
export { LEAD_SOURCES, type LeadSource };

/** L-1; qualifying makes customer and opportunity at once, so QUALIFIED and CONVERTED are one state. */
export const leadLifecycle = lifecycle({
  name: 'Lead',
  states: LEAD_STATES,
  initial: ['NEW', 'DUPLICATE'],
  moves: {
    assign: { from: ['NEW', 'POOL', 'ASSIGNED', 'CONTACTED'], to: ['ASSIGNED'] },
    claim: { from: ['NEW', 'POOL'], to: ['ASSIGNED'] },
    contact: { from: ['ASSIGNED', 'CONTACTED'], to: ['CONTACTED'] },
    qualify: { from: ['CONTACTED'], to: ['CONVERTED'] },
    lose: { from: ['ASSIGNED', 'CONTACTED'], to: ['LOST_PENDING_REVIEW'] },
    review: { from: ['LOST_PENDING_REVIEW'], to: ['LOST', 'ASSIGNED'] },
    invalidate: { from: ['NEW', 'POOL', 'ASSIGNED', 'CONTACTED'], to: ['INVALID'] },
    recall: { from: ['ASSIGNED', 'CONTACTED'], to: ['POOL'], system: true },
  },
});

/** By a manager's hand, by the rule of the store, or by the consultant who took it. */
export const GIVEN_BY = ['HAND', 'RULE', 'CLAIM'] as const;
export type GivenBy = (typeof GIVEN_BY)[number];
/** Why a lead is where it is, with everything that the rule looked at (L-7, PR-10). */
export interface Assignment {
  by: GivenBy;
  /** Null when the rule found nobody. */
  employeeId: string | null;
  at: string;
  /** What somebody wrote; of the rule NEXT_IN_TURN or NOBODY_FITS. */
  reason: string | null;
  requiredSkills: string[];
  candidates: Considered[];
}

/** An enquiry (线索): who asked, what for, who answers and until when. */
@Entity({ schema: 'crm', name: 'lead' })
export class Lead extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: LeadState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id', nullable: true }) ownerEmployeeId: string | null;
  @Column('text') source: LeadSource;
  @Column('text') name: string;
  /** Null when they left an e-mail address only. */
  @Column('text', { name: 'mobile_sealed', nullable: true }) mobileSealed: string | null;
  @Column('text', { name: 'mobile_index', nullable: true }) mobileIndex: string | null;
  @Column('text', { name: 'email_sealed', nullable: true }) emailSealed: string | null;
  @Column('text', { name: 'email_index', nullable: true }) emailIndex: string | null;
  @Column('text', { nullable: true }) language: Language | null;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  /** When a visitor of the showroom left: their clock starts then (L-5). */
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt: Date | null;
  @Column('text', { name: 'response_clock' }) responseClock: ResponseClockKind;
  /** Until when the first human answer is on time, and after when it is missed (L-5). */
  @Column('timestamptz', { name: 'response_due_at' }) responseDueAt: Date;
  @Column('timestamptz', { name: 'response_missed_after' }) responseMissedAfter: Date;
  /** Null where no answer is owed: a duplicate, or closed before one was due. */
  @Column('text', { name: 'response_verdict', nullable: true }) responseVerdict: ResponseVerdict | null;
  @Column('int', { name: 'response_minutes', nullable: true }) responseMinutes: number | null;
  /** Whose answer the verdict judges: who gave it, or who had the lead when it was missed. */
  @Column('uuid', { name: 'response_employee_id', nullable: true }) responseEmployeeId: string | null;
  @Column('timestamptz', { name: 'first_responded_at', nullable: true }) firstRespondedAt: Date | null;
  @Column('timestamptz', { name: 'last_contact_at', nullable: true }) lastContactAt: Date | null;
  @Column('uuid', { name: 'duplicate_of_lead_id', nullable: true }) duplicateOfLeadId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('uuid', { name: 'opportunity_id', nullable: true }) opportunityId: string | null;
  @Column('text', { name: 'intent_level', nullable: true }) intentLevel: string | null;
  @Column('text', { name: 'lost_reason', nullable: true }) lostReason: string | null;
  @Column('text', { name: 'closing_note', nullable: true }) closingNote: string | null;
  /** When it goes back to the pool unless somebody follows it up (L-6). */
  @Column('timestamptz', { name: 'recall_at', nullable: true }) recallAt: Date | null;
  /** When its consultant has to speak with them next; with recallAt exactly while somebody has it. */
  @Column('timestamptz', { name: 'follow_up_due_at', nullable: true }) followUpDueAt: Date | null;
  @Column('uuid', { name: 'recalled_from_employee_id', nullable: true }) recalledFromEmployeeId: string | null;
  @Column('timestamptz', { name: 'recalled_at', nullable: true }) recalledAt: Date | null;
  @Column('jsonb', { nullable: true }) assignment: Assignment | null;
  /** Further enquiries of the same person that were folded into it (L-3). */
  @Column('int') inquiries: number;
  @Column('uuid', { name: 'loss_review_id', nullable: true }) lossReviewId: string | null;

  /** Its response clock starts when it comes in, a visitor's when they leave. */
  get clockStartedAt(): Date {
    return this.leftAt ?? this.receivedAt;
  }
  /** Somebody has it: they speak with them by the first instant, or it is taken back at the second (L-6). */
  awaitFollowUp(followUpDueAt: Date, recallAt: Date): void {
    Object.assign(this, { followUpDueAt, recallAt });
  }
  /** Nobody has to follow it up now: it is in the pool, with a manager, or over. */
  rest(): void {
    Object.assign(this, { followUpDueAt: null, recallAt: null });
  }
  /** It is over: an answer that was not given yet is owed no more. */
  close(): void {
    this.rest();
    if (this.responseVerdict === 'PENDING') this.responseVerdict = null;
  }
}

/** Who had a lead, from when until when, and how it came to them (L-6): kept for ever. */
@Entity({ schema: 'crm', name: 'lead_ownership' })
export class LeadOwnership {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'lead_id' }) leadId: string;
  @Column('uuid', { name: 'employee_id' }) employeeId: string;
  @Column('text') how: GivenBy;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { name: 'from_at' }) fromAt: Date;
  /** Null while it is theirs, or was when it was closed. */
  @Column('timestamptz', { name: 'until_at', nullable: true }) untilAt: Date | null;
  @Column('jsonb', { nullable: true }) explanation: Assignment | null;
  @Column('text', { name: 'ended_by', nullable: true }) endedBy: 'RECALL' | 'HAND_OVER' | null;
}

/** A consultant's wish to give a lead up, and what a manager decided (L-2). */
@Entity({ schema: 'crm', name: 'lead_loss_review' })
export class LeadLossReview {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'lead_id' }) leadId: string;
  @Column('text') reason: string;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'asked_by' }) askedBy: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('text') decision: 'PENDING' | 'APPROVED' | 'REJECTED';
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}

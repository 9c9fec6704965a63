import { Code, DateOnly, Id, Note, OneOf, Optional, QueryFlag, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { LOST_REASONS, OPPORTUNITY_STATES, type Stage, STAGES } from './opportunity.entity.js';

export class GradeOpportunity {
  /** A code of GET /intent-levels (G-1). */
  @Code('A') intentLevel: string;
  /** A change of level has a reason (G-2). */
  @Text(500, '客户推迟购车') reason: string;
}
export class AdvanceOpportunity {
  /** A later stage, before CONTRACT; stages may be skipped (O-1). */
  @OneOf(STAGES, 'NEGOTIATION') stage: Stage;
  @Optional()
  @Text(500, '客户要求再谈价格')
  note?: string;
}
export class HandOverOpportunity {
  /** Another sales consultant or sales manager of the store. */
  @Id() employeeId: string;
  @Text(500, '原顾问调岗') reason: string;
}
export class LoseOpportunity {
  @OneOf(LOST_REASONS, 'PRICE') reason: string;
  @Optional()
  @Note('同级竞品优惠更大')
  note?: string;
  /** What they bought, or would rather buy. */
  @Optional()
  @Text(100, '竞品 B7')
  competitor?: string;
  /** When to try again: a later day, on which it is in the work list. */
  @Optional()
  @DateOnly('2027-03-01')
  winBackOn?: string;
}
export class ReviewOpportunity {
  /** APPROVED: it stays lost. REJECTED: the consultant goes on. */
  @OneOf(['APPROVED', 'REJECTED']) decision: 'APPROVED' | 'REJECTED';
  @Optional()
  @Note('请再约一次试驾')
  note?: string;
}
export class ListOpportunities extends ListQuery {
  @Repeated(OPPORTUNITY_STATES)
  state?: string[];
  @Repeated(STAGES)
  stage?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Code('H')
  intentLevel?: string;
  /** The next follow-up is due on this date or before (G-2). */
  @Optional()
  @DateOnly()
  followUpBy?: string;
  /** Whether it has been in its stage for longer than the standard allows (O-1). */
  @QueryFlag()
  overdue?: boolean;
}

export class OpportunityStageView {
  /** @example 'TEST_DRIVE' */
  stage: string;
  /** When it was entered. @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** When it was left; null for the stage it is in. @example null */
  leftAt: Date | null;
  /** How long it lasted; null for the stage it is in. @example 'PT26H5M' */
  duration: string | null;
  /** What brought it there: an event or a move. @example 'sales.test-drive-completed' */
  cause: string;
  /** Who did; null for an event. @example null */
  byEmployeeId: string | null;
  /** @example null */
  note: string | null;
}
export class OpportunityGradeView {
  /** @example 'A' */
  from: string;
  /** @example 'H' */
  to: string;
  /** @example '已卖旧车' */
  reason: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  byEmployeeId: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}
export class OpportunityOwnerView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  fromEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  toEmployeeId: string;
  /** @example '原顾问调岗' */
  reason: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  byEmployeeId: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}
export class OpportunityProofView {
  /** NEEDS_RECORD, BUDGET, PRESENTATION_CHECKLIST, TEST_DRIVE_BOOKING, TEST_DRIVE, QUOTATION, ACCEPTANCE, CONTRACT or DELIVERY. @example 'QUOTATION' */
  proof: string;
  /** The newest document of the kind. @example '01938b4e-7c00-7000-8000-000000000001' */
  refId: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}
/** A qualified wish to buy (商机). Its state is OPEN, WON or LOST. */
export class OpportunityView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  leadId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string | null;
  /** Of the sales process (O-1). @example 'QUOTATION' */
  stage: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  stageEnteredAt: Date;
  /** Until when the stage should be done, by the standard that held when it was entered; null is no limit. @example '2026-12-01T10:00:00.000Z' */
  stageDueAt: Date | null;
  /** Since when the stage has taken too long; null when it has not. @example null */
  stageOverdueSince: Date | null;
  /** Chance of buying in percent: of the stage when it was entered, 100 or 0 once it is closed (O-2). @example 60 */
  probabilityPercent: number;
  /** What is at stake in fen: the last quotation, else the list price of the model; null when neither is known. @example 22600000 */
  amount: number | null;
  /** QUOTATION or LIST_PRICE. @example 'QUOTATION' */
  amountSource: string | null;
  /** @example 'CNY' */
  currency: string;
  /** When they are expected to buy: by the needs record, else by the intent level (O-2). @example '2026-12-24' */
  expectedOn: string;
  /** How it came there, the first stage first; empty in lists. */
  stages: OpportunityStageView[];
  /** Changes of the intent level, the first one first; empty in lists. */
  grades: OpportunityGradeView[];
  /** Hand-overs, the first one first; empty in lists. */
  owners: OpportunityOwnerView[];
  /** What is there of what stages ask for (O-1); empty in lists. */
  proofs: OpportunityProofView[];
  /** What its stage still asks for before it may be left by hand (O-1); empty in lists. @example ['QUOTATION'] */
  unmet: string[];
  /** @example 'H' */
  intentLevel: string;
  /** Why the level was changed last. @example null */
  intentReason: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  lastContactAt: Date;
  /** The last contact plus the interval of the level, or sooner if so agreed (G-2); null when nothing is followed up. @example '2026-12-01' */
  nextFollowUpOn: string | null;
  /** The follow-up was due on an earlier day. @example false */
  followUpOverdue: boolean;
  /** @example null */
  closedAt: Date | null;
  /** @example null */
  lostReason: string | null;
  /** @example null */
  closingNote: string | null;
  /** What they bought, or would rather buy. @example null */
  competitor: string | null;
  /** When a lost customer is tried again. @example null */
  winBackOn: string | null;
  /** When a manager agreed that it is lost; null while nobody has. @example null */
  lossReviewedAt: Date | null;
  /** @example null */
  lossReviewedBy: string | null;
  /** What the manager said, also when it was given back. @example null */
  lossReviewNote: string | null;
}

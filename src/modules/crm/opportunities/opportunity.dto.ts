import { Code, DateOnly, Id, Note, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { LOST_REASONS, OPPORTUNITY_STATES, STAGES } from './opportunity.entity.js';

export class GradeOpportunity {
  /** A code of GET /intent-levels (G-1). */
  @Code('A') intentLevel: string;
  /** A change of level has a reason (G-2). */
  @Text(500, '客户推迟购车') reason: string;
}
export class LoseOpportunity {
  @OneOf(LOST_REASONS, 'PRICE') reason: string;
  @Optional()
  @Note('同级竞品优惠更大')
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
}

export class OpportunityStageView {
  /** @example 'TEST_DRIVE' */
  stage: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** What brought it there: an event or a move. @example 'sales.test-drive-completed' */
  cause: string;
}
/** A qualified wish to buy (商机). */
export class OpportunityView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'OP-S01-2026-000123' */
  number: string;
  /** OPEN, WON or LOST. @example 'OPEN' */
  state: string;
  /** What the caller may do now. @example ['grade', 'lose'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
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
  /** How it came there; empty in lists. */
  stages: OpportunityStageView[];
  /** @example 'H' */
  intentLevel: string;
  /** Why the level was changed last. @example null */
  intentReason: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  lastContactAt: Date;
  /** The last contact plus the interval of the level (G-2); null when nothing is followed up. @example '2026-12-01' */
  nextFollowUpOn: string | null;
  /** @example null */
  closedAt: Date | null;
  /** @example null */
  lostReason: string | null;
  /** @example null */
  closingNote: string | null;
  /** @example 3 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

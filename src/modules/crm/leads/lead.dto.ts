import { IsEmail } from 'class-validator';
import { Code, DateOnly, Id, Instant, Mobile, Nested, Note, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { CUSTOMER_TYPES, type CustomerType, type Language, LANGUAGES } from '../crm.contract.js';
import { LOST_REASONS } from '../opportunities/opportunity.entity.js';
import { RESPONSE_VERDICTS } from '../response-standards/response-verdict.js';
import { LEAD_SOURCES, LEAD_STATES, type LeadSource } from './lead.entity.js';

export class CreateLead {
  /** Where they came from. */
  @OneOf(LEAD_SOURCES) source: LeadSource;
  @Text(100, '王小明') name: string;
  /** The key by which enquiries of one person are recognised (L-3). Mobile or e-mail must be there. */
  @Optional()
  @Mobile()
  mobile?: string;
  /** The next key, where the mobile is new or missing (L-3). */
  @Optional()
  @IsEmail()
  @Text(200, 'xiaoming@example.com')
  email?: string;
  /** The language they want to be answered in. */
  @Optional()
  @OneOf(LANGUAGES)
  language?: Language;
  /** When a visitor of the showroom left: the response clock starts then (L-5). */
  @Optional()
  @Instant()
  leftAt?: string;
  /** The model they asked about. */
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @Note('想看车')
  note?: string;
  /** May be left out by those who work in one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class AssignLead {
  /** A sales consultant or sales manager of the store. */
  @Id() employeeId: string;
  /** Why; required when it is taken from somebody. */
  @Optional()
  @Text(500, '王顾问休假')
  reason?: string;
}
export class QualifiedCustomer {
  @OneOf(CUSTOMER_TYPES) type: CustomerType;
  @Text(100, '王小明') name: string;
  /** A customer of the group with this mobile is the same customer (L-3). */
  @Mobile() mobile: string;
}
export class QualifyLead {
  /** A code of GET /intent-levels (G-1). */
  @Code('H') intentLevel: string;
  @Nested(() => QualifiedCustomer) customer: QualifiedCustomer;
  /** What they want; the lead's model if left out. */
  @Optional()
  @Id()
  modelId?: string;
}
export class LoseLead {
  @OneOf(LOST_REASONS, 'PRICE') reason: string;
  @Optional()
  @Note('已购竞品')
  note?: string;
}
export class ReviewLead {
  /** APPROVED: it is lost. REJECTED: the consultant goes on (L-2). */
  @OneOf(['APPROVED', 'REJECTED']) decision: 'APPROVED' | 'REJECTED';
  @Optional()
  @Note('请再联系一次')
  note?: string;
}
export class InvalidateLead {
  @Text(500, '空号') reason: string;
}
export class ListLeads extends ListQuery {
  @Repeated(LEAD_STATES)
  state?: string[];
  @Repeated(LEAD_SOURCES)
  source?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Repeated(RESPONSE_VERDICTS)
  verdict?: string[];
  /** Whose next contact is due by then. */
  @Optional()
  @Instant()
  dueBy?: string;
  /** First day on which they came in, the store's date. */
  @Optional()
  @DateOnly('2026-11-01')
  receivedFrom?: string;
  /** Last day on which they came in, inclusive. */
  @Optional()
  @DateOnly('2026-11-30')
  receivedTo?: string;
  /** Part of a name, its pinyin or their initials; a mobile number or its last 4 digits or more. */
  @Optional()
  @Text(50, '8000')
  q?: string;
}
export class ListLeadPool extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
}

/** A consultant as the rule saw them when it gave the lead. */
export class AssignmentCandidateView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string;
  /** @example 12 */
  openLeads: number;
  /** @example 30 */
  loadCap: number;
  /** @example ['SOURCE:WEBSITE'] */
  skills: string[];
  /** Their last turn; who waits longest is next. @example 41 */
  lastTurn: number;
  /** FITS, NOT_SELLING, OFF_DUTY, LACKS_SKILL or AT_CAP. @example 'FITS' */
  fitness: string;
}
/** Why a lead is with whom it is, with everything that was looked at (L-7, PR-10). */
export class AssignmentView {
  /** HAND, RULE or CLAIM. @example 'RULE' */
  by: string;
  /** Null when the rule found nobody: the lead stays in the pool. @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: string;
  /** What was written by hand; of the rule NEXT_IN_TURN or NOBODY_FITS. @example 'NEXT_IN_TURN' */
  reason: string | null;
  /** What the lead asks for and somebody of the store knows. @example ['SOURCE:WEBSITE'] */
  requiredSkills: string[];
  /** In the order of their turn; empty unless by rule. */
  candidates: AssignmentCandidateView[];
}
/** The wish to give a lead up, and the manager's decision (L-2). */
export class LossReviewView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'PRICE' */
  reason: string;
  /** @example '已购竞品' */
  note: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  askedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  askedAt: Date;
  /** PENDING, APPROVED or REJECTED. @example 'PENDING' */
  decision: string;
  /** @example null */
  decidedBy: string | null;
  /** @example null */
  decidedAt: Date | null;
  /** @example null */
  decisionNote: string | null;
}
/** Who had a lead and how it came to them (L-6). */
export class LeadOwnershipView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string;
  /** HAND, RULE or CLAIM. @example 'CLAIM' */
  how: string;
  /** @example null */
  reason: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  from: Date;
  /** Null while it is theirs, or was when it was closed. @example null */
  until: Date | null;
  /** RECALL or HAND_OVER. @example null */
  endedBy: string | null;
  /** What the rule looked at. */
  explanation: AssignmentView | null;
}

/** An enquiry (线索). */
export class LeadView extends StoreResourceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string | null;
  /** @example 'WEBSITE' */
  source: string;
  /** Masked for those who do not serve customers. @example '王小明' */
  name: string;
  /** Masked. @example '138****8000' */
  mobile: string | null;
  /** Masked. @example 'x***@example.com' */
  email: string | null;
  /** zh or en. @example 'zh' */
  language: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string | null;
  /** @example '想看车' */
  note: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  receivedAt: Date;
  /** When a visitor of the showroom left. @example null */
  leftAt: Date | null;
  /** BUSINESS or ELAPSED: the clock of its response standard (L-5). @example 'BUSINESS' */
  responseClock: string;
  /** Until when the first human answer is on time (L-5). @example '2026-11-24T10:15:00.000Z' */
  responseDueAt: Date;
  /** After when it is missed; between the two it is late. @example '2026-11-24T10:30:00.000Z' */
  responseMissedAfter: Date;
  /** PENDING, GOAL, LATE or MISSED; null where no answer is owed: a duplicate, or closed before. @example 'GOAL' */
  responseVerdict: string | null;
  /** Minutes that the first answer took by its clock, a begun minute counted as one. @example 6 */
  responseMinutes: number | null;
  /** The first outbound contact by a human; the response clock stopped (L-5). @example '2026-11-24T10:06:00.000Z' */
  firstRespondedAt: Date | null;
  /** @example '2026-11-24T10:06:00.000Z' */
  lastContactAt: Date | null;
  /** When its consultant has to speak with them next; null while nobody has it. @example '2026-11-27T10:06:00.000Z' */
  followUpDueAt: Date | null;
  /** When it goes back to the pool unless it is followed up (L-6). @example '2026-11-27T10:06:00.000Z' */
  recallAt: Date | null;
  assignment: AssignmentView | null;
  /** Further enquiries of the same person that were folded into it (L-3). @example 0 */
  inquiries: number;
  /** The open lead that a DUPLICATE belongs to (L-3). @example null */
  duplicateOfLeadId: string | null;
  /** The customer of the group with this mobile; the customer it became once it is converted. @example null */
  customerId: string | null;
  /** @example null */
  opportunityId: string | null;
  /** @example null */
  intentLevel: string | null;
  /** @example null */
  lostReason: string | null;
  /** @example null */
  closingNote: string | null;
  lossReview: LossReviewView | null;
}

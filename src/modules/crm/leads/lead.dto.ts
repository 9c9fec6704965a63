import { Code, Id, Mobile, Nested, Note, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { CUSTOMER_TYPES, type CustomerType } from '../crm.contract.js';
import { LOST_REASONS } from '../opportunities/opportunity.entity.js';
import { LEAD_SOURCES, LEAD_STATES, type LeadSource } from './lead.entity.js';

export class CreateLead {
  /** Where they came from. */
  @OneOf(LEAD_SOURCES) source: LeadSource;
  @Text(100, '王小明') name: string;
  /** The key by which enquiries of one person are recognised (L-3). */
  @Mobile() mobile: string;
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

/** An enquiry (线索). */
export class LeadView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'LD-S01-2026-000123' */
  number: string;
  /** NEW, POOL, ASSIGNED, CONTACTED, CONVERTED, LOST_PENDING_REVIEW, LOST, DUPLICATE or INVALID (L-1). @example 'ASSIGNED' */
  state: string;
  /** What the caller may do now. @example ['contact', 'lose'] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string | null;
  /** @example 'WEBSITE' */
  source: string;
  /** Masked for those who do not serve customers. @example '王小明' */
  name: string;
  /** Masked. @example '138****8000' */
  mobile: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string | null;
  /** @example '想看车' */
  note: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  receivedAt: Date;
  /** Until when the first human answer is due, in business hours (L-5). @example '2026-11-24T10:15:00.000Z' */
  responseDueAt: Date;
  /** The first outbound contact by a human; the response clock stopped (L-5). @example '2026-11-24T10:06:00.000Z' */
  firstRespondedAt: Date | null;
  /** @example '2026-11-24T10:06:00.000Z' */
  lastContactAt: Date | null;
  /** When it goes back to the pool unless it is followed up (L-6). @example '2026-11-27T10:06:00.000Z' */
  recallAt: Date | null;
  /** The open lead that a DUPLICATE belongs to (L-3). @example null */
  duplicateOfLeadId: string | null;
  /** @example null */
  customerId: string | null;
  /** @example null */
  opportunityId: string | null;
  /** @example null */
  intentLevel: string | null;
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

import { Amount, DateOnly, Id, Nested, Note, OneOf, Optional, QueryFlag, Repeated, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { type Channel, CHANNELS } from '../crm.contract.js';
import {
  COMPLAINT_KINDS,
  COMPLAINT_STATES,
  type ComplaintKind,
  ROOT_CAUSES,
  type RootCause,
  SEVERITIES,
  type Severity,
  SUBJECT_TYPES,
  type SubjectType,
} from './complaint.entity.js';

export class ComplaintSubject {
  @OneOf(SUBJECT_TYPES, 'RepairOrder') type: SubjectType;
  @Id() id: string;
}
export class OpenComplaint {
  @Id() customerId: string;
  /** SANBAO: a claim under the three guarantees, with 10 and 20 working days by law (W-5); GENERAL if left out. */
  @Optional()
  @OneOf(COMPLAINT_KINDS)
  kind?: ComplaintKind;
  /** How it came in. */
  @OneOf(CHANNELS, 'PHONE') channel: Channel;
  /** Sets the limits; CRITICAL is told the general manager at once. */
  @OneOf(SEVERITIES, 'MEDIUM') severity: Severity;
  /** What it is about: an order, a car, a repair order. */
  @Optional()
  @Nested(() => ComplaintSubject)
  subject?: ComplaintSubject;
  @Note('维修后异响仍在') description: string;
  /** A closed complaint of the same customer that comes up again. */
  @Optional()
  @Id()
  previousComplaintId?: string;
  /** May be left out by those who work in one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class AssignComplaint {
  /** Somebody who works for the store. */
  @Id() employeeId: string;
}
export class ComplaintNote {
  @Optional()
  @Note('已与客户通话')
  note?: string;
}
export class ProposeRemedy {
  @Note('免费返修并赠送一次保养') remedy: string;
  /** What it costs us, fen; 0 when it costs nothing. */
  @Amount(30_000) cost: number;
}
export class EscalateComplaint {
  /** Why the customer does not accept. */
  @Note('要求更换总成') reason: string;
}
export class CloseComplaint {
  @OneOf(ROOT_CAUSES, 'REPAIR_QUALITY') rootCause: RootCause;
  /** How content the customer is in the end, 1 to 5. */
  @Optional()
  @Whole(1, 5, 4)
  satisfaction?: number;
  @Optional()
  @Note('客户确认异响消除')
  note?: string;
}
export class ListComplaints extends ListQuery {
  @Repeated(COMPLAINT_STATES)
  state?: string[];
  @Repeated(SEVERITIES)
  severity?: string[];
  @Repeated(ROOT_CAUSES)
  rootCause?: string[];
  @Optional()
  @OneOf(COMPLAINT_KINDS)
  kind?: string;
  /** Only those with a missed limit that is not met yet, or only the others. */
  @QueryFlag()
  overdue?: boolean;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  /** Opened on this store date or later. */
  @Optional()
  @DateOnly('2026-11-01')
  openedFrom?: string;
  /** Opened on this store date or earlier. */
  @Optional()
  @DateOnly('2026-11-30')
  openedTo?: string;
}

export class ComplaintClockView {
  /** ACKNOWLEDGE, REPLY (a claim under the three guarantees) or RESOLVE. @example 'ACKNOWLEDGE' */
  clock: string;
  /** By the store's business hours; REPLY and RESOLVE of a claim by working days. @example '2026-11-24T04:00:00.000Z' */
  dueAt: Date;
  /** @example '2026-11-24T03:10:00.000Z' */
  metAt: Date | null;
  /** It was met too late, or is not met and the limit has passed. @example false */
  missed: boolean;
}
export class ComplaintStepView {
  /** `open`, or the move. @example 'acknowledge' */
  move: string;
  /** The state after it. @example 'ACKNOWLEDGED' */
  state: string;
  /** Who did it. @example '01938b4e-7c00-7000-8000-000000000001' */
  doneBy: string;
  /** @example '2026-11-24T03:10:00.000Z' */
  at: Date;
  /** @example null */
  note: string | null;
}
/** A customer's complaint (投诉). */
export class ComplaintView extends StoreResourceView {
  /** Who answers for it; null in the queue. @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** GENERAL or SANBAO. @example 'GENERAL' */
  kind: string;
  /** HAND, or SURVEY when a bad answer opened it. @example 'HAND' */
  source: string;
  /** @example 'PHONE' */
  channel: string;
  /** LOW, MEDIUM, HIGH or CRITICAL. @example 'MEDIUM' */
  severity: string;
  /** @example 'RepairOrder' */
  subjectType: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  subjectId: string | null;
  /** @example null */
  surveyId: string | null;
  /** @example null */
  previousComplaintId: string | null;
  /** @example '维修后异响仍在' */
  description: string;
  /** @example '免费返修并赠送一次保养' */
  remedy: string | null;
  /** What the remedy costs us, fen. @example 30000 */
  cost: number | null;
  /** @example 'CNY' */
  currency: string;
  /** @example 'REPAIR_QUALITY' */
  rootCause: string | null;
  /** 1 to 5. @example 4 */
  satisfaction: number | null;
  /** @example '2026-11-24T02:00:00.000Z' */
  openedAt: Date;
  /** @example null */
  closedAt: Date | null;
  /** The first limit that was missed and is not met yet. @example null */
  overdueAt: Date | null;
  /** 0: nobody was told; goes up by one with every rung (C-3). @example 0 */
  escalationLevel: number;
  clocks: ComplaintClockView[];
}
/** A complaint with its history. */
export class ComplaintDetailView extends ComplaintView {
  /** Every move, the oldest first. */
  history: ComplaintStepView[];
}

export class ComplaintFigureView {
  /** @example 12 */
  count: number;
  /** @example 9 */
  closed: number;
  /** Acknowledged, answered or closed too late, or not yet though the limit has passed. @example 2 */
  late: number;
  /** Complaints that took a closed one up again. @example 1 */
  repeated: number;
  /** Median from opening to closing, clock hours; null when none is closed. @example 26.5 */
  medianHoursToClose: number | null;
  /** Of the remedies proposed, fen. @example 120000 */
  cost: number;
  /** Mean of 1 to 5; null when nobody said. @example 4.2 */
  satisfaction: number | null;
}
export class ComplaintsBySeverityView extends ComplaintFigureView {
  /** @example 'HIGH' */
  severity: string;
}
export class ComplaintsByRootCauseView extends ComplaintFigureView {
  /** Null: not known yet. @example 'REPAIR_QUALITY' */
  rootCause: string | null;
}
/** Complaints that were opened in a period. */
export class ComplaintFiguresView {
  /** @example '2026-11-01' */
  from: string;
  /** @example '2026-11-30' */
  to: string;
  /** @example 'CNY' */
  currency: string;
  total: ComplaintFigureView;
  bySeverity: ComplaintsBySeverityView[];
  byRootCause: ComplaintsByRootCauseView[];
}

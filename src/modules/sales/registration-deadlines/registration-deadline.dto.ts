import { Id, Optional, QueryFlag, QueryWhole, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { DEADLINE_KINDS } from './registration-deadline.entity.js';

export class ListRegistrationDeadlines extends ListQuery {
  @Repeated(DEADLINE_KINDS)
  kind?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  /** The sales order or the trade-in. */
  @Optional()
  @Id()
  subjectId?: string;
  /** Only those that still wait (true) or are met (false). */
  @QueryFlag()
  open?: boolean;
  /** Those that still wait and run out within so many days, or have run out. */
  @QueryWhole(0, 400, 7)
  dueWithin?: number;
}
/** A day by which the law wants something of a car's papers (TX-1, RG-2). */
export class RegistrationDeadlineView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** PURCHASE_TAX or TEMPORARY_PLATE of a sales order, TRANSFER of a trade-in. @example 'PURCHASE_TAX' */
  kind: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  subjectId: string;
  /** @example 'SO-S01-2026-000123' */
  subjectNumber: string;
  /** Last day. @example '2027-01-23' */
  dueOn: string;
  /** Negative when it is over. @example 12 */
  daysLeft: number;
  /** It waits still, and its last day is over. @example false */
  overdue: boolean;
  /** When its owner was warned. @example null */
  warnedAt: Date | null;
  /** When it was met, or fell away. @example null */
  closedAt: Date | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

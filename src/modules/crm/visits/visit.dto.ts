import { Id, Note, OneOf, Optional, Repeated, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { VISIT_PURPOSES, VISIT_STATES, type VisitPurpose } from './visit.entity.js';

/** Who is there: nobody named, a customer, or a lead whose customer is not known yet. */
export class IdentifyVisit {
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  leadId?: string;
}
export class CreateVisit extends IdentifyVisit {
  @OneOf(VISIT_PURPOSES) purpose: VisitPurpose;
  /** People who came together. */
  @Optional()
  @Whole(1, 100, 2)
  partySize?: number;
  /** Who takes care of them; left out, they wait until somebody does. */
  @Optional()
  @Id()
  hostEmployeeId?: string;
  /** An open opportunity of the customer; left out, it is the one that the host looks after. */
  @Optional()
  @Id()
  opportunityId?: string;
  @Optional()
  @Note('带家人看车')
  note?: string;
  /** May be left out by those who work in one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class ReceiveVisit {
  /** Who takes care of them; the caller if left out. */
  @Optional()
  @Id()
  hostEmployeeId?: string;
}
export class LeaveVisit {
  @Optional()
  @Note('下周带家人再来')
  note?: string;
}
export class ListVisits extends ListQuery {
  @Repeated(VISIT_STATES)
  state?: string[];
  @Repeated(VISIT_PURPOSES)
  purpose?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  leadId?: string;
  @Optional()
  @Id()
  hostEmployeeId?: string;
}

/** A visit to the showroom (到店); PRESENT or LEFT. */
export class VisitView extends StoreResourceView {
  /** Null while they wait. @example '01938b4e-7c00-7000-8000-000000000001' */
  hostEmployeeId: string | null;
  /** Null while they are not known. @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string | null;
  /** @example null */
  leadId: string | null;
  /** @example null */
  opportunityId: string | null;
  /** VIEWING, TEST_DRIVE, NEGOTIATION, CONTRACT, DELIVERY, SERVICE or OTHER. @example 'VIEWING' */
  purpose: string;
  /** @example 2 */
  partySize: number;
  /** @example '带家人看车' */
  note: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  arrivedAt: Date;
  /** When a host took care of them. @example '2026-11-24T10:04:00.000Z' */
  receivedAt: Date | null;
  /** Whole minutes between arrival and host; null while they wait or when they left unattended. @example 4 */
  waitMinutes: number | null;
  /** @example '2026-11-24T11:00:00.000Z' */
  leftAt: Date | null;
  /** Whole minutes between arrival and leaving; null while they are there. @example 60 */
  lengthMinutes: number | null;
  /** Nobody said that they left: the visit ended when the store closed. @example false */
  forgotten: boolean;
}

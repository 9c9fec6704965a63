import { DateOnly, Id, MeOrId, OneOf, Optional, QueryWhole, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery, ReadQuery } from '../../../kernel/http/list.js';

export const SECTIONS = ['OVERDUE', 'TODAY', 'TOMORROW'] as const;
export type Section = (typeof SECTIONS)[number];
export const WORK_KINDS = [
  'FOLLOW_UP',
  'APPOINTMENT',
  'LEAD_RESPONSE',
  'LEAD_FOLLOW_UP',
  'LEAD_RECALL',
  'LEAD_UNASSIGNED',
  'WIN_BACK',
  'LOSS_REVIEW',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export class AskWorkList extends ReadQuery {
  /** The day it is for; today if left out. */
  @Optional()
  @DateOnly()
  date?: string;
  /** Whose work; `me` for the caller. Left out: everything the caller may see. */
  @Optional()
  @MeOrId()
  ownerEmployeeId?: string;
  @Optional()
  @Id()
  storeId?: string;
  /** Items a section, 1 to 100. */
  @QueryWhole(1, 100, 50)
  limit?: number;
}
export class ListWorkItems extends ListQuery {
  @OneOf(SECTIONS) section: Section;
  @Repeated(WORK_KINDS)
  kind?: WorkKind[];
  /** The day it is for; today if left out. */
  @Optional()
  @DateOnly()
  date?: string;
  /** Whose work; `me` for the caller. Left out: everything the caller may see. */
  @Optional()
  @MeOrId()
  ownerEmployeeId?: string;
  @Optional()
  @Id()
  storeId?: string;
}

/** Something to do. */
export class WorkItemView {
  /** The same as long as it is the same work. @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** FOLLOW_UP of an opportunity, APPOINTMENT agreed, LEAD_RESPONSE due, LEAD_FOLLOW_UP of one that came back, LEAD_RECALL near, LEAD_UNASSIGNED, WIN_BACK, or LOSS_REVIEW for managers. @example 'FOLLOW_UP' */
  kind: string;
  /** The store's day on which it is due. @example '2026-12-01' */
  dueOn: string;
  /** The instant, where one is set; null when the whole day will do. @example null */
  dueAt: Date | null;
  /** Its time has passed. @example false */
  late: boolean;
  /** Of the customer or lead; masked for those who do not serve customers. @example '王小明' */
  name: string | null;
  /** In the caller's language. @example '意向级别 H:按期跟进' */
  why: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** Null where a manager decides who does it. @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string | null;
  /** @example null */
  leadId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string | null;
  /** The contact at which an appointment was agreed. @example null */
  interactionId: string | null;
}
export class WorkSectionView {
  /** Of all its items, also those that are not shown. @example 1 */
  count: number;
  /** Items that are not shown: they are listed by GET /work-list/items. @example 0 */
  more: number;
  /** The most urgent first. */
  items: WorkItemView[];
}
/** What is to be done, by when. */
class WorkSections {
  /** Due on an earlier day. */
  overdue: WorkSectionView;
  /** Due on the day. */
  today: WorkSectionView;
  /** Due on the day after. */
  tomorrow: WorkSectionView;
}
/** What is to be done on a day (工作清单). */
export class WorkListView extends WorkSections {
  /** @example '2026-12-01' */
  date: string;
}
/** One consultant's part of it. */
export class OwnersWorkView extends WorkSections {
  /** Null for what nobody has yet. @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string | null;
}

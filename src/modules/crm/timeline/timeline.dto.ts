import { Id, Instant, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { TIMELINE_KINDS } from './timeline-entry.entity.js';

export class ListTimeline extends ListQuery {
  @Repeated(TIMELINE_KINDS)
  kind?: string[];
  /** What happened at or after this instant. */
  @Optional()
  @Instant()
  from?: string;
  /** What happened before this instant. */
  @Optional()
  @Instant('2026-12-01T00:00:00+08:00')
  to?: string;
  /** What one store did. */
  @Optional()
  @Id()
  storeId?: string;
}

/** One thing that happened with a customer. */
export class TimelineEntryView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** What the filter of the same name takes. @example 'TEST_DRIVE' */
  kind: string;
  /** When it happened. @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** In the caller's language. @example '完成试驾 TD-S01-2026-000123' */
  title: string;
  /** What it refers to. @example 'TestDrive' */
  refType: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  refId: string;
  /** The store where it happened; null when it is the group's. @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string | null;
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import { Acquaintances } from '../customers/acquaintances.js';
import type { ListTimeline, TimelineEntryView } from './timeline.dto.js';
import { TimelineEntry } from './timeline-entry.entity.js';
import { kindOf, titleOf, type What } from './titles.js';

/** What is told: of a customer, or of a lead whose customer is not known yet. */
export interface Story {
  customerId?: string | null;
  leadId?: string | null;
  /** Null: the group did it. */
  storeId: string | null;
  at: Date;
  what: What;
  refType: string;
  refId: string;
  facts: Record<string, string | number>;
}

const TIMELINE: ListDefinition = {
  select: 't.id, t.kind, t.at, t.what, t.data, t.ref_type AS "refType", t.ref_id AS "refId", t.store_id AS "storeId"',
  from: 'crm.timeline_entry t',
  id: 't.id',
  sorts: { at: { by: 't.at', type: 'timestamptz' } },
  defaultSort: '-at',
  filters: {
    kind: 't.kind = ANY(?::text[])',
    from: 't.at >= ?::timestamptz',
    to: 't.at < ?::timestamptz',
    storeId: 't.store_id = ?::uuid',
  },
};
const OURS = 't.store_id IS NULL OR t.store_id = ANY(?::uuid[])';

/** One customer, one story: everything that happened with them, from whichever context, in one table. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly acquaintances: Acquaintances,
  ) {}

  async tell({ customerId = null, leadId = null, storeId, at, what, refType, refId, facts }: Story): Promise<void> {
    await this.db.insertAll(TimelineEntry, [
      { id: newId(), customerId, leadId, storeId, at, kind: kindOf(what), what, data: facts, refType, refId },
    ]);
    if (customerId && storeId) await this.acquaintances.note(customerId, storeId, at);
  }

  /** What an event tells of a customer, if anything; of a lead, of whom it is known by now to be. */
  async hear(story: Story | null): Promise<void> {
    if (!story) return;
    if (story.customerId || !story.leadId) return this.tell(story);
    // Who qualifies it meanwhile waits, and takes this line along.
    const [lead] = await this.db.sql<{ customerId: string | null }>(
      'SELECT customer_id AS "customerId" FROM crm.lead WHERE id = $1 FOR SHARE',
      [story.leadId],
    );
    await this.tell({ ...story, customerId: lead?.customerId ?? null });
  }
  async forgetMerge(mergeId: string): Promise<void> {
    await this.db.sql(`DELETE FROM crm.timeline_entry WHERE ref_id = $1 AND what = 'customers-merged'`, [mergeId]);
  }

  /** The story of a lead becomes the beginning of its customer's. */
  async handOver(leadId: string, customerId: string, storeId: string, at: Date): Promise<void> {
    await this.acquaintances.note(customerId, storeId, at);
    await this.db.sql('UPDATE crm.timeline_entry SET customer_id = $2 WHERE lead_id = $1', [leadId, customerId]);
  }

  /** Newest first, in two statements; what other stores did with the customer stays theirs. */
  async of(customerId: string, { kind, ...query }: ListTimeline): Promise<Page<TimelineEntryView>> {
    await this.acquaintances.require(customerId);
    const fixed: [string, unknown][] = [['t.customer_id = ?::uuid', customerId]];
    // A single kind is an equality, so that its index gives the order too.
    if (kind?.length === 1) fixed.push(['t.kind = ?', kind[0]]);
    else if (kind?.length) fixed.push(['t.kind = ANY(?::text[])', kind]);
    if (!context.scope.group) fixed.push([OURS, storesOfScope()]);
    const page = await this.lists.page<TimelineEntry>(TIMELINE, query, fixed);
    return {
      ...page,
      items: page.items.map(({ id, kind, at, what, data, refType, refId, storeId }) => ({
        id,
        kind,
        at,
        title: titleOf(what, data),
        refType,
        refId,
        storeId,
      })),
    };
  }
}

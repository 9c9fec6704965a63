import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { plus } from '../../../kernel/time/clock.js';
import { LeadCreated, LeadRepeated, ProtectionWindow, ResponseGoal, WalkInCallBack } from '../crm.contract.js';
import { Mobiles } from '../mobiles.js';
import { Office } from '../office.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { factsOf } from './lead.facts.js';
import type { CreateLead, LeadView } from './lead.dto.js';
import { Lead, leadLifecycle, type LeadSource, OPEN_LEAD_STATES } from './lead.entity.js';
import { LeadReads } from './lead.queries.js';

/** Enquiries come in: each is kept, one person's open enquiry is one lead, and the response clock starts (L-3, L-5). */
@Injectable()
export class LeadIntake {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly mobiles: Mobiles,
    private readonly timeline: TimelineService,
    private readonly reads: LeadReads,
  ) {}

  async receive({ storeId: named, mobile, ...asked }: CreateLead): Promise<LeadView> {
    const { id: storeId } = await this.office.storeForNew(named);
    const number = await this.office.number('LD', storeId);
    return this.db.transaction(async () => {
      const id = newId();
      const receivedAt = this.office.now();
      const columns = await this.mobiles.columns(id, mobile);
      await this.mobiles.claim(columns.mobileIndex);
      const open = await this.#openLeadOf(columns.mobileIndex, storeId, receivedAt);
      const lead = Object.assign(new Lead(), {
        id,
        number,
        storeId,
        ...asked,
        ...columns,
        modelId: asked.modelId ?? null,
        receivedAt,
        responseDueAt: await this.#responseDue(storeId, asked.source, receivedAt),
        duplicateOfLeadId: open?.id ?? null,
      });
      leadLifecycle.begin(lead, open ? 'DUPLICATE' : 'NEW');
      await this.db.save(lead, 'receive');
      if (open) this.outbox.publish(LeadRepeated, lead, { ...factsOf(lead), duplicateOfLeadId: open.id });
      else this.outbox.publish(LeadCreated, lead, { ...factsOf(lead), responseDueAt: lead.responseDueAt.toISOString() });
      await this.timeline.tell({
        leadId: open?.id ?? id,
        storeId: open?.storeId ?? storeId,
        at: receivedAt,
        what: open ? 'lead-repeated' : 'lead-received',
        refType: 'Lead',
        refId: id,
        facts: { number, source: asked.source },
      });
      return this.reads.viewOf(lead);
    });
  }

  /** The open lead of this mobile in the group, within the protection window (L-3). */
  async #openLeadOf(mobileIndex: string, storeId: string, now: Date): Promise<{ id: string; storeId: string } | undefined> {
    const days = await this.office.setting(ProtectionWindow, storeId);
    const [open] = await this.db.sql<{ id: string; storeId: string }>(
      `SELECT id, store_id AS "storeId" FROM crm.lead WHERE mobile_index = $1 AND received_at >= $2 AND state = ANY($3::text[]) ORDER BY received_at DESC LIMIT 1`,
      [mobileIndex, plus(now, { days: -days }), OPEN_LEAD_STATES],
    );
    return open;
  }

  /** Who left the showroom is called back within a day; everybody else is answered within minutes of the opening hours. */
  async #responseDue(storeId: string, source: LeadSource, from: Date): Promise<Date> {
    if (source === 'WALK_IN') return plus(from, await this.office.setting(WalkInCallBack, storeId));
    return this.office.businessMinutesAfter(storeId, from, await this.office.setting(ResponseGoal, storeId));
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { Office } from '../office.js';
import { ResponseClock } from '../response-standards/response-clock.js';
import { LeadArrivals } from './lead-arrivals.js';
import type { CreateLead, LeadView } from './lead.dto.js';
import { Lead, leadLifecycle } from './lead.entity.js';
import { LeadReads } from './lead.queries.js';
import { LeadRecognition } from './lead-recognition.js';
import { LeftInFuture } from './lead.rules.js';

/** Enquiries come in: each is kept, one person's open enquiry is one lead, and the response clock starts (L-3, L-5). */
@Injectable()
export class LeadIntake {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly recognition: LeadRecognition,
    private readonly clock: ResponseClock,
    private readonly arrivals: LeadArrivals,
    private readonly reads: LeadReads,
  ) {}

  async receive({ storeId: named, mobile, email, ...asked }: CreateLead): Promise<LeadView> {
    const store = await this.office.storeForNew(named);
    const storeId = store.id;
    const receivedAt = this.office.now();
    const leftAt = asked.leftAt === undefined ? null : new Date(asked.leftAt);
    if (leftAt !== null && leftAt > receivedAt) throw LeftInFuture({ errors: [at('/leftAt', LeftInFuture)] });
    const number = await this.office.number('LD', storeId);
    return this.db.transaction(async () => {
      const id = newId();
      const enquirer = await this.recognition.recognise(id, mobile, email);
      const open = await this.recognition.fold(enquirer, storeId, receivedAt);
      const lead = Object.assign(new Lead(), {
        id,
        number,
        storeId,
        ...asked,
        ...enquirer.columns,
        ...(await this.clock.limits(store, asked.source, leftAt ?? receivedAt)),
        receivedAt,
        leftAt,
        responseVerdict: open ? null : ('PENDING' as const),
        customerId: enquirer.customerId ?? open?.customerId ?? null,
        duplicateOfLeadId: open?.id ?? null,
        inquiries: 0,
      });
      leadLifecycle.begin(lead, open ? 'DUPLICATE' : 'NEW');
      await this.db.save(lead, 'receive');
      await (open ? this.arrivals.again(lead, open) : this.arrivals.first(lead));
      return this.reads.viewOf(lead);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { on, Reactions } from '../../../kernel/events/event.js';
import { LeadCreated, LeadRepeated, VisitLeft } from '../crm.contract.js';
import { LeadFinder } from '../search/lead-finder.js';
import { TOKEN_VERSION } from '../search/finder.js';
import { LeadOwnerships } from './lead-ownerships.js';
import { LeadResponses } from './lead-responses.js';

/** What leads do by themselves: they are found, and go back to the pool when nobody cares. */
@Injectable()
export class LeadReactions extends Reactions {
  constructor(
    private readonly responses: LeadResponses,
    private readonly ownerships: LeadOwnerships,
    private readonly index: LeadFinder,
  ) {
    super();
  }

  override readonly listeners = [
    on(LeadCreated, 'crm.find-lead', ({ payload: p }) => this.index.refresh([p.leadId])),
    on(LeadRepeated, 'crm.find-lead', ({ payload: p }) => this.index.refresh([p.leadId])),
    on(VisitLeft, 'crm.call-visitor-back', async ({ payload: p }) => {
      if (p.leadId !== null) await this.responses.visitorLeft(p.leadId, new Date(p.leftAt));
    }),
  ];

  override readonly ticks = [
    {
      name: 'crm.recall-leads',
      table: 'crm.lead',
      due: 'recall_at',
      where: `state IN ('ASSIGNED', 'CONTACTED')`,
      run: (id: string) => this.ownerships.recall(id),
    },
    {
      name: 'crm.miss-lead-responses',
      table: 'crm.lead',
      due: 'response_missed_after',
      where: `response_verdict = 'PENDING'`,
      run: (id: string) => this.responses.miss(id),
    },
    {
      name: 'crm.index-leads',
      table: 'crm.lead_search',
      due: `timestamptz 'epoch'`,
      where: `token_version < ${TOKEN_VERSION}`,
      run: (id: string) => this.index.reindex(id),
    },
  ];
}

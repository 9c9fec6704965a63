import { Injectable } from '@nestjs/common';
import { References } from '../../kernel/database/references.js';
import { on, Reactions } from '../../kernel/events/event.js';
import { followMerges, LeadContacted, LeadCreated, LeadQualified } from '../crm/crm.contract.js';
import { OrderCancelled, OrderConfirmed, OrderDelivered, QuotationSent, TestDriveCompleted } from '../sales/sales.contract.js';
import { FunnelFacts } from './funnel/funnel.facts.js';

/** When they did that, we do this: every listener, tick and job of the context. */
@Injectable()
export class ReportingReactions extends Reactions {
  constructor(
    private readonly funnel: FunnelFacts,
    private readonly references: References,
  ) {
    super();
  }

  override readonly listeners = [
    ...followMerges('reporting', this.references),
    on(LeadCreated, 'reporting.count-lead', ({ payload }) => this.funnel.leadCreated(payload)),
    on(LeadContacted, 'reporting.count-contact', ({ payload }) => this.funnel.leadContacted(payload)),
    on(LeadQualified, 'reporting.count-qualified-lead', ({ payload }) => this.funnel.leadQualified(payload)),
    on(TestDriveCompleted, 'reporting.count-test-drive', ({ payload }) => this.funnel.mark(payload, 'testDrive', payload.completedAt)),
    on(QuotationSent, 'reporting.count-quotation', ({ payload }) => this.funnel.mark(payload, 'quoted', payload.sentAt)),
    on(OrderConfirmed, 'reporting.count-order', ({ payload }) => this.funnel.orderConfirmed(payload)),
    on(OrderCancelled, 'reporting.count-cancelled-order', ({ payload }) => this.funnel.orderCancelled(payload)),
    on(OrderDelivered, 'reporting.count-delivery', ({ payload }) => this.funnel.mark(payload, 'delivered', payload.deliveredAt)),
  ];
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';

/** Stage instants that an opportunity's events tell; each is the first of its kind. */
const MARKS = { testDrive: 'test_drive_at', quoted: 'quoted_at', delivered: 'delivered_at' } as const;
type Mark = keyof typeof MARKS;
interface Deal {
  opportunityId: string;
  storeId: string;
  customerId: string;
}

/**
 * Facts of the funnel (K-11). Leads, opportunities and orders are told of by aggregates of their own, whose events may arrive in any
 * order between them: each event writes only its own row, and the report joins them.
 */
@Injectable()
export class FunnelFacts {
  constructor(private readonly db: Database) {}

  async leadCreated(lead: { leadId: string; storeId: string; source: string; receivedAt: string }): Promise<void> {
    await this.db.sql(
      `INSERT INTO reporting.funnel_lead (lead_id, store_id, source, lead_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (lead_id) DO UPDATE SET store_id = excluded.store_id, source = excluded.source, lead_at = excluded.lead_at`,
      [lead.leadId, lead.storeId, lead.source, lead.receivedAt],
    );
  }

  /** The first contact counts, and the first one that was a visit. */
  async leadContacted(lead: {
    leadId: string;
    storeId: string;
    source: string;
    receivedAt: string;
    channel: string;
    contactedAt: string;
  }): Promise<void> {
    await this.db.sql(
      `INSERT INTO reporting.funnel_lead AS l (lead_id, store_id, source, lead_at, contacted_at, visited_at) VALUES ($1, $2, $3, $4, $5::timestamptz, CASE WHEN $6 THEN $5::timestamptz END)
       ON CONFLICT (lead_id) DO UPDATE SET contacted_at = least(l.contacted_at, excluded.contacted_at), visited_at = least(l.visited_at, excluded.visited_at)`,
      [lead.leadId, lead.storeId, lead.source, lead.receivedAt, lead.contactedAt, lead.channel === 'VISIT'],
    );
  }

  /** Ties an opportunity to the lead it came from; the first lead keeps it. */
  async leadQualified(deal: Deal & { leadId: string }): Promise<void> {
    await this.db.sql(
      `INSERT INTO reporting.funnel_deal AS d (opportunity_id, store_id, customer_id, lead_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (opportunity_id) DO UPDATE SET lead_id = coalesce(d.lead_id, excluded.lead_id)`,
      [deal.opportunityId, deal.storeId, deal.customerId, deal.leadId],
    );
  }

  async mark(deal: Deal, mark: Mark, at: string): Promise<void> {
    const column = MARKS[mark];
    await this.db.sql(
      `INSERT INTO reporting.funnel_deal AS d (opportunity_id, store_id, customer_id, ${column}) VALUES ($1, $2, $3, $4)
       ON CONFLICT (opportunity_id) DO UPDATE SET ${column} = least(d.${column}, excluded.${column})`,
      [deal.opportunityId, deal.storeId, deal.customerId, at],
    );
  }

  async orderConfirmed(order: Deal & { salesOrderId: string; confirmedAt: string }): Promise<void> {
    await this.db.sql(
      `INSERT INTO reporting.funnel_order (sales_order_id, opportunity_id, store_id, confirmed_at, cancelled) VALUES ($1, $2, $3, $4, false)
       ON CONFLICT (sales_order_id) DO UPDATE SET confirmed_at = excluded.confirmed_at`,
      [order.salesOrderId, order.opportunityId, order.storeId, order.confirmedAt],
    );
  }

  /** A cancelled order no longer counts; another one of the same opportunity does. */
  async orderCancelled(order: Deal & { salesOrderId: string }): Promise<void> {
    await this.db.sql(
      `INSERT INTO reporting.funnel_order (sales_order_id, opportunity_id, store_id, cancelled) VALUES ($1, $2, $3, true)
       ON CONFLICT (sales_order_id) DO UPDATE SET cancelled = true`,
      [order.salesOrderId, order.opportunityId, order.storeId],
    );
  }
}

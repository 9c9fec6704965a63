import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { plus } from '../../../kernel/time/clock.js';
import { Office } from '../office.js';
import { AttributionWindow } from './campaign.rules.js';

/** Something a customer did at a store. */
export interface Deed {
  customerId: string;
  storeId: string;
  at: Date;
}
export interface Purchase extends Deed {
  /** The sales order or repair order. */
  boughtId: string;
  /** Fen. */
  revenue: number;
}

const LAST_REACHED = `(m.campaign_id, m.customer_id) = (SELECT r.campaign_id, r.customer_id FROM crm.campaign_member r JOIN crm.campaign c ON c.id = r.campaign_id
  WHERE r.customer_id = $1 AND c.store_id = $2 AND r.reached_at <= $3 AND r.reached_at > $4 ORDER BY r.reached_at DESC LIMIT 1)`;

/** What customers do within days of a campaign's message is its result; of several campaigns the one that reached them last. */
@Injectable()
export class Attribution {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
  ) {}

  answered(deed: Deed): Promise<void> {
    return this.#note(deed, 'answered_at = $3', 'm.answered_at IS NULL');
  }
  /** Whose enquiry it was taken for, else whom its mobile belongs to by now; the survivor of a merge, nobody when they are new. */
  async enquired(leadId: string, storeId: string, at: Date): Promise<void> {
    const [known] = await this.db.sql<{ id: string }>(
      `SELECT coalesce(c.merged_into_customer_id, c.id) AS id FROM crm.lead l JOIN crm.customer c
         ON CASE WHEN l.customer_id IS NOT NULL THEN c.id = l.customer_id ELSE c.mobile_index = l.mobile_index END WHERE l.id = $1`,
      [leadId],
    );
    if (known) await this.answered({ customerId: known.id, storeId, at });
  }
  visited(deed: Deed): Promise<void> {
    return this.#note(deed, 'visited_at = $3', 'm.visited_at IS NULL');
  }
  /** The first purchase counts, so that a customer counts once. */
  bought({ boughtId, revenue, ...deed }: Purchase): Promise<void> {
    return this.#note(deed, 'bought_at = $3, bought_id = $5, revenue = $6', 'm.bought_at IS NULL', [boughtId, revenue]);
  }
  async undone(boughtId: string): Promise<void> {
    await this.db.sql('UPDATE crm.campaign_member SET bought_at = NULL, bought_id = NULL, revenue = NULL WHERE bought_id = $1', [boughtId]);
  }

  async #note({ customerId, storeId, at }: Deed, set: string, open: string, more: unknown[] = []): Promise<void> {
    const since = plus(at, { days: -(await this.office.setting(AttributionWindow, storeId)) });
    await this.db.sql(`UPDATE crm.campaign_member m SET ${set} WHERE ${LAST_REACHED} AND ${open}`, [
      customerId,
      storeId,
      at,
      since,
      ...more,
    ]);
  }
}

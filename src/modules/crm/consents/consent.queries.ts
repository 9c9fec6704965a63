import { Injectable } from '@nestjs/common';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { Database } from '../../../kernel/database/database.js';
import { Clock } from '../../../kernel/time/clock.js';
import { Acquaintances } from '../customers/acquaintances.js';
import type { ConsentView, ListConsents } from './consent.dto.js';

/** A later line of the same purpose, channel and recipient. */
const LATER = `SELECT 1 FROM crm.consent l WHERE l.customer_id = n.customer_id AND l.purpose = n.purpose AND l.channel = n.channel
  AND l.recipient IS NOT DISTINCT FROM n.recipient AND (l.at, l.id) > (n.at, n.id)`;
const LEDGER: ListDefinition = {
  select: `n.id, n.customer_id AS "customerId", n.purpose, n.channel, n.granted, n.text_version AS "textVersion", n.evidence, n.data_categories AS "dataCategories",
    n.recipient, n.recipient_contact AS "recipientContact", n.sharing_purpose AS "sharingPurpose", n.source, n.recorded_by AS "recordedBy", n.at, t.valid_from AS "agreedFrom",
    NOT EXISTS (${LATER}) AS "inForce"`,
  from: 'crm.consent n JOIN crm.consent_text t ON t.purpose = n.purpose AND t.text_version = n.text_version',
  id: 'n.id',
  sorts: { at: { by: 'n.at', type: 'timestamptz' } },
  defaultSort: '-at',
  filters: { purpose: 'n.purpose = ?', channel: 'n.channel = ?', inForce: `NOT EXISTS (${LATER}) = ?` },
};
type Row = Omit<ConsentView, 'holds'> & { agreedFrom: Date };

@Injectable()
export class ConsentReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly acquaintances: Acquaintances,
  ) {}

  async list(customerId: string, query: ListConsents): Promise<Page<ConsentView>> {
    await this.acquaintances.require(customerId);
    const page = await this.lists.page<Row>(LEDGER, query, [['n.customer_id = ?::uuid', customerId]]);
    const askedAnew = await this.db.sql<{ purpose: string; since: Date }>(
      'SELECT purpose, max(valid_from) AS since FROM crm.consent_text WHERE reconsent_required AND valid_from <= $1 GROUP BY purpose',
      [this.clock.now()],
    );
    const since = new Map(askedAnew.map((text) => [text.purpose, text.since]));
    return {
      ...page,
      items: page.items.map(({ agreedFrom, ...line }) => ({
        ...line,
        holds: line.granted && line.inForce && agreedFrom >= (since.get(line.purpose) ?? agreedFrom),
      })),
    };
  }
}

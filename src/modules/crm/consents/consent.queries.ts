import { Injectable } from '@nestjs/common';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { Database } from '../../../kernel/database/database.js';
import { Clock } from '../../../kernel/time/clock.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { consentInForce, LATER_CONSENT } from './consent-in-force.js';
import type { ConsentView, ListConsents } from './consent.dto.js';

const LEDGER: ListDefinition = {
  select: `n.id, n.customer_id AS "customerId", n.purpose, n.channel, n.granted, n.text_version AS "textVersion", n.evidence, n.data_categories AS "dataCategories",
    n.recipient, n.recipient_contact AS "recipientContact", n.sharing_purpose AS "sharingPurpose", n.source, n.recorded_by AS "recordedBy", n.at,
    NOT EXISTS (${LATER_CONSENT}) AS "inForce"`,
  from: 'crm.consent n',
  id: 'n.id',
  sorts: { at: { by: 'n.at', type: 'timestamptz' } },
  defaultSort: '-at',
  filters: { purpose: 'n.purpose = ?', channel: 'n.channel = ?', inForce: `NOT EXISTS (${LATER_CONSENT}) = ?` },
};

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
    const page = await this.lists.page<Omit<ConsentView, 'holds'>>(LEDGER, query, [['n.customer_id = ?::uuid', customerId]]);
    const held = await this.db.sql<{ id: string }>(
      `SELECT n.id FROM crm.consent n WHERE n.id = ANY($1::uuid[]) AND ${consentInForce('$2')}`,
      [page.items.map(({ id }) => id), this.clock.now()],
    );
    const holding = new Set(held.map(({ id }) => id));
    return { ...page, items: page.items.map((line) => ({ ...line, holds: holding.has(line.id) })) };
  }
}

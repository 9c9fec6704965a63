import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { type Channel, type ConsentPurpose, ConsentRecorded, RecipientRequired } from '../crm.contract.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Customer, mustBeActive } from '../customers/customer.entity.js';
import type { ConsentView, ListConsents, RecordConsent } from './consent.dto.js';
import { Consent } from './consent.entity.js';

const LEDGER: ListDefinition = {
  select: `n.id, n.customer_id AS "customerId", n.purpose, n.channel, n.granted, n.text_version AS "textVersion", n.evidence, n.data_categories AS "dataCategories",
    n.recipient, n.recorded_by AS "recordedBy", n.at,
    NOT EXISTS (SELECT 1 FROM crm.consent l WHERE l.customer_id = n.customer_id AND l.purpose = n.purpose AND l.channel = n.channel AND (l.at, l.id) > (n.at, n.id)) AS "inForce"`,
  from: 'crm.consent n',
  id: 'n.id',
  sorts: { at: { by: 'n.at', type: 'timestamptz' } },
  defaultSort: '-at',
  filters: { purpose: 'n.purpose = ?', channel: 'n.channel = ?' },
};

/** The consent ledger: append-only, per purpose and channel (PR-3). */
@Injectable()
export class ConsentService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly acquaintances: Acquaintances,
  ) {}

  record(customerId: string, body: RecordConsent): Promise<ConsentView> {
    return this.db.transaction(async () => {
      // Locked, so that of two consents at once the later one is the one that holds.
      const customer = await this.db.lock(Customer, customerId);
      await this.acquaintances.require(customerId);
      mustBeActive(customer);
      const { purpose, channel, granted, textVersion, evidence = null, dataCategories = ['CONTACT'], recipient = null } = body;
      if (purpose === 'DATA_SHARING' && recipient === null) throw RecipientRequired({ errors: [at('/recipient', RecipientRequired)] });
      const consent = Object.assign(new Consent(), {
        id: newId(),
        customerId,
        purpose,
        channel,
        granted,
        textVersion,
        evidence,
        dataCategories,
        recipient,
        recordedBy: context.principal.id,
        at: this.clock.now(),
      });
      await this.db.insertAll(Consent, [consent]);
      const changes = { purpose, channel, granted, textVersion };
      this.db.audit({ action: 'consent', aggregateType: 'Customer', aggregateId: customerId, storeId: null, changes });
      this.outbox.publish(ConsentRecorded, customer, { customerId, ...changes });
      return { ...consent, inForce: true };
    });
  }

  async list(customerId: string, query: ListConsents): Promise<Page<ConsentView>> {
    await this.acquaintances.require(customerId);
    return this.lists.page<ConsentView>(LEDGER, query, [['n.customer_id = ?::uuid', customerId]]);
  }

  /** Whether the newest word on a purpose and channel is yes; silence is no (PR-4). */
  async holds(customerId: string, purpose: ConsentPurpose, channel: Channel): Promise<boolean> {
    const [newest] = await this.db.sql<{ granted: boolean }>(
      'SELECT granted FROM crm.consent WHERE customer_id = $1 AND purpose = $2 AND channel = $3 ORDER BY at DESC, id DESC LIMIT 1',
      [customerId, purpose, channel],
    );
    return newest?.granted ?? false;
  }
}

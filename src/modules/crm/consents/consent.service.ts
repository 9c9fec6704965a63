import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { type Channel, type ConsentPurpose, ConsentRecorded } from '../crm.contract.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Customer, mustBeActive } from '../customers/customer.entity.js';
import { consentInForce, PROFILING_REFUSED } from './consent-in-force.js';
import { ConsentTexts } from './consent-texts.js';
import type { ConsentView, RecordConsent } from './consent.dto.js';
import { Consent, type ConsentSource, type ConsentText } from './consent.entity.js';
import {
  ConsentCategoryUnnamed,
  ConsentEvidenceRequired,
  ConsentTextOutdated,
  ConsentTextUnknown,
  RecipientRequired,
} from './consent.rules.js';

const SHARING = ['recipient', 'recipientContact', 'sharingPurpose'] as const;

/** The consent ledger: append-only, per purpose, channel and recipient; what every send asks (PR-3, PR-4). */
@Injectable()
export class ConsentService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly acquaintances: Acquaintances,
    private readonly texts: ConsentTexts,
  ) {}

  record(customerId: string, body: RecordConsent): Promise<ConsentView> {
    return this.db.transaction(async () => {
      // Locked, so that of two consents at once the later one is the one that holds.
      const customer = await this.db.lock(Customer, customerId);
      await this.acquaintances.require(customerId);
      mustBeActive(customer);
      requireRecipient(body);
      if (body.granted && body.evidence === undefined)
        throw ConsentEvidenceRequired({ errors: [at('/evidence', ConsentEvidenceRequired)] });
      const text = await this.#textOf(body);
      const unnamed = (body.dataCategories ?? []).filter((category) => !text.dataCategories.includes(category));
      if (unnamed.length) throw ConsentCategoryUnnamed({ errors: [at('/dataCategories', ConsentCategoryUnnamed, unnamed.join(', '))] });
      return this.#write(
        customer,
        { ...body, textVersion: text.textVersion, dataCategories: body.dataCategories ?? text.dataCategories },
        'STAFF',
      );
    });
  }

  /** The customer takes a consent back on a link of theirs; what is withdrawn already stays as it is. */
  withdrawByLink(customerId: string, purpose: ConsentPurpose, channel: Channel): Promise<void> {
    return this.db.transaction(async () => {
      const customer = await this.db.lock(Customer, customerId);
      if (!(await this.#newestIsYes(customerId, purpose, channel))) return;
      const { textVersion, dataCategories } = await this.texts.newest(purpose);
      await this.#write(customer, { purpose, channel, granted: false, textVersion, dataCategories }, 'LINK');
    });
  }

  /** Whether they may be contacted: the newest word is yes, and no later text asks for a new consent; silence is no (PR-4). */
  async holds(customerId: string, purpose: ConsentPurpose, channel: Channel): Promise<boolean> {
    const held = await this.db.touched(
      `SELECT 1 FROM crm.consent n WHERE n.customer_id = $1 AND n.purpose = $2 AND n.channel = $3 AND ${consentInForce('$4')} LIMIT 1`,
      [customerId, purpose, channel, this.clock.now()],
    );
    return held > 0;
  }

  /** Whether offers may be made by profile: yes unless they said no, on whichever channel or when their needs were recorded (PR-10). */
  async profilingAllowed(customerId: string): Promise<boolean> {
    return (await this.db.touched(`SELECT 1 FROM crm.customer c WHERE c.id = $1 AND ${PROFILING_REFUSED}`, [customerId])) === 0;
  }

  /** Giving names the newest text in force; taking back need name none. */
  async #textOf({ purpose, granted, textVersion }: RecordConsent): Promise<ConsentText> {
    const newest = await this.texts.newest(purpose);
    if (textVersion === newest.textVersion || (textVersion === undefined && !granted)) return newest;
    const named = textVersion === undefined ? null : await this.texts.version(purpose, textVersion);
    if (named === null) throw ConsentTextUnknown({ errors: [at('/textVersion', ConsentTextUnknown)] });
    if (granted) throw ConsentTextOutdated({ errors: [at('/textVersion', ConsentTextOutdated, newest.textVersion)] });
    return named;
  }

  async #newestIsYes(customerId: string, purpose: ConsentPurpose, channel: Channel): Promise<boolean> {
    const [newest] = await this.db.sql<{ granted: boolean }>(
      'SELECT granted FROM crm.consent WHERE customer_id = $1 AND purpose = $2 AND channel = $3 ORDER BY at DESC, id DESC LIMIT 1',
      [customerId, purpose, channel],
    );
    return newest?.granted ?? false;
  }

  async #write(
    customer: Customer,
    body: RecordConsent & Pick<Consent, 'textVersion' | 'dataCategories'>,
    source: ConsentSource,
  ): Promise<ConsentView> {
    const { purpose, channel, granted, textVersion, dataCategories } = body;
    const { evidence = null, recipient = null, recipientContact = null, sharingPurpose = null } = body;
    const consent: Consent = {
      id: newId(),
      customerId: customer.id,
      purpose,
      channel,
      granted,
      textVersion,
      evidence,
      dataCategories,
      recipient,
      recipientContact,
      sharingPurpose,
      source,
      recordedBy: context.principal.id,
      at: this.clock.now(),
    };
    await this.db.insertAll(Consent, [consent]);
    const changes = { purpose, channel, granted, textVersion };
    this.db.audit({ action: 'consent', aggregateType: 'Customer', aggregateId: customer.id, storeId: null, changes });
    this.outbox.publish(ConsentRecorded, customer, { customerId: customer.id, ...changes });
    return { ...consent, inForce: true, holds: granted };
  }
}

/** Sharing is agreed to recipient by recipient, with how to reach them and what for (PIPL 23); taking back names the recipient only. */
function requireRecipient(body: RecordConsent): void {
  if (body.purpose !== 'DATA_SHARING') return;
  const missing = (body.granted ? SHARING : SHARING.slice(0, 1)).filter((field) => body[field] === undefined);
  if (missing.length) throw RecipientRequired({ errors: missing.map((field) => at(`/${field}`, RecipientRequired)) });
}

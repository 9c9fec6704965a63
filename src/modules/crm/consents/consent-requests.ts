import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { plus } from '../../../kernel/time/clock.js';
import { Acquaintances } from '../customers/acquaintances.js';
import { Customer, mustBeActive } from '../customers/customer.entity.js';
import { Office } from '../office.js';
import { ConsentTexts } from './consent-texts.js';
import type { AskForConsent, ConsentRequestView } from './consent.dto.js';
import { ConsentRequest } from './consent.entity.js';
import { AskAgainAfter, ConsentRefusedRecently } from './consent.rules.js';

/** Asking for a consent: the words to show, and not again and again after a no (NDR 22). */
@Injectable()
export class ConsentRequests {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly acquaintances: Acquaintances,
    private readonly texts: ConsentTexts,
  ) {}

  ask(customerId: string, { purpose, channel }: AskForConsent): Promise<ConsentRequestView> {
    return this.db.transaction(async () => {
      // Locked as by whoever records a refusal.
      const customer = await this.db.lock(Customer, customerId);
      await this.acquaintances.require(customerId);
      mustBeActive(customer);
      const now = this.office.now();
      const [newest] = await this.db.sql<{ granted: boolean; at: Date }>(
        'SELECT granted, at FROM crm.consent WHERE customer_id = $1 AND purpose = $2 AND channel = $3 ORDER BY at DESC, id DESC LIMIT 1',
        [customerId, purpose, channel],
      );
      if (newest && !newest.granted) {
        const free = plus(newest.at, { days: await this.office.setting(AskAgainAfter) });
        if (now < free) throw ConsentRefusedRecently({ detail: free.toISOString() });
      }
      const { textVersion, textZh, textEn } = await this.texts.newest(purpose);
      const request: ConsentRequest = { id: newId(), customerId, purpose, channel, textVersion, askedBy: context.principal.id, at: now };
      await this.db.insertAll(ConsentRequest, [request]);
      const changes = { purpose, channel, textVersion };
      this.db.audit({ action: 'ask-consent', aggregateType: 'Customer', aggregateId: customerId, storeId: null, changes });
      return { ...request, text: customer.language === 'en' ? textEn : textZh };
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { maskName } from '../../../kernel/security/personal-data.js';
import type { Channel, ConsentPurpose } from '../crm.contract.js';
import { Customer } from '../customers/customer.entity.js';
import { onLink, PublicLinks } from '../public-links.js';
import { ConsentTexts } from './consent-texts.js';
import type { PublicConsentView } from './consent.dto.js';
import { ConsentService } from './consent.service.js';

/** A customer's own link to one of their consents: taking it back is one call, as easy as giving it (PIPL 15). */
@Injectable()
export class ConsentLinks {
  constructor(
    private readonly db: Database,
    private readonly links: PublicLinks,
    private readonly texts: ConsentTexts,
    private readonly consents: ConsentService,
  ) {}

  /** Does not run out: a message may be read years later. */
  url(customerId: string, purpose: ConsentPurpose, channel: Channel, storeId: string): Promise<string> {
    return this.links.url('consents', { subject: `${customerId}/${purpose}/${channel}`, expiresAt: null }, storeId);
  }

  view(token: string): Promise<PublicConsentView> {
    return this.#withTarget(token, (...target) => this.#viewOf(...target));
  }
  withdraw(token: string): Promise<PublicConsentView> {
    return this.#withTarget(token, async (...target) => {
      await this.consents.withdrawByLink(...target);
      return this.#viewOf(...target);
    });
  }

  #withTarget<T>(token: string, work: (customerId: string, purpose: ConsentPurpose, channel: Channel) => Promise<T>): Promise<T> {
    const [customerId = '', purpose, channel] = this.links.read('consents', token).subject.split('/');
    return onLink(() => work(customerId, purpose as ConsentPurpose, channel as Channel));
  }
  async #viewOf(customerId: string, purpose: ConsentPurpose, channel: Channel): Promise<PublicConsentView> {
    const { name, language } = await this.db.find(Customer, customerId);
    const { textZh, textEn } = await this.texts.newest(purpose);
    return {
      purpose,
      channel,
      text: language === 'en' ? textEn : textZh,
      language,
      customerName: maskName(name) ?? '',
      granted: await this.consents.holds(customerId, purpose, channel),
    };
  }
}

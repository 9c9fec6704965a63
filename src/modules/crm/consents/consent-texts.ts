import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import type { ConsentPurpose } from '../crm.contract.js';
import type { ConsentTextView, ListConsentTexts, PublishConsentText } from './consent.dto.js';
import { ConsentText } from './consent.entity.js';
import { ConsentTextBackdated } from './consent.rules.js';

const TEXTS: ListDefinition = {
  select: `t.id, t.purpose, t.text_version AS "textVersion", t.text_zh AS "textZh", t.text_en AS "textEn", t.data_categories AS "dataCategories", t.reconsent_required AS "reconsentRequired",
    t.valid_from AS "validFrom", NULL AS "storeId", t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`,
  from: 'crm.consent_text t',
  id: 't.id',
  sorts: { validFrom: { by: 't.valid_from', type: 'timestamptz' } },
  defaultSort: '-validFrom',
  filters: { purpose: 't.purpose = ?' },
};

/** The words of consents, as data of the group: published once, never changed. */
@Injectable()
export class ConsentTexts {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
  ) {}

  publish({ validFrom, ...body }: PublishConsentText): Promise<ConsentTextView> {
    return this.db.transaction(async () => {
      const now = this.clock.now();
      const from = validFrom === undefined ? now : new Date(validFrom);
      if (from < now) throw ConsentTextBackdated({ errors: [at('/validFrom', ConsentTextBackdated)] });
      return viewOf(await this.db.save(Object.assign(new ConsentText(), { id: newId(), ...body, validFrom: from }), 'publish'));
    });
  }
  list(query: ListConsentTexts): Promise<Page<ConsentTextView>> {
    return this.lists.page<ConsentTextView>(TEXTS, query);
  }
  async text(id: string): Promise<ConsentTextView> {
    return viewOf(await this.db.find(ConsentText, id));
  }

  /** The one to show now. */
  async newest(purpose: ConsentPurpose): Promise<ConsentText> {
    const [newest] = await this.db.repo(ConsentText).find({
      where: { purpose, validFrom: LessThanOrEqual(this.clock.now()) },
      order: { validFrom: 'DESC', id: 'DESC' },
      take: 1,
    });
    if (!newest) throw new Error(`There is no consent text for ${purpose}`);
    return newest;
  }
  version(purpose: ConsentPurpose, textVersion: string): Promise<ConsentText | null> {
    return this.db.repo(ConsentText).findOne({ where: { purpose, textVersion } });
  }
}

const viewOf = (t: ConsentText): ConsentTextView => ({
  id: t.id,
  purpose: t.purpose,
  textVersion: t.textVersion,
  textZh: t.textZh,
  textEn: t.textEn,
  dataCategories: t.dataCategories,
  reconsentRequired: t.reconsentRequired,
  validFrom: t.validFrom,
  storeId: null,
  version: t.version,
  createdAt: t.createdAt,
  updatedAt: t.updatedAt,
});

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { at } from '../../../kernel/problems.js';
import { CrmApi } from '../../crm/crm.api.js';
import type { Channel, ConsentPurpose, Language } from '../../crm/crm.contract.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { PlaceholderUnknown } from '../messaging.contract.js';
import type { EditMessageTemplate, ListMessageTemplates, MessageTemplateView } from './message-template.dto.js';
import { MessageTemplate } from './message-template.entity.js';

const TEMPLATES: ListDefinition = {
  select:
    't.id, t.code, t.language, t.channel, t.purpose, t.placeholders, t.text, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt"',
  from: 'messaging.message_template t',
  id: 't.id',
  sorts: { code: { by: 't.code', type: 'text' } },
  defaultSort: 'code',
  filters: { code: 't.code = ?', language: 't.language = ?', channel: 't.channel = ?' },
};

/** What is to be said to whom; the store's and the customer's name, and the link to unsubscribe, are added. */
export interface Composition {
  kind: string;
  channel: Channel;
  customerId: string;
  storeId: string;
  values: Record<string, string>;
}
interface Composed {
  /** The one whose file goes on, if the customer was merged. */
  customerId: string;
  purpose: ConsentPurpose;
  language: Language;
  textSealed: string;
}

/** Templates are data of the group; their wording can be changed, what they can name cannot. */
@Injectable()
export class MessageTemplateService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly crm: CrmApi,
    private readonly identity: IdentityApi,
  ) {}

  async list(query: ListMessageTemplates): Promise<Page<MessageTemplateView>> {
    const page = await this.lists.page<MessageTemplate>(TEMPLATES, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async template(id: string): Promise<MessageTemplateView> {
    return viewOf(await this.db.find(MessageTemplate, id));
  }

  reword(id: string, { text }: EditMessageTemplate, expected: number | '*'): Promise<MessageTemplateView> {
    return this.db.transaction(async () => {
      const template = await this.db.lock(MessageTemplate, id);
      template.expectVersion(expected);
      const unknown = template.unknownIn(text);
      if (unknown.length) throw PlaceholderUnknown({ errors: [at('/text', PlaceholderUnknown, unknown.join(', '))] });
      template.text = text;
      return viewOf(await this.db.save(template, 'reword'));
    });
  }

  /** What the customer will read, in their language, sealed under them; a kind without any wording is a fault of ours. */
  async compose({ kind, channel, customerId: known, storeId, values }: Composition): Promise<Composed> {
    const customerId = await this.crm.current(known);
    const customer = await this.crm.customer(customerId);
    const { name: storeName } = await this.identity.store(storeId);
    const templates = await this.db.repo(MessageTemplate).find({ where: { code: kind, channel } });
    const template = templates.find((t) => t.language === customer.language) ?? templates.find((t) => t.language === 'zh');
    if (!template) throw new Error(`There is no template ${kind} for ${channel}`);
    const { purpose } = template;
    const unsubscribeUrl = template.needs('unsubscribeUrl') ? await this.crm.withdrawalLink(customerId, purpose, channel, storeId) : '';
    const text = template.render({ ...values, storeName, customerName: customer.name, unsubscribeUrl });
    return { customerId, purpose, language: template.language, textSealed: await this.crm.seal(customerId, text) };
  }
}

const viewOf = (t: MessageTemplate): MessageTemplateView => ({
  id: t.id,
  code: t.code,
  language: t.language,
  channel: t.channel,
  purpose: t.purpose,
  placeholders: t.placeholders,
  text: t.text,
  storeId: null,
  version: t.version,
  createdAt: t.createdAt,
  updatedAt: t.updatedAt,
});

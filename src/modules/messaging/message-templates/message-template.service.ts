import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { at, NotFound } from '../../../kernel/problems.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
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
  /** What the placeholders stand for, in each language. */
  values: Record<Language, Record<string, string>>;
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
    private readonly personal: PersonalData,
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

  /** What each customer will read, in their language, sealed under them; a kind without any wording is a fault of ours. */
  async compose(notes: Composition[]): Promise<Composed[]> {
    const current = await this.crm.currents(notes.map((n) => n.customerId));
    const customerIds = [...current.values()];
    const customers = await this.crm.customers(customerIds);
    await this.personal.prefetch(customerIds);
    const templates = await this.db.repo(MessageTemplate).find({ where: { code: In(notes.map((n) => n.kind)) } });
    const stores = new Map<string, string>();
    for (const storeId of new Set(notes.map((n) => n.storeId))) stores.set(storeId, (await this.identity.store(storeId)).name);
    const composed: Composed[] = [];
    for (const { kind, channel, customerId: known, storeId, values } of notes) {
      const customerId = current.get(known) ?? known;
      const customer = customers.get(customerId);
      if (!customer) throw NotFound();
      const fitting = templates.filter((t) => t.code === kind && t.channel === channel);
      const template = fitting.find((t) => t.language === customer.language) ?? fitting.find((t) => t.language === 'zh');
      if (!template) throw new Error(`There is no template ${kind} for ${channel}`);
      const { purpose } = template;
      const unsubscribeUrl = template.needs('unsubscribeUrl') ? await this.crm.withdrawalLink(customerId, purpose, channel, storeId) : '';
      const said = { ...values[template.language], storeName: stores.get(storeId) ?? '', customerName: customer.name, unsubscribeUrl };
      const textSealed = await this.crm.seal(customerId, template.render(said));
      composed.push({ customerId, purpose, language: template.language, textSealed });
    }
    return composed;
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

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { at } from '../../../kernel/problems.js';
import type { Channel, Language } from '../../crm/crm.contract.js';
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

/** Templates are data of the group; their wording can be changed, what they can name cannot. */
@Injectable()
export class MessageTemplateService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
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

  /** The wording in the customer's language, else in Chinese; a kind without any is a fault of ours. */
  async wording(code: string, channel: Channel, language: Language): Promise<MessageTemplate> {
    const known = await this.db.repo(MessageTemplate).find({ where: { code, channel } });
    const template = known.find((t) => t.language === language) ?? known.find((t) => t.language === 'zh');
    if (!template) throw new Error(`There is no template ${code} for ${channel}`);
    return template;
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

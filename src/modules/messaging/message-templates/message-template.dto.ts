import { Code, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { CHANNELS, LANGUAGES } from '../../crm/crm.contract.js';

export class EditMessageTemplate {
  /** With placeholders in double braces, of those the template names. */
  @Text(1000, '【{{storeName}}】{{customerName}},您好!您的{{modelName}}将于{{dueOn}}到期进行{{itemName}}。') text: string;
}
export class ListMessageTemplates extends ListQuery {
  @Optional()
  @Code('MAINTENANCE_REMINDER')
  code?: string;
  @Optional()
  @OneOf(LANGUAGES)
  language?: string;
  @Optional()
  @OneOf(CHANNELS, 'SMS')
  channel?: string;
}

/** How a kind of message is worded (消息模板), per language and channel. */
export class MessageTemplateView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** The kind of message. @example 'MAINTENANCE_REMINDER' */
  code: string;
  /** zh or en. @example 'zh' */
  language: string;
  /** @example 'SMS' */
  channel: string;
  /** The consent it needs (PR-4). @example 'SERVICE_REMINDER' */
  purpose: string;
  /** What may stand in double braces. @example ['storeName', 'customerName'] */
  placeholders: string[];
  /** @example '【{{storeName}}】{{customerName}},您好!' */
  text: string;
  /** Templates belong to the group. @example null */
  storeId: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

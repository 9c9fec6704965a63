import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { maskEmail, maskMobile, PersonalData } from '../../../kernel/security/personal-data.js';
import type { ListMessages, MessageView } from './message.dto.js';
import { Message, messageLifecycle } from './message.entity.js';

const MESSAGES: ListDefinition = {
  select: `m.id, m.number, m.state, m.store_id AS "storeId", m.customer_id AS "customerId", m.kind, m.purpose, m.channel, m.dedupe_key AS "dedupeKey", m.campaign_id AS "campaignId", m.text_sealed AS "textSealed",
    m.address_sealed AS "addressSealed", m.due_at AS "dueAt", m.sent_at AS "sentAt", m.withheld_reason AS "withheldReason", m.failure, m.version, m.created_at AS "createdAt", m.updated_at AS "updatedAt"`,
  from: 'messaging.message m',
  id: 'm.id',
  sorts: { createdAt: { by: 'm.created_at', type: 'timestamptz' }, dueAt: { by: 'm.due_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'm.state = ANY(?::text[])',
    customerId: 'm.customer_id = ?::uuid',
    storeId: 'm.store_id = ?::uuid',
    campaignId: 'm.campaign_id = ?::uuid',
    kind: 'm.kind = ?',
    channel: 'm.channel = ?',
  },
  scope: { store: 'm.store_id' },
};

@Injectable()
export class MessageReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly personal: PersonalData,
  ) {}

  async one(id: string): Promise<MessageView> {
    return this.#viewOf(await this.db.find(Message, id));
  }
  async list(query: ListMessages): Promise<Page<MessageView>> {
    const page = await this.lists.page<Message>(MESSAGES, query);
    await this.personal.prefetch(page.items.map((m) => m.customerId));
    return { ...page, items: await Promise.all(page.items.map((m) => this.#viewOf(m))) };
  }

  async #viewOf(m: Message): Promise<MessageView> {
    const address = await this.personal.open(m.customerId, m.addressSealed);
    return {
      id: m.id,
      number: m.number,
      state: m.state,
      allowedMoves: permissions.allowedMoves(messageLifecycle, m),
      storeId: m.storeId,
      customerId: m.customerId,
      kind: m.kind,
      purpose: m.purpose,
      channel: m.channel,
      dedupeKey: m.dedupeKey,
      campaignId: m.campaignId,
      address: m.channel === 'EMAIL' ? maskEmail(address) : maskMobile(address),
      text: permissions.may('seeCustomerName', m) ? await this.personal.open(m.customerId, m.textSealed) : null,
      dueAt: m.dueAt,
      sentAt: m.sentAt,
      withheldReason: m.withheldReason,
      failure: m.failure,
      version: m.version,
      createdAt: m.createdAt,
      updatedAt: m.updatedAt,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { MessageChannel, type Outgoing } from '../channels/channel.js';
import { DeliveryAttempts, MessageFailed, MessageSent, MessageWithheld, ReminderCooldown } from '../messaging.contract.js';
import { Message, messageLifecycle, type WithheldReason } from './message.entity.js';

/** A message leaves: cleared in one transaction, given to the channel outside of any, and marked in another. */
@Injectable()
export class MessageDelivery {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly crm: CrmApi,
    private readonly personal: PersonalData,
    private readonly channel: MessageChannel,
  ) {}

  /** Tried again by the job runner as long as the channel refuses and tries are left. */
  async deliver(messageId: string): Promise<void> {
    const outgoing = await this.db.transaction(() => this.#clear(messageId));
    if (!outgoing) return;
    try {
      await this.channel.send(outgoing);
    } catch (error) {
      if (await this.db.transaction(() => this.#noteFailure(messageId))) return;
      throw error;
    }
    await this.db.transaction(() => this.#noteSent(messageId));
  }

  /** Consent and address as they are now, and the cooldown (PR-4, M-4). Nothing when it must not leave or has left. */
  async #clear(id: string): Promise<Outgoing | null> {
    const message = await this.db.lock(Message, id);
    if (message.state !== 'QUEUED') return null;
    const { customerId, purpose, channel, dedupeKey } = message;
    const { consent, address } = await this.crm.reach(customerId, purpose, channel);
    if (!consent) return this.#withhold(message, 'NO_CONSENT');
    if (address === null) return this.#withhold(message, 'NO_ADDRESS');
    if (await this.#cooling(message)) return this.#withhold(message, 'COOLDOWN');
    const text = await this.personal.open(customerId, message.textSealed);
    if (text === null) return this.#withhold(message, 'NO_ADDRESS');
    message.addressSealed = await this.crm.seal(customerId, address);
    message.clearedAt = this.clock.now();
    message.attempts += 1;
    await this.db.save(message, 'clear');
    return { messageId: id, dedupeKey, customerId, channel, address, text };
  }

  /** Whether another message of the kind went to them a short while ago; two at once cannot both find that none did. */
  async #cooling({ id, customerId, kind, storeId }: Message): Promise<boolean> {
    await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 300))', [`${customerId}:${kind}`]);
    const days = await this.identity.setting(ReminderCooldown, storeId);
    const since = plus(this.clock.now(), { days: -days });
    const others = await this.db.touched(
      `SELECT id FROM messaging.message WHERE customer_id = $1 AND kind = $2 AND cleared_at > $3 AND state IN ('QUEUED', 'SENT') AND id <> $4 LIMIT 1`,
      [customerId, kind, since, id],
    );
    return others > 0;
  }

  async #withhold(message: Message, reason: WithheldReason): Promise<null> {
    messageLifecycle.move(message, 'withhold');
    message.withheldReason = reason;
    await this.db.save(message, 'withhold');
    this.outbox.publish(MessageWithheld, message, { ...factsOf(message), reason });
    return null;
  }

  async #noteSent(id: string): Promise<void> {
    const message = await this.db.lock(Message, id);
    if (message.state !== 'QUEUED') return;
    messageLifecycle.move(message, 'send');
    const sentAt = this.clock.now();
    message.sentAt = sentAt;
    await this.db.save(message, 'send');
    this.outbox.publish(MessageSent, message, { ...factsOf(message), sentAt: sentAt.toISOString() });
  }

  /** True when no tries are left. What the channel said stays in its own log: it may hold the address. */
  async #noteFailure(id: string): Promise<boolean> {
    const message = await this.db.lock(Message, id);
    if (message.state !== 'QUEUED') return true;
    if (message.attempts < (await this.identity.setting(DeliveryAttempts, message.storeId))) return false;
    messageLifecycle.move(message, 'fail');
    message.failure = 'CHANNEL_REFUSED';
    await this.db.save(message, 'fail');
    this.outbox.publish(MessageFailed, message, { ...factsOf(message), attempts: message.attempts });
    return true;
  }
}

const factsOf = ({ id, customerId, storeId, kind, channel, dedupeKey }: Message) => ({
  messageId: id,
  customerId,
  storeId,
  kind,
  channel,
  dedupeKey,
});

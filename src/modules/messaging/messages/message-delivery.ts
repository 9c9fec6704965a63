import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { MessageChannel, type Outgoing } from '../channels/channel.js';
import { DeliveryAttempts, MessageFailed, MessageSent, MessageWithheld } from '../messaging.contract.js';
import { MessageClearance } from './message-clearance.js';
import { Message, messageLifecycle, type WithheldReason } from './message.entity.js';

/** A message leaves: cleared in one transaction, given to the channel outside of any, and marked in another. */
@Injectable()
export class MessageDelivery {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly clearance: MessageClearance,
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

  /** Nothing when it must not leave or has left. */
  async #clear(id: string): Promise<Outgoing | null> {
    const message = await this.db.lock(Message, id);
    if (message.state !== 'QUEUED') return null;
    if (message.held) return this.#putBack(message);
    const outgoing = await this.clearance.clear(message);
    if (typeof outgoing === 'string') return this.#withhold(message, outgoing);
    message.attempts += 1;
    await this.db.save(message, 'clear');
    return outgoing;
  }

  /** It waits again for its hour, which comes when it is let go. */
  async #putBack(message: Message): Promise<null> {
    message.handedOverAt = null;
    await this.db.save(message, 'put-back');
    return null;
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

const factsOf = ({ id, customerId, storeId, kind, channel, dedupeKey, campaignId }: Message) => ({
  messageId: id,
  customerId,
  storeId,
  kind,
  channel,
  dedupeKey,
  campaignId,
});

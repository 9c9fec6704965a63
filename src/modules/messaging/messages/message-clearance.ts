import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { Outgoing } from '../channels/channel.js';
import { MarketingCooldown, ReminderCooldown } from '../messaging.contract.js';
import type { Message, WithheldReason } from './message.entity.js';

/** Whether a message may leave now: consent and address as they are at this moment, and the cooldown (PR-4, M-4). */
@Injectable()
export class MessageClearance {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly crm: CrmApi,
    private readonly personal: PersonalData,
  ) {}

  /** What the channel gets, or why it gets nothing. A cleared message counts for the cooldown of the next. */
  async clear(message: Message): Promise<Outgoing | WithheldReason> {
    const { id: messageId, customerId, purpose, channel, dedupeKey } = message;
    const { consent, address } = await this.crm.reach(customerId, purpose, channel);
    if (!consent) return 'NO_CONSENT';
    const text = await this.personal.open(customerId, message.textSealed);
    // A customer whose key was erased has neither.
    if (address === null || text === null) return 'NO_ADDRESS';
    if (await this.#cooling(message)) return 'COOLDOWN';
    message.addressSealed = await this.personal.seal(customerId, address);
    message.clearedAt = this.clock.now();
    return { messageId, dedupeKey, customerId, channel, address, text };
  }

  /** Whether another message of the kind, or any other marketing, went to them a short while ago; two at once cannot both find that none did. */
  async #cooling({ id, customerId, kind, purpose, storeId }: Message): Promise<boolean> {
    const marketing = purpose === 'MARKETING';
    const [column, alike] = marketing ? ['purpose', purpose] : ['kind', kind];
    await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 300))', [`${customerId}:${alike}`]);
    const days = await this.identity.setting(marketing ? MarketingCooldown : ReminderCooldown, storeId);
    const others = await this.db.touched(
      `SELECT id FROM messaging.message WHERE customer_id = $1 AND ${column} = $2 AND cleared_at > $3 AND state IN ('QUEUED', 'SENT') AND id <> $4 LIMIT 1`,
      [customerId, alike, plus(this.clock.now(), { days: -days }), id],
    );
    return others > 0;
  }
}

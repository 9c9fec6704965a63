import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { log } from '../../../kernel/operations/log.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { Clock } from '../../../kernel/time/clock.js';
import { MessageChannel, type Outgoing } from './channel.js';

/** The built-in channel: it keeps what it was given in a table, and tells the program's log only that it did. */
@Injectable()
export class LoggedChannel extends MessageChannel {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {
    super();
  }

  async send({ messageId, customerId, channel, address, text }: Outgoing): Promise<void> {
    await this.db.transaction(async () => {
      await this.db.sql(
        `INSERT INTO messaging.channel_log (id, message_id, customer_id, channel, address_sealed, text_sealed, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (message_id) DO NOTHING`,
        [
          newId(),
          messageId,
          customerId,
          channel,
          await this.personal.seal(customerId, address),
          await this.personal.seal(customerId, text),
          this.clock.now(),
        ],
      );
    });
    log.info({ messageId, channel }, 'a message was kept by the built-in channel');
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { newId } from '../../../kernel/ids.js';
import { Jobs } from '../../../kernel/jobs/jobs.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { type Composition, MessageTemplateService } from '../message-templates/message-template.service.js';
import { QuietFrom, QuietUntil } from '../messaging.contract.js';
import { Message, messageLifecycle } from './message.entity.js';
import { outsideQuietHours } from './quiet-hours.js';

export const DELIVER = 'messaging.deliver';

/** Messages are written here once per key, and wait out the quiet hours (M-4, M-7). */
@Injectable()
export class Mailbox {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly numbers: Numbers,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly templates: MessageTemplateService,
  ) {}

  /** In the caller's transaction; what was written under this key before is not written again. */
  async post({ dedupeKey, ...note }: Composition & { dedupeKey: string }): Promise<void> {
    if (await this.db.touched('SELECT id FROM messaging.message WHERE dedupe_key = $1', [dedupeKey])) return;
    const { kind, channel, storeId } = note;
    const now = this.clock.now();
    const from = await this.identity.setting(QuietFrom, storeId);
    const dueAt = outsideQuietHours(now, from, await this.identity.setting(QuietUntil, storeId));
    const message = Object.assign(new Message(), {
      id: newId(),
      number: await this.numbers.next('MS', (await this.identity.store(storeId)).code),
      storeId,
      kind,
      channel,
      dedupeKey,
      ...(await this.templates.compose(note)),
      dueAt,
      handedOverAt: dueAt > now ? null : now,
      attempts: 0,
    });
    messageLifecycle.begin(message);
    await this.db.save(message, 'queue');
    if (message.handedOverAt) await this.#order(message.id);
  }

  /** Its hour has come. */
  async handOver(id: string): Promise<void> {
    const message = await this.db.lock(Message, id);
    message.handedOverAt = this.clock.now();
    await this.db.save(message, 'hand-over');
    await this.#order(id);
  }

  #order(messageId: string): Promise<void> {
    return this.jobs.enqueue(DELIVER, { messageId }, `${DELIVER}:${messageId}`);
  }
}

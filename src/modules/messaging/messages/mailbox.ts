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

/** A message to be written, once per key. */
export interface Note extends Composition {
  dedupeKey: string;
  campaignId?: string;
}

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
  post(note: Note): Promise<void> {
    return this.postAll([note]);
  }

  /** Many of one store: the same statements however many they are. */
  async postAll(notes: Note[]): Promise<void> {
    const keys = notes.map((n) => n.dedupeKey);
    const written = await this.db.sql<{ key: string }>(
      'SELECT dedupe_key AS key FROM messaging.message WHERE dedupe_key = ANY($1::text[])',
      [keys],
    );
    const known = new Set(written.map((w) => w.key));
    const fresh = notes.filter((n) => !known.has(n.dedupeKey));
    const [first] = fresh;
    if (!first) return;
    const { storeId } = first;
    const { code } = await this.identity.store(storeId);
    const now = this.clock.now();
    const from = await this.identity.setting(QuietFrom, storeId);
    const dueAt = outsideQuietHours(now, from, await this.identity.setting(QuietUntil, storeId));
    const composed = await this.templates.compose(fresh);
    const messages: Message[] = [];
    for (const [n, { kind, channel, dedupeKey, campaignId = null }] of fresh.entries()) {
      const message = Object.assign(new Message(), {
        ...{ id: newId(), version: 1, createdAt: now, updatedAt: now, number: await this.numbers.next('MS', code) },
        ...{ storeId, kind, channel, dedupeKey, campaignId, dueAt, held: false, handedOverAt: dueAt > now ? null : now },
        ...composed[n],
        ...{ addressSealed: null, clearedAt: null, attempts: 0, sentAt: null, withheldReason: null, failure: null },
      });
      messageLifecycle.begin(message);
      this.db.audit({ action: 'queue', aggregateType: 'Message', aggregateId: message.id, storeId, changes: { kind, channel, dedupeKey } });
      messages.push(message);
    }
    await this.db.insertAll(Message, messages);
    if (dueAt <= now) await this.#order(messages.map((m) => m.id));
  }

  /** The campaign is paused or goes on: what waits for its hour, or for another try, is held back or let go. */
  async hold(campaignId: string, held: boolean): Promise<void> {
    await this.db.sql(
      `UPDATE messaging.message SET held = $2, version = version + 1, updated_at = $3 WHERE campaign_id = $1 AND state = 'QUEUED' AND held <> $2`,
      [campaignId, held, this.clock.now()],
    );
  }

  /** The campaign was called off or is over: what still waits does not leave. */
  async callOff(campaignId: string): Promise<void> {
    await this.db.sql(
      `UPDATE messaging.message SET state = 'WITHHELD', withheld_reason = 'CANCELLED', version = version + 1, updated_at = $2
       WHERE campaign_id = $1 AND state = ANY($3::text[]) AND cleared_at IS NULL`,
      [campaignId, this.clock.now(), messageLifecycle.sources('withhold')],
    );
  }

  /** Its hour has come. */
  async handOver(id: string): Promise<void> {
    const message = await this.db.lock(Message, id);
    message.handedOverAt = this.clock.now();
    await this.db.save(message, 'hand-over');
    await this.#order([id]);
  }

  #order(messageIds: string[]): Promise<void> {
    return this.jobs.enqueueAll(
      DELIVER,
      messageIds.map((messageId) => ({ payload: { messageId }, key: `${DELIVER}:${messageId}` })),
    );
  }
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { Channel, ConsentPurpose, Language } from '../../crm/crm.contract.js';

export const MESSAGE_STATES = ['QUEUED', 'SENT', 'FAILED', 'WITHHELD'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];
export type WithheldReason = 'NO_CONSENT' | 'NO_ADDRESS' | 'COOLDOWN' | 'CANCELLED';

export const messageLifecycle = lifecycle({
  name: 'Message',
  states: MESSAGE_STATES,
  initial: 'QUEUED',
  moves: {
    send: { from: ['QUEUED'], to: ['SENT'], system: true },
    fail: { from: ['QUEUED'], to: ['FAILED'], system: true },
    withhold: { from: ['QUEUED'], to: ['WITHHELD'], system: true },
  },
});

/** One message to one customer; consent, address and cooldown are looked at when it is to leave, not when it is written. */
@Entity({ schema: 'messaging', name: 'message' })
export class Message extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: MessageState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') kind: string;
  @Column('text') purpose: ConsentPurpose;
  @Column('text') channel: Channel;
  @Column('text') language: Language;
  /** One message per key, whatever is asked twice. */
  @Column('text', { name: 'dedupe_key' }) dedupeKey: string;
  @Column('uuid', { name: 'campaign_id', nullable: true }) campaignId: string | null;
  @Column('text', { name: 'text_sealed' }) textSealed: string;
  @Column('text', { name: 'address_sealed', nullable: true }) addressSealed: string | null;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  /** Its campaign is paused. */
  @Column('boolean') held: boolean;
  /** When the delivery job was ordered. */
  @Column('timestamptz', { name: 'handed_over_at', nullable: true }) handedOverAt: Date | null;
  /** When consent, address and cooldown were found in order: from then on it counts for the cooldown. */
  @Column('timestamptz', { name: 'cleared_at', nullable: true }) clearedAt: Date | null;
  @Column('int') attempts: number;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('text', { name: 'withheld_reason', nullable: true }) withheldReason: WithheldReason | null;
  @Column('text', { nullable: true }) failure: string | null;
}

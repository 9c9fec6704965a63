import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Channel, ConsentPurpose } from '../crm.contract.js';

/** Who wrote a line: somebody of ours, or the customer on a link of theirs. */
export const CONSENT_SOURCES = ['STAFF', 'LINK'] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];
/** What a consent may be about (PR-3). */
export const DATA_CATEGORIES = ['CONTACT', 'VEHICLE', 'PURCHASE', 'SERVICE_HISTORY', 'PREFERENCE', 'IDENTITY', 'FINANCIAL'] as const;

/** A line of the consent ledger: given or withdrawn, never changed. The newest of a purpose, channel and recipient holds (PR-3). */
@Entity({ schema: 'crm', name: 'consent' })
export class Consent {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') purpose: ConsentPurpose;
  @Column('text') channel: Channel;
  @Column('boolean') granted: boolean;
  @Column('text', { name: 'text_version' }) textVersion: string;
  @Column('text', { nullable: true }) evidence: string | null;
  @Column('text', { name: 'data_categories', array: true }) dataCategories: string[];
  @Column('text', { nullable: true }) recipient: string | null;
  @Column('text', { name: 'recipient_contact', nullable: true }) recipientContact: string | null;
  @Column('text', { name: 'sharing_purpose', nullable: true }) sharingPurpose: string | null;
  @Column('text') source: ConsentSource;
  /** Who recorded it; the system when the customer did it on a link. */
  @Column('uuid', { name: 'recorded_by' }) recordedBy: string;
  @Column('timestamptz') at: Date;
}

/** What people agree to, word by word: a version of a purpose's text. The newest in force is the one to show (PR-3). */
@Entity({ schema: 'crm', name: 'consent_text' })
export class ConsentText extends Aggregate {
  @Column('text') purpose: ConsentPurpose;
  @Column('text', { name: 'text_version' }) textVersion: string;
  @Column('text', { name: 'text_zh' }) textZh: string;
  @Column('text', { name: 'text_en' }) textEn: string;
  @Column('text', { name: 'data_categories', array: true }) dataCategories: string[];
  /** It changes purpose, method or categories: what was agreed to before no longer holds from its first day on. */
  @Column('boolean', { name: 'reconsent_required' }) reconsentRequired: boolean;
  @Column('timestamptz', { name: 'valid_from' }) validFrom: Date;
}

/** That somebody asked a customer for a consent: who refused is not asked again and again (NDR 22). */
@Entity({ schema: 'crm', name: 'consent_request' })
export class ConsentRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') purpose: ConsentPurpose;
  @Column('text') channel: Channel;
  @Column('text', { name: 'text_version' }) textVersion: string;
  @Column('uuid', { name: 'asked_by' }) askedBy: string;
  @Column('timestamptz') at: Date;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const ADF_INTAKE_STATES = ['ACCEPTED', 'QUARANTINED', 'DISCARDED'] as const;
export type AdfIntakeState = (typeof ADF_INTAKE_STATES)[number];

export const adfIntakeLifecycle = lifecycle({
  name: 'AdfIntake',
  states: ADF_INTAKE_STATES,
  initial: ['ACCEPTED', 'QUARANTINED'],
  moves: {
    release: { from: ['QUARANTINED'], to: ['ACCEPTED'] },
    discard: { from: ['QUARANTINED'], to: ['DISCARDED'] },
  },
});

/** What is said of a part of a prospect. */
export interface AdfRemark {
  code: string;
  path: string;
}

/** A prospect that a sender handed over: it became a lead, or it is kept with the reason why not, so that none is lost (L-8). */
@Entity({ schema: 'integration', name: 'adf_intake' })
export class AdfIntake extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: AdfIntakeState;
  /** Null while nobody knows which store is meant. */
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('uuid', { name: 'sent_by' }) sentBy: string;
  /** What tells a sender's prospects apart: the same twice is the same lead. Null when the sender numbers none. */
  @Column('text', { name: 'sender_key', nullable: true }) senderKey: string | null;
  @Column('text', { nullable: true }) provider: string | null;
  @Column('text', { name: 'external_id', nullable: true }) externalId: string | null;
  @Column('text', { nullable: true }) vendor: string | null;
  @Column('timestamptz', { name: 'requested_at', nullable: true }) requestedAt: Date | null;
  /** The code of the refusal that keeps it out, and the place it speaks of. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { name: 'reason_path', nullable: true }) reasonPath: string | null;
  @Column('jsonb') warnings: AdfRemark[];
  @Column('uuid', { name: 'lead_id', nullable: true }) leadId: string | null;
  /** The prospect as XML, under a key of its own: erasing the key erases it. */
  @Column('text', { name: 'content_sealed', nullable: true }) contentSealed: string | null;
  @Column('text', { name: 'discard_note', nullable: true }) discardNote: string | null;
  @Column('timestamptz', { name: 'erase_at', nullable: true }) eraseAt: Date | null;
}

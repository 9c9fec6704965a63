import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

/** By what two files are held to be one customer's, the strongest first; an equal mobile is refused before (L-3). */
export const DUPLICATE_KEYS = ['IDENTITY', 'EMAIL', 'NAME_PLATE'] as const;
export type DuplicateKey = (typeof DUPLICATE_KEYS)[number];
export const DUPLICATE_STATES = ['OPEN', 'DISMISSED', 'MERGED'] as const;
export type DuplicateState = (typeof DUPLICATE_STATES)[number];

export const duplicatePairLifecycle = lifecycle({
  name: 'DuplicatePair',
  states: DUPLICATE_STATES,
  initial: 'OPEN',
  moves: {
    dismiss: { from: ['OPEN'], to: ['DISMISSED'] },
    merge: { from: ['OPEN'], to: ['MERGED'], system: true },
    unmerge: { from: ['MERGED'], to: ['OPEN'], system: true },
  },
});

/** Two files that may be one customer's: judged once, never asked again. */
@Entity({ schema: 'crm', name: 'duplicate_pair' })
export class DuplicatePair extends Aggregate {
  @Column('text') readonly state: DuplicateState;
  /** The smaller id of the two. */
  @Column('uuid', { name: 'customer_a' }) customerA: string;
  @Column('uuid', { name: 'customer_b' }) customerB: string;
  @Column('text') key: DuplicateKey;
  @Column('date', { name: 'found_on' }) foundOn: string;
  /** Why they are two after all. */
  @Column('text', { nullable: true }) reason: string | null;
}

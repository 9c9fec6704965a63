import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const REBUILD_STATES = ['RUNNING', 'DONE'] as const;

export const profileRebuildLifecycle = lifecycle({
  name: 'ProfileRebuild',
  states: REBUILD_STATES,
  initial: 'RUNNING',
  moves: { finish: { from: ['RUNNING'], to: ['DONE'], system: true } },
});

/** All profiles made anew from the events, and what differed. */
@Entity({ schema: 'crm', name: 'profile_rebuild' })
export class ProfileRebuild extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof REBUILD_STATES)[number];
  /** Events up to here are done. */
  @Column('bigint', { name: 'after_seq' }) afterSeq: number;
  @Column('int') events: number;
  @Column('int') facts: number;
  /** Facts that were missing, wrong or of no event. */
  @Column('int') corrected: number;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const RELATIONS = ['SELF', 'SPOUSE', 'CHILD', 'PARENT', 'OTHER'] as const;
export type Relation = (typeof RELATIONS)[number];
export const HOUSEHOLD_STATES = ['ACTIVE', 'DISSOLVED'] as const;
export type HouseholdState = (typeof HOUSEHOLD_STATES)[number];

export const householdLifecycle = lifecycle({
  name: 'Household',
  states: HOUSEHOLD_STATES,
  initial: 'ACTIVE',
  moves: {
    join: { from: ['ACTIVE'], to: ['ACTIVE'] },
    leave: { from: ['ACTIVE'], to: ['ACTIVE', 'DISSOLVED'] },
  },
});

/** Persons who live and decide together (家庭). */
@Entity({ schema: 'crm', name: 'household' })
export class Household extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: HouseholdState;
  @Column('text') name: string;
}

/** A customer lives in one household at most. */
@Entity({ schema: 'crm', name: 'household_member' })
export class HouseholdMember {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'household_id' }) householdId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') relation: Relation;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt: Date;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { FilterShape } from './segment-filter.js';

export const segmentLifecycle = lifecycle({
  name: 'Segment',
  states: ['ACTIVE', 'RETIRED'],
  initial: 'ACTIVE',
  moves: { retire: { from: ['ACTIVE'], to: ['RETIRED'] } },
});

/** A saved filter over the customers that a store deals with. */
@Entity({ schema: 'crm', name: 'segment' })
export class Segment extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: 'ACTIVE' | 'RETIRED';
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') name: string;
  @Column('jsonb') filter: FilterShape;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Grant } from '../../../kernel/context.js';

@Entity({ schema: 'identity', name: 'employee' })
export class Employee extends Aggregate {
  @Column('text') username: string;
  @Column('text') name: string;
  @Column('text', { name: 'password_hash' }) passwordHash: string;
  /** Roles, each for one store or (null) the whole group. */
  @Column('jsonb') grants: Grant[];
  @Column('boolean') active: boolean;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

/** Whom the group buys parts from. */
@Entity({ schema: 'parts', name: 'supplier' })
export class Supplier extends Aggregate {
  @Column('text') name: string;
  @Column('text', { nullable: true }) contact: string | null;
  @Column('text', { nullable: true }) phone: string | null;
}

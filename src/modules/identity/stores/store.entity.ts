import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

@Entity({ schema: 'identity', name: 'store' })
export class Store extends Aggregate {
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') city: string;
  @Column('text') address: string;
  @Column('text') phone: string;
  @Column('text') brand: string;
  @Column('text', { name: 'tax_number', nullable: true }) taxNumber: string | null;
}

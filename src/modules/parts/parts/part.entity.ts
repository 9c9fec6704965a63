import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { PartSource } from '../parts.contract.js';

/** A part of the group's master: every store keeps stock of the same parts. */
@Entity({ schema: 'parts', name: 'part' })
export class Part extends Aggregate {
  @Column('text') number: string;
  @Column('text') name: string;
  @Column('text') unit: string;
  /** Selling price of one unit, fen. */
  @Column('bigint') price: number;
  @Column('text') source: PartSource;
  @Column('text', { nullable: true }) maker: string | null;
  @Column('text', { nullable: true }) category: string | null;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

/**
 * What a store has of a part. Only the statements of part-stock.commands.ts write it, and whoever holds its row lock
 * may change the reservations of that part in that store: the one lock that keeps both consistent.
 */
@Entity({ schema: 'parts', name: 'part_stock' })
export class PartStock extends Aggregate {
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'part_id' }) partId: string;
  @Column('numeric', { name: 'on_hand', precision: 13, scale: 3 }) onHand: number;
  @Column('numeric', { precision: 13, scale: 3 }) reserved: number;
  /** Moving weighted average cost of one unit, fen with 6 places (P-2). */
  @Column('numeric', { name: 'average_cost', precision: 18, scale: 6 }) averageCost: number;
  /** What is on hand at cost as posted, fen: the sum of its movements. */
  @Column('bigint') value: number;
}

import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { roundHalfUp } from '../../../kernel/money.js';
import { Decimal } from 'decimal.js';
import type { BayType, Skill } from '../aftersales.contract.js';

/** A piece of workshop work with its standard hours and price; the same for all stores of the group. */
@Entity({ schema: 'aftersales', name: 'labour_operation' })
export class LabourOperation extends Aggregate {
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') skill: Skill;
  @Column('text', { name: 'bay_type' }) bayType: BayType;
  @Column('numeric', { name: 'standard_hours', precision: 6, scale: 1 }) standardHours: number;
  @Column('bigint', { name: 'hourly_rate' }) hourlyRate: number;
  /** Sold at this price whatever the hours. */
  @Column('bigint', { name: 'menu_price', nullable: true }) menuPrice: number | null;

  /** What the customer pays for it, fen: the menu price, else hours × rate. */
  get price(): number {
    return this.menuPrice ?? roundHalfUp(new Decimal(this.standardHours).mul(this.hourlyRate));
  }
}

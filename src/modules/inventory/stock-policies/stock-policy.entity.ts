import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import type { PolicyScope } from './policy-choice.js';
import { StockPolicyInvalid } from './stock-policy.rules.js';

export const STOCK_POLICY_STATES = ['ACTIVE', 'ENDED'] as const;
export const stockPolicyLifecycle = lifecycle({
  name: 'StockPolicy',
  states: STOCK_POLICY_STATES,
  initial: 'ACTIVE',
  moves: { end: { from: ['ACTIVE'], to: ['ENDED'] } },
});

/** How much stock there should be of which cars (V-7, V-10). What it does not name it holds for all of. */
@Entity({ schema: 'inventory', name: 'stock_policy' })
export class StockPolicy extends Aggregate implements PolicyScope {
  @Column('text') number: string;
  @Column('text') readonly state: (typeof STOCK_POLICY_STATES)[number];
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('text', { nullable: true }) brand: string | null;
  @Column('text', { nullable: true }) series: string | null;
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text', { nullable: true }) colour: string | null;
  /** Low below it. */
  @Column('int') safety: number;
  /** High above it. */
  @Column('int', { nullable: true }) ceiling: number | null;
  @Column('numeric', { name: 'days_supply_limit', precision: 6, scale: 1, nullable: true }) daysSupplyLimit: number | null;
  @Column('numeric', { name: 'target_days_supply', precision: 6, scale: 1, nullable: true }) targetDaysSupply: number | null;
  /** Cars are ordered by so many. */
  @Column('int') pack: number;
  /** The maker gives at most so many at a time. */
  @Column('int', { nullable: true }) quota: number | null;

  requireSound(): void {
    const errors: FieldFault[] = [];
    const fault = (field: string, zh: string, en: string) => errors.push(at(field, StockPolicyInvalid, say(zh, en)));
    if (this.modelId !== null && this.brand !== null)
      fault('/brand', '已指定车型,不能再指定品牌或车系', 'a model has its brand and series: name one or the other');
    if (this.series !== null && this.brand === null) fault('/series', '车系须连同品牌', 'a series needs its brand');
    if (this.ceiling !== null && this.ceiling <= this.safety)
      fault('/ceiling', '上限须高于安全库存', 'the ceiling must be above the safety stock');
    if (errors.length) throw StockPolicyInvalid({ errors });
  }
}

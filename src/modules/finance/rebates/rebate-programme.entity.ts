import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { share } from '../../../kernel/money.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { RebateProgrammeInvalid } from './rebate.rules.js';

export const rebateProgrammeLifecycle = lifecycle({
  name: 'RebateProgramme',
  states: ['ACTIVE', 'CLOSED'],
  initial: 'ACTIVE',
  moves: { close: { from: ['ACTIVE'], to: ['CLOSED'] } },
});

/** What the maker promises us for every car of a kind that we deliver (厂家返利): data of the group. */
@Entity({ schema: 'finance', name: 'rebate_programme' })
export class RebateProgramme extends Aggregate {
  @Column('text') code: string;
  @Column('text') readonly state: 'ACTIVE' | 'CLOSED';
  @Column('text') name: string;
  /** Empty: any model. */
  @Column('uuid', { name: 'model_ids', array: true }) modelIds: string[];
  /** Empty: any store. */
  @Column('uuid', { name: 'store_ids', array: true }) storeIds: string[];
  /** Fen a car, or (`percent`) a share of what we paid for it: one of the two. */
  @Column('bigint', { nullable: true }) amount: number | null;
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) percent: number | null;
  /** First and last day of delivery. */
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_until' }) validUntil: string;

  requireSound(): void {
    const errors: FieldFault[] = [];
    const fault = (pointer: string, zh: string, en: string) => errors.push(at(pointer, RebateProgrammeInvalid, say(zh, en)));
    if ((this.amount === null) === (this.percent === null))
      fault('/amount', '金额与比例必填其一', 'name an amount or a percentage, not both');
    if (this.validUntil < this.validFrom) fault('/validUntil', '止期早于起期', 'it ends before it begins');
    if (errors.length) throw RebateProgrammeInvalid({ errors });
  }
  /** Fen for a car that cost us so much. */
  rebateOn(purchaseCost: number): number {
    return this.amount ?? share(purchaseCost, (this.percent ?? 0) / 100);
  }
}

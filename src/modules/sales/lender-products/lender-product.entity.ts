import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { LenderProductInvalid } from './lender-product.rules.js';

export const REPAYMENT_METHODS = ['EQUAL_INSTALLMENT', 'EQUAL_PRINCIPAL'] as const;
export const SUBSIDY_PAYERS = ['MAKER', 'LENDER'] as const;
export type SubsidyPayer = (typeof SUBSIDY_PAYERS)[number];

export const lenderProductLifecycle = lifecycle({
  name: 'LenderProduct',
  states: ['ACTIVE', 'CLOSED'],
  initial: 'ACTIVE',
  moves: { close: { from: ['ACTIVE'], to: ['CLOSED'] } },
});

/** What a term costs: the customer's rate, and the lender's own where somebody pays the difference (贴息, F-4). */
export interface TermRate {
  months: number;
  annualRatePercent: number;
  lenderRatePercent: number;
}

/** A loan that a lender offers (金融产品): an application takes over its terms as they are then. */
@Entity({ schema: 'sales', name: 'lender_product' })
export class LenderProduct extends Aggregate {
  @Column('text') code: string;
  @Column('text') readonly state: 'ACTIVE' | 'CLOSED';
  @Column('text') lender: string;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text') method: (typeof REPAYMENT_METHODS)[number];
  @Column('jsonb') rates: TermRate[];
  @Column('text', { name: 'subsidy_payer', nullable: true }) subsidyPayer: SubsidyPayer | null;
  @Column('numeric', { name: 'min_down_payment_percent', precision: 5, scale: 2 }) minDownPaymentPercent: number;
  @Column('numeric', { name: 'max_loan_percent_ice', precision: 5, scale: 2 }) maxLoanPercentIce: number;
  @Column('numeric', { name: 'max_loan_percent_nev', precision: 5, scale: 2 }) maxLoanPercentNev: number;
  /** Empty: any brand. */
  @Column('text', { array: true }) brands: string[];
  /** Empty: any model. */
  @Column('uuid', { name: 'model_ids', array: true }) modelIds: string[];
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_until', nullable: true }) validUntil: string | null;

  /** Refuses what does not fit together, each fault with its place. */
  requireSound(longestMonths: number): void {
    const errors: FieldFault[] = [];
    const fault = (pointer: string, zh: string, en: string) => errors.push(at(pointer, LenderProductInvalid, say(zh, en)));
    const seen = new Set<number>();
    for (const [n, { months, annualRatePercent, lenderRatePercent }] of this.rates.entries()) {
      if (seen.has(months)) fault(`/rates/${n}/months`, '期限重复', 'this term is named twice');
      if (months > longestMonths)
        fault(`/rates/${n}/months`, `期限最长 ${longestMonths} 个月`, `the longest term is ${longestMonths} months`);
      if (lenderRatePercent < annualRatePercent)
        fault(`/rates/${n}/lenderRatePercent`, '资方利率低于客户利率', "the lender's rate is below the customer's");
      if (lenderRatePercent > annualRatePercent && this.subsidyPayer === null)
        fault('/subsidyPayer', '须注明贴息方', 'say who pays the difference of the rates');
      seen.add(months);
    }
    if (this.validUntil !== null && this.validUntil < this.validFrom) fault('/validUntil', '止期早于起期', 'it ends before it begins');
    if (errors.length) throw LenderProductInvalid({ errors });
  }
}

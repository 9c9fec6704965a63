import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { addDays, dateOf, instantOf } from '../../../kernel/time/clock.js';
import type { CouponDocument } from '../crm.contract.js';

export const COUPON_KINDS = ['AMOUNT', 'PERCENT', 'ITEM'] as const;
export type CouponKind = (typeof COUPON_KINDS)[number];
export type CouponDefinitionState = 'DRAFT' | 'ACTIVE' | 'CLOSED';

export const couponDefinitionLifecycle = lifecycle({
  name: 'CouponDefinition',
  states: ['DRAFT', 'ACTIVE', 'CLOSED'],
  initial: 'DRAFT',
  moves: {
    approve: { from: ['DRAFT'], to: ['ACTIVE'] },
    close: { from: ['DRAFT', 'ACTIVE'], to: ['CLOSED'] },
  },
});

/** The rules of a kind of coupon. They never change once written: who holds one can rely on them. */
@Entity({ schema: 'crm', name: 'coupon_definition' })
export class CouponDefinition extends Aggregate {
  @Column('text') code: string;
  /** Null: the whole group's. */
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('text') readonly state: CouponDefinitionState;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text') kind: CouponKind;
  /** Fen off, for AMOUNT. */
  @Column('bigint', { nullable: true }) amount: number | null;
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) percent: number | null;
  /** The most that a percentage takes off. */
  @Column('bigint', { name: 'max_amount', nullable: true }) maxAmount: number | null;
  @Column('text', { name: 'applies_to', array: true }) appliesTo: CouponDocument[];
  @Column('bigint', { name: 'minimum_amount' }) minimumAmount: number;
  /** Empty: any model. */
  @Column('uuid', { name: 'model_ids', array: true }) modelIds: string[];
  /** Empty: the whole bill. */
  @Column('text', { name: 'operation_codes', array: true }) operationCodes: string[];
  @Column('boolean') stackable: boolean;
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_until', nullable: true }) validUntil: string | null;
  /** Days from the day of issue. */
  @Column('int', { name: 'valid_days', nullable: true }) validDays: number | null;
  @Column('int', { name: 'total_quantity', nullable: true }) totalQuantity: number | null;
  @Column('int', { name: 'per_customer_limit' }) perCustomerLimit: number;
  @Column('int', { name: 'issued_count' }) issuedCount: number;
  @Column('uuid', { name: 'created_by' }) createdBy: string;

  /** When a coupon issued now begins and ends to be valid: whole store days. */
  validityFrom(now: Date): { validFrom: Date; validUntil: Date } {
    const today = dateOf(now);
    const ends = [this.validUntil, this.validDays === null ? null : addDays(today, this.validDays)].filter((d) => d !== null).sort();
    const first = this.validFrom > today ? instantOf(this.validFrom) : now;
    return { validFrom: first, validUntil: new Date(instantOf(addDays(ends[0] ?? today, 1)).getTime() - 1) };
  }
  issuable(now: Date): boolean {
    return this.state === 'ACTIVE' && this.validityFrom(now).validUntil >= now;
  }
  left(): number {
    return this.totalQuantity === null ? Number.POSITIVE_INFINITY : this.totalQuantity - this.issuedCount;
  }
}

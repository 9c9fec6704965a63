import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { PromotionLineKind, PromotionTerms } from './promotion-choice.js';

export const PROMOTION_KINDS = ['AMOUNT', 'PERCENT'] as const;
export type PromotionState = 'DRAFT' | 'ACTIVE' | 'ENDED';

export const promotionLifecycle = lifecycle({
  name: 'Promotion',
  states: ['DRAFT', 'ACTIVE', 'ENDED'],
  initial: 'DRAFT',
  moves: {
    approve: { from: ['DRAFT'], to: ['ACTIVE'] },
    end: { from: ['DRAFT', 'ACTIVE'], to: ['ENDED'] },
  },
});

/** A reduction that everybody gets whose car and day fit: written by one, approved by another (PR-10). */
@Entity({ schema: 'sales', name: 'promotion' })
export class Promotion extends Aggregate implements PromotionTerms {
  @Column('text') number: string;
  @Column('text') readonly state: PromotionState;
  /** Null: the whole group. */
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  /** The price line it makes. What the maker pays lowers neither the store's gross nor counts as its discount. */
  @Column('text', { name: 'line_kind' }) lineKind: PromotionLineKind;
  /** Empty: any model. */
  @Column('uuid', { name: 'model_ids', array: true }) modelIds: string[];
  @Column('text') kind: PromotionTerms['kind'];
  @Column('bigint', { nullable: true }) amount: number | null;
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) percent: number | null;
  @Column('bigint', { name: 'max_amount', nullable: true }) maxAmount: number | null;
  @Column('boolean') stackable: boolean;
  /** Store days, both included. */
  @Column('date', { name: 'valid_from' }) validFrom: string;
  @Column('date', { name: 'valid_until' }) validUntil: string;
  /** Orders that may have it; null: any number. */
  @Column('int', { nullable: true }) quantity: number | null;
  @Column('int', { name: 'used_count' }) usedCount: number;
  /** What it may cost in all, fen; null: no limit. */
  @Column('bigint', { nullable: true }) budget: number | null;
  @Column('bigint') spent: number;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}

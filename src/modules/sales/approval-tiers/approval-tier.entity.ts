import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

/** Whoever is above may agree to anything. */
export const TIER_LEVELS = ['CONSULTANT', 'MANAGER'] as const;
export type TierLevel = (typeof TIER_LEVELS)[number];

/** How far a role may go by itself, at a store and for a model; where none is set the model's own limits hold. */
@Entity({ schema: 'sales', name: 'approval_tier' })
export class ApprovalTier extends Aggregate {
  /** Null: the whole group. */
  @Column('uuid', { name: 'store_id', nullable: true }) storeId: string | null;
  /** Null: any model. */
  @Column('uuid', { name: 'model_id', nullable: true }) modelId: string | null;
  @Column('text') level: TierLevel;
  @Column('numeric', { name: 'max_discount_percent', precision: 5, scale: 2 }) maxDiscountPercent: number;
  /** Fen; null: no floor of its own. */
  @Column('bigint', { name: 'min_front_gross', nullable: true }) minFrontGross: number | null;
}

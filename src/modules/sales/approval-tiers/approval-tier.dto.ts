import { Clearable, Decimal, Id, OneOf, Optional, SignedAmount } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { TIER_LEVELS, type TierLevel } from './approval-tier.entity.js';

export class CreateApprovalTier {
  /** The store it is for; null for the whole group. Needed only where the caller works in several. */
  @Clearable()
  @Id()
  storeId?: string | null;
  /** Any model if left out. */
  @Optional()
  @Id()
  modelId?: string;
  /** CONSULTANT: approved at once; MANAGER: a sales manager approves. What goes beyond is the general manager's. */
  @OneOf(TIER_LEVELS, 'CONSULTANT') level: TierLevel;
  /** Largest discount in percent of the list price. */
  @Decimal(0, 100, 2, 3) maxDiscountPercent: number;
  /** Lowest front gross at standard cost, fen; no floor if left out. */
  @Clearable()
  @SignedAmount(1_000_000)
  minFrontGross?: number | null;
}
export class EditApprovalTier {
  @Optional()
  @Decimal(0, 100, 2, 3)
  maxDiscountPercent?: number;
  /** Fen; null: no floor. */
  @Clearable()
  @SignedAmount(1_000_000)
  minFrontGross?: number | null;
}
export class ListApprovalTiers extends ListQuery {
  /** A store's own tiers. */
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  modelId?: string;
}

/** How far a role may go by itself (审批权限). */
export class ApprovalTierView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** Null: the whole group. @example null */
  storeId: string | null;
  /** Null: any model. @example null */
  modelId: string | null;
  /** CONSULTANT or MANAGER. @example 'CONSULTANT' */
  level: string;
  /** Largest discount in percent of the list price. @example 3 */
  maxDiscountPercent: number;
  /** Lowest front gross at standard cost, fen. @example 1000000 */
  minFrontGross: number | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

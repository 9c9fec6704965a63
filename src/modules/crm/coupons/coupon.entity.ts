import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { CouponDocument } from '../crm.contract.js';

export type CouponState = 'ISSUED' | 'REDEEMED' | 'EXPIRED' | 'REVOKED';

export const couponLifecycle = lifecycle({
  name: 'Coupon',
  states: ['ISSUED', 'REDEEMED', 'EXPIRED', 'REVOKED'],
  initial: 'ISSUED',
  moves: {
    /** By the acceptance of a quotation or a settlement, in their transaction. */
    redeem: { from: ['ISSUED'], to: ['REDEEMED'], system: true },
    /** The document came to nothing; who still has time keeps the coupon. */
    release: { from: ['REDEEMED'], to: ['ISSUED', 'EXPIRED'], system: true },
    expire: { from: ['ISSUED'], to: ['EXPIRED'], system: true },
    revoke: { from: ['ISSUED'], to: ['REVOKED'] },
  },
});

/** One coupon of one customer, used once. */
@Entity({ schema: 'crm', name: 'coupon' })
export class Coupon extends Aggregate {
  @Column('text') code: string;
  @Column('text') readonly state: CouponState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'definition_id' }) definitionId: string;
  @Column('uuid', { name: 'campaign_id', nullable: true }) campaignId: string | null;
  @Column('timestamptz', { name: 'valid_from' }) validFrom: Date;
  /** The end of its last store day. */
  @Column('timestamptz', { name: 'valid_until' }) validUntil: Date;
  @Column('timestamptz', { name: 'redeemed_at', nullable: true }) redeemedAt: Date | null;
  @Column('text', { name: 'document_type', nullable: true }) documentType: CouponDocument | null;
  @Column('uuid', { name: 'document_id', nullable: true }) documentId: string | null;
  /** Fen that it took off. */
  @Column('bigint', { nullable: true }) discount: number | null;
  @Column('text', { name: 'revoke_reason', nullable: true }) revokeReason: string | null;
}

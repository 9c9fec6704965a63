import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { EstimateKind } from './estimates.js';
import type { FinanceAlternative } from './finance-alternatives.js';
import type { SaleChannel } from './sale-channel.js';
import type { QuotedTradeIn } from './part-payment.js';
import type { ApprovalLevel, ApprovalReason, PriceLine } from './pricing.js';

export const QUOTATION_STATES = ['DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'REJECTED', 'SENT', 'ACCEPTED', 'EXPIRED', 'SUPERSEDED'] as const;
export type QuotationState = (typeof QUOTATION_STATES)[number];
/** A version can still become the order. */
export const LIVE_QUOTATION_STATES = ['DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'SENT'] as const satisfies QuotationState[];

export const quotationLifecycle = lifecycle({
  name: 'Quotation',
  states: QUOTATION_STATES,
  initial: 'DRAFT',
  moves: {
    submit: { from: ['DRAFT'], to: ['PENDING_APPROVAL', 'APPROVED'] },
    approve: { from: ['PENDING_APPROVAL'], to: ['APPROVED'] },
    reject: { from: ['PENDING_APPROVAL'], to: ['REJECTED'] },
    send: { from: ['APPROVED'], to: ['SENT'] },
    accept: { from: ['SENT'], to: ['ACCEPTED'] },
    revise: { from: ['PENDING_APPROVAL', 'APPROVED', 'REJECTED', 'SENT', 'EXPIRED'], to: ['SUPERSEDED'] },
    expire: { from: ['PENDING_APPROVAL', 'APPROVED', 'SENT'], to: ['EXPIRED'], system: true },
    supersede: { from: LIVE_QUOTATION_STATES, to: ['SUPERSEDED'], system: true },
  },
});

/** One version of an offer: immutable once submitted, a change is a new version of the same series. */
@Entity({ schema: 'sales', name: 'quotation' })
export class Quotation extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: QuotationState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  /** All versions of one offer share it. */
  @Column('uuid', { name: 'series_id' }) seriesId: string;
  @Column('int') revision: number;
  @Column('uuid', { name: 'superseded_by_id', nullable: true }) supersededById: string | null;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text', { name: 'model_name' }) modelName: string;
  @Column('text') colour: string;
  @Column('jsonb') lines: PriceLine[];
  @Column('text', { name: 'coupon_code', nullable: true }) couponCode: string | null;
  /** The promotions that were named; null: those that everybody gets. */
  @Column('uuid', { name: 'promotion_ids', array: true, nullable: true }) promotionIds: string[] | null;
  @Column('text', { array: true }) estimates: EstimateKind[];
  /** The car in part payment, and how it counted when this was priced (TI-1). */
  @Column('uuid', { name: 'trade_in_id', nullable: true }) tradeInId: string | null;
  @Column('jsonb', { name: 'trade_in', nullable: true }) tradeIn: QuotedTradeIn | null;
  /** Ways of paying the total, side by side. */
  @Column('jsonb', { name: 'finance_alternatives' }) financeAlternatives: FinanceAlternative[];
  @Column('text', { name: 'sale_channel' }) saleChannel: SaleChannel;
  @Column('boolean', { name: 'distance_return_excluded' }) distanceReturnExcluded: boolean;
  @Column('text', { name: 'origin_statement' }) originStatement: string;
  /** Price and origin as the customer was shown them (D-11). */
  @Column('text', { name: 'shown_text', nullable: true }) shownText: string | null;
  @Column('text', { name: 'shown_hash', nullable: true }) shownHash: string | null;
  /** The day whose prices and promotions it has. */
  @Column('date', { name: 'priced_on' }) pricedOn: string;
  @Column('bigint') total: number;
  @Column('bigint', { name: 'pass_through_total' }) passThroughTotal: number;
  @Column('numeric', { name: 'discount_percent' }) discountPercent: number;
  @Column('bigint', { name: 'front_gross' }) frontGross: number;
  @Column('text', { name: 'approval_level' }) approvalLevel: ApprovalLevel;
  @Column('text', { name: 'approval_reasons', array: true }) approvalReasons: ApprovalReason[];
  @Column('text', { name: 'version_hash' }) versionHash: string;
  @Column('int', { name: 'valid_days' }) validDays: number;
  @Column('timestamptz', { name: 'valid_until' }) validUntil: Date;
  @Column('uuid', { name: 'submitted_by', nullable: true }) submittedBy: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  /** The content that was approved: another content needs another approval. */
  @Column('text', { name: 'approved_hash', nullable: true }) approvedHash: string | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  /** The way of paying that was chosen. */
  @Column('int', { name: 'accepted_alternative', nullable: true }) acceptedAlternative: number | null;
  @Column('uuid', { name: 'sales_order_id', nullable: true }) salesOrderId: string | null;

  expiredAt(now: Date): boolean {
    return this.state === 'EXPIRED' || now > this.validUntil;
  }
}

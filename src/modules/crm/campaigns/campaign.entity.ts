import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { CampaignChannel } from '../crm.contract.js';
import type { FilterShape } from '../segments/segment-filter.js';

export type CampaignState = 'DRAFT' | 'SCHEDULED' | 'RUNNING' | 'PAUSED' | 'COMPLETED' | 'CANCELLED';

export const campaignLifecycle = lifecycle({
  name: 'Campaign',
  states: ['DRAFT', 'SCHEDULED', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELLED'],
  initial: 'DRAFT',
  moves: {
    schedule: { from: ['DRAFT', 'SCHEDULED'], to: ['SCHEDULED'] },
    launch: { from: ['DRAFT', 'SCHEDULED'], to: ['RUNNING'] },
    /** Its hour came and it could not be launched: somebody must look at it. */
    hold: { from: ['SCHEDULED'], to: ['DRAFT'], system: true },
    pause: { from: ['RUNNING'], to: ['PAUSED'] },
    resume: { from: ['PAUSED'], to: ['RUNNING'] },
    complete: { from: ['RUNNING', 'PAUSED'], to: ['COMPLETED'] },
    cancel: { from: ['DRAFT', 'SCHEDULED', 'RUNNING', 'PAUSED'], to: ['CANCELLED'] },
  },
});

/** A change of grade that lets a customer join a running campaign (G-3, G-4). */
export const TRIGGERS = ['VALUE_GRADE', 'ACTIVITY'] as const;
export interface CampaignTrigger {
  on: (typeof TRIGGERS)[number];
  to: string;
}

/** A message to many, once each: whom, what, on which channel, for how much at most. */
@Entity({ schema: 'crm', name: 'campaign' })
export class Campaign extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: CampaignState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') name: string;
  @Column('uuid', { name: 'segment_id', nullable: true }) segmentId: string | null;
  @Column('jsonb', { nullable: true }) trigger: CampaignTrigger | null;
  @Column('text') channel: CampaignChannel;
  @Column('text', { name: 'template_code' }) templateCode: string;
  @Column('text', { name: 'offer_zh' }) offerZh: string;
  @Column('text', { name: 'offer_en' }) offerEn: string;
  @Column('uuid', { name: 'coupon_definition_id', nullable: true }) couponDefinitionId: string | null;
  /** Fen. */
  @Column('bigint') budget: number;
  @Column('timestamptz', { name: 'scheduled_at', nullable: true }) scheduledAt: Date | null;
  /** The code of the refusal that kept its launch. */
  @Column('text', { name: 'held_because', nullable: true }) heldBecause: string | null;
  /** The segment's filter as it was at the launch. */
  @Column('jsonb', { nullable: true }) filter: FilterShape | null;
  @Column('bigint', { name: 'cost_per_message', nullable: true }) costPerMessage: number | null;
  @Column('timestamptz', { name: 'launched_at', nullable: true }) launchedAt: Date | null;
  @Column('timestamptz', { name: 'completes_at', nullable: true }) completesAt: Date | null;
}

export type CampaignMemberState = 'PENDING' | 'REACHED' | 'WITHHELD' | 'FAILED';
export const campaignMemberLifecycle = lifecycle({
  name: 'CampaignMember',
  states: ['PENDING', 'REACHED', 'WITHHELD', 'FAILED'],
  initial: ['PENDING', 'WITHHELD'],
  moves: {
    /** Also what was called off while it was on its way. */
    reach: { from: ['PENDING', 'WITHHELD'], to: ['REACHED'], system: true },
    withhold: { from: ['PENDING'], to: ['WITHHELD'], system: true },
    fail: { from: ['PENDING'], to: ['FAILED'], system: true },
  },
});

/** One of the audience, and what came of it. Customer and campaign are its key, so each counts once. */
@Entity({ schema: 'crm', name: 'campaign_member' })
export class CampaignMember {
  @PrimaryColumn('uuid', { name: 'campaign_id' }) campaignId: string;
  @PrimaryColumn('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') readonly state: CampaignMemberState;
  /** Why nothing was sent: messaging's reason, or PERSONALISATION_REFUSED, NO_COUPON, BUDGET, CANCELLED. */
  @Column('text', { nullable: true }) reason: string | null;
  /** Which part of the audience it leaves with. */
  @Column('int', { nullable: true }) batch: number | null;
  @Column('uuid', { name: 'coupon_id', nullable: true }) couponId: string | null;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt: Date;
  @Column('timestamptz', { name: 'reached_at', nullable: true }) reachedAt: Date | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('timestamptz', { name: 'visited_at', nullable: true }) visitedAt: Date | null;
  @Column('timestamptz', { name: 'bought_at', nullable: true }) boughtAt: Date | null;
  /** The sales order or repair order. */
  @Column('uuid', { name: 'bought_id', nullable: true }) boughtId: string | null;
  /** Fen. */
  @Column('bigint', { nullable: true }) revenue: number | null;
}

/** A part of the audience that leaves in one transaction. */
@Entity({ schema: 'crm', name: 'campaign_batch' })
export class CampaignBatch {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'campaign_id' }) campaignId: string;
  @Column('int') number: number;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
}

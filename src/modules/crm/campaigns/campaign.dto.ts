import { ApiProperty } from '@nestjs/swagger';
import { Amount, Code, Id, Instant, Nested, Note, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { CAMPAIGN_CHANNELS, type CampaignChannel } from '../crm.contract.js';
import { campaignLifecycle, campaignMemberLifecycle, type CampaignTrigger, TRIGGERS } from './campaign.entity.js';

export const STAGES = ['ANSWERED', 'VISITED', 'BOUGHT'] as const;

/** A change of grade at the store that lets a customer join while the campaign runs. */
export class TriggerBody {
  @OneOf(TRIGGERS, 'ACTIVITY') on: CampaignTrigger['on'];
  /** The grade they change to (G-3, G-4). */
  @OneOf(['IMPORTANT', 'AT_RISK', 'NEW', 'GENERAL', 'ACTIVE', 'DORMANT', 'LOST'], 'DORMANT') to: string;
}
export class CreateCampaign {
  @Text(100, '沉睡客户唤醒') name: string;
  /** Whom it is for. With a trigger: who of those that change may join; all if left out. */
  @Optional()
  @Id()
  segmentId?: string;
  /** Members join when their grade changes, one by one, instead of at the launch. */
  @Optional()
  @Nested(() => TriggerBody)
  trigger?: TriggerBody;
  @OneOf(CAMPAIGN_CHANNELS, 'SMS') channel: CampaignChannel;
  /** A marketing template of the channel: CAMPAIGN_OFFER, or CAMPAIGN_COUPON where coupons go with it. */
  @Code('CAMPAIGN_OFFER') templateCode: string;
  /** What is offered, for the template; in Chinese. */
  @Text(300, '进店保养工时八折,活动至月底。') offerZh: string;
  /** The same in English. */
  @Text(300, 'Service labour is 20 % off until the end of the month.') offerEn: string;
  /** A coupon of this kind for each; needed with CAMPAIGN_COUPON. */
  @Optional()
  @Id()
  couponDefinitionId?: string;
  /** What the messages may cost together, fen. */
  @Amount(50_000) budget: number;
  /** Needed only for a trigger without segment, where the caller works in several stores. */
  @Optional()
  @Id()
  storeId?: string;
}
export class EditCampaign {
  @Optional()
  @Text(100, '沉睡客户唤醒')
  name?: string;
  @Optional()
  @Id()
  segmentId?: string;
  @Optional()
  @OneOf(CAMPAIGN_CHANNELS, 'SMS')
  channel?: CampaignChannel;
  @Optional()
  @Code('CAMPAIGN_OFFER')
  templateCode?: string;
  @Optional()
  @Text(300, '进店保养工时八折,活动至月底。')
  offerZh?: string;
  @Optional()
  @Text(300, 'Service labour is 20 % off until the end of the month.')
  offerEn?: string;
  @Optional()
  @Id()
  couponDefinitionId?: string;
  @Optional()
  @Amount(50_000)
  budget?: number;
}
export class ScheduleCampaign {
  /** When it is launched. */
  @Instant('2026-12-01T10:00:00+08:00') at: string;
}
export class CancelCampaign {
  @Note('活动取消') reason: string;
}
export class ListCampaigns extends ListQuery {
  @Repeated(campaignLifecycle.states)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  segmentId?: string;
}
export class ListCampaignMembers extends ListQuery {
  @Repeated(campaignMemberLifecycle.states)
  state?: string[];
  /** Why nothing was sent. */
  @Optional()
  @Code('NO_CONSENT')
  reason?: string;
  /** What came of it. */
  @Optional()
  @OneOf(STAGES, 'VISITED')
  stage?: string;
}

export class TriggerView {
  /** VALUE_GRADE or ACTIVITY. @example 'ACTIVITY' */
  on: string;
  /** @example 'DORMANT' */
  to: string;
}
/** A campaign (营销活动). */
export class CampaignView extends StoreResourceView {
  /** @example '沉睡客户唤醒' */
  name: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  segmentId: string | null;
  trigger: TriggerView | null;
  /** SMS, WECHAT or EMAIL. @example 'SMS' */
  channel: string;
  /** @example 'CAMPAIGN_OFFER' */
  templateCode: string;
  /** @example '进店保养工时八折,活动至月底。' */
  offerZh: string;
  /** @example 'Service labour is 20 % off until the end of the month.' */
  offerEn: string;
  /** @example null */
  couponDefinitionId: string | null;
  /** Fen. @example 50000 */
  budget: number;
  /** @example '2026-12-01T02:00:00.000Z' */
  scheduledAt: Date | null;
  /** Why it could not be launched when its hour had come: the code of the refusal. @example null */
  heldBecause: string | null;
  /** What a message costs, fen, as it was at the launch. @example 5 */
  costPerMessage: number | null;
  /** @example '2026-12-01T02:00:00.000Z' */
  launchedAt: Date | null;
  /** When the time is over in which a visit or a purchase counts. @example '2026-12-31T02:00:00.000Z' */
  completesAt: Date | null;
}
export class WithheldView {
  /** NO_CONSENT, NO_ADDRESS, COOLDOWN, PERSONALISATION_REFUSED, NO_COUPON, BUDGET or CANCELLED. @example 'NO_CONSENT' */
  reason: string;
  /** @example 12 */
  count: number;
}
/** What came of a campaign; each customer counts once. */
export class CampaignResultView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  campaignId: string;
  /** Customers who were meant. @example 120 */
  audience: number;
  /** Not sent yet. @example 0 */
  pending: number;
  /** @example 105 */
  reached: number;
  /** Not sent, by reason. */
  @ApiProperty({ type: () => WithheldView, isArray: true, maxItems: 20 })
  withheld: WithheldView[];
  /** The channel did not take it. @example 3 */
  failed: number;
  /** Reached customers who got in touch or enquired. @example 20 */
  answered: number;
  /** Reached customers who came: showroom, test drive or workshop. @example 14 */
  visited: number;
  /** Reached customers who ordered a car or had a repair order closed. @example 6 */
  bought: number;
  /** What they bought, fen, without what is passed through. @example 15201200 */
  revenue: number;
  /** Messages sent × price of one, fen. @example 525 */
  cost: number;
  /** Cost divided by customers who bought, fen; null when nobody did. @example 88 */
  costPerSale: number | null;
  /** @example 'CNY' */
  currency: string;
}
/** One of the audience of a campaign. */
export class CampaignMemberView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** Masked. @example '王*明' */
  name: string;
  /** PENDING, REACHED, WITHHELD or FAILED. @example 'REACHED' */
  state: string;
  /** Why nothing was sent. @example null */
  reason: string | null;
  /** The coupon that was sent along. @example null */
  couponId: string | null;
  /** @example '2026-12-01T02:00:00.000Z' */
  joinedAt: Date;
  /** @example '2026-12-01T02:00:05.000Z' */
  reachedAt: Date | null;
  /** @example null */
  answeredAt: Date | null;
  /** @example '2026-12-05T03:00:00.000Z' */
  visitedAt: Date | null;
  /** @example null */
  boughtAt: Date | null;
  /** Fen. @example null */
  revenue: number | null;
}

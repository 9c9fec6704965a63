import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at, Problem, say } from '../../../kernel/problems.js';
import { plus } from '../../../kernel/time/clock.js';
import { MARKETING_TEMPLATES } from '../../messaging/messaging.contract.js';
import { CouponDefinition } from '../coupons/coupon-definition.entity.js';
import { CampaignCancelled, CampaignLaunched, CampaignPaced } from '../crm.contract.js';
import { Office } from '../office.js';
import { Segment } from '../segments/segment.entity.js';
import { SegmentRetired } from '../segments/segment.rules.js';
import { CampaignAudience } from './campaign-audience.js';
import type { CampaignView, CancelCampaign, CreateCampaign, EditCampaign, ScheduleCampaign } from './campaign.dto.js';
import { Campaign, campaignLifecycle } from './campaign.entity.js';
import { viewOf } from './campaign.queries.js';
import {
  AttributionWindow,
  CampaignCouponUnfit,
  CampaignFixed,
  CampaignInvalid,
  CampaignScheduleInvalid,
  CampaignTemplateUnfit,
  MessageCost,
} from './campaign.rules.js';

/** A campaign from its draft to its end. */
@Injectable()
export class CampaignService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly audience: CampaignAudience,
  ) {}

  plan(body: CreateCampaign): Promise<CampaignView> {
    return this.db.transaction(async () => {
      const { segmentId = null, trigger = null, couponDefinitionId = null, storeId: wanted } = body;
      const storeId = segmentId === null ? (await this.office.storeForNew(wanted)).id : (await this.db.find(Segment, segmentId)).storeId;
      const { name, channel, templateCode, offerZh, offerEn, budget } = body;
      const campaign = Object.assign(new Campaign(), {
        ...{ id: newId(), number: await this.office.number('CP', storeId), storeId },
        ...{ name, segmentId, trigger, channel, templateCode, offerZh, offerEn, couponDefinitionId, budget },
      });
      campaignLifecycle.begin(campaign);
      await this.#requireFit(campaign);
      return viewOf(await this.db.save(campaign, 'plan'));
    });
  }

  change(id: string, body: EditCampaign, expected: number | '*'): Promise<CampaignView> {
    return this.db.transaction(async () => {
      const campaign = await this.db.lock(Campaign, id);
      campaign.expectVersion(expected);
      if (campaign.state !== 'DRAFT') throw CampaignFixed();
      Object.assign(campaign, Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)));
      await this.#requireFit(campaign);
      return viewOf(await this.db.save(campaign, 'change'));
    });
  }

  schedule(id: string, { at: when }: ScheduleCampaign): Promise<CampaignView> {
    return this.db.transaction(async () => {
      const campaign = await this.db.lock(Campaign, id);
      campaignLifecycle.move(campaign, 'schedule');
      const scheduledAt = new Date(when);
      if (scheduledAt <= this.office.now()) throw CampaignScheduleInvalid({ errors: [at('/at', CampaignScheduleInvalid)] });
      Object.assign(campaign, { scheduledAt, heldBecause: null });
      return viewOf(await this.db.save(campaign, 'schedule'));
    });
  }

  /** The audience is frozen: who comes to fit later is not meant, who is meant is asked for consent once more when their message leaves. */
  launch(id: string): Promise<CampaignView> {
    return this.db.transaction(async () => viewOf(await this.#launch(await this.db.lock(Campaign, id))));
  }

  /** Its hour has come. A campaign that may not be launched goes back to whoever planned it, with the reason. */
  async launchDue(id: string): Promise<void> {
    const campaign = await this.db.lock(Campaign, id);
    try {
      await this.db.attempt(async () => void (await this.#launch(campaign)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const held = await this.db.lock(Campaign, id);
      campaignLifecycle.move(held, 'hold');
      held.heldBecause = error.type.code;
      await this.db.save(held, 'hold');
    }
  }

  /** What is written and waits for its hour waits on (M-7), and leaves once the campaign goes on. */
  pause(id: string): Promise<CampaignView> {
    return this.#move(id, 'pause');
  }
  resume(id: string): Promise<CampaignView> {
    return this.#move(id, 'resume');
  }
  complete(id: string): Promise<CampaignView> {
    return this.#move(id, 'complete');
  }

  /** What has not left does not leave any more. */
  cancel(id: string, { reason }: CancelCampaign): Promise<CampaignView> {
    return this.db.transaction(async () => {
      const campaign = await this.db.lock(Campaign, id);
      campaignLifecycle.move(campaign, 'cancel');
      await this.audience.withhold(campaign, 'CANCELLED');
      await this.db.save(campaign, 'cancel');
      this.outbox.publish(CampaignCancelled, campaign, { campaignId: id, storeId: campaign.storeId, reason });
      return viewOf(campaign);
    });
  }

  async #launch(campaign: Campaign): Promise<Campaign> {
    campaignLifecycle.check(campaign, 'launch');
    await this.#requireFit(campaign);
    const { id, storeId, channel } = campaign;
    const launchedAt = this.office.now();
    Object.assign(campaign, {
      filter: campaign.segmentId === null ? null : (await this.db.find(Segment, campaign.segmentId)).filter,
      costPerMessage: (await this.office.setting(MessageCost, storeId))[channel] ?? 0,
      launchedAt,
      completesAt: plus(launchedAt, { days: await this.office.setting(AttributionWindow, storeId) }),
      heldBecause: null,
    });
    const audience = campaign.trigger === null ? await this.audience.freeze(campaign) : 0;
    campaignLifecycle.move(campaign, 'launch');
    await this.db.save(campaign, 'launch');
    this.outbox.publish(CampaignLaunched, campaign, {
      campaignId: id,
      storeId,
      number: campaign.number,
      channel,
      audience,
      launchedAt: launchedAt.toISOString(),
    });
    return campaign;
  }

  #move(id: string, move: 'pause' | 'resume' | 'complete'): Promise<CampaignView> {
    return this.db.transaction(async () => {
      const campaign = await this.db.lock(Campaign, id);
      campaignLifecycle.move(campaign, move);
      if (move === 'complete') await this.audience.withhold(campaign, 'CANCELLED');
      await this.db.save(campaign, move);
      this.outbox.publish(CampaignPaced, campaign, { campaignId: id, storeId: campaign.storeId, state: campaign.state });
      return viewOf(campaign);
    });
  }

  /** Audience, template and coupons go together, and still exist. */
  async #requireFit({ segmentId, storeId, trigger, channel, templateCode, couponDefinitionId }: Campaign): Promise<void> {
    if (segmentId === null && trigger === null)
      throw CampaignInvalid({
        errors: [at('/segmentId', CampaignInvalid, say('请指明客户细分或触发条件', 'name a segment or a trigger'))],
      });
    if (segmentId !== null) {
      const segment = await this.db.find(Segment, segmentId);
      if (segment.state !== 'ACTIVE') throw SegmentRetired({ errors: [at('/segmentId', SegmentRetired)] });
      if (segment.storeId !== storeId)
        throw CampaignInvalid({ errors: [at('/segmentId', CampaignInvalid, say('属于其他门店', 'it is another store’s'))] });
    }
    const template = Object.hasOwn(MARKETING_TEMPLATES, templateCode) ? MARKETING_TEMPLATES[templateCode] : undefined;
    if (!template?.channels.includes(channel)) throw CampaignTemplateUnfit({ errors: [at('/templateCode', CampaignTemplateUnfit)] });
    if (template.tellsCoupon !== (couponDefinitionId !== null))
      throw CampaignInvalid({
        errors: [
          at('/couponDefinitionId', CampaignInvalid, say('券模板与优惠券须同时使用', 'the coupon template and coupons go together')),
        ],
      });
    if (couponDefinitionId === null) return;
    const definition = await this.db.find(CouponDefinition, couponDefinitionId);
    if (definition.storeId !== null && definition.storeId !== storeId)
      throw CampaignInvalid({ errors: [at('/couponDefinitionId', CampaignInvalid, say('属于其他门店', 'it is another store’s'))] });
    if (!definition.issuable(this.office.now())) throw CampaignCouponUnfit({ errors: [at('/couponDefinitionId', CampaignCouponUnfit)] });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { CouponService } from '../coupons/coupon.service.js';
import { CampaignMessageDue } from '../crm.contract.js';
import { Office } from '../office.js';
import { CampaignAudience } from './campaign-audience.js';
import { Campaign, campaignMemberLifecycle } from './campaign.entity.js';

/** What messaging says of a message that a campaign asked for. */
export interface MessageOutcome {
  campaignId: string | null;
  customerId: string;
}

/** A part of the audience leaves: its coupons are issued, and messaging hears whom to write to. */
@Injectable()
export class CampaignDispatch {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly office: Office,
    private readonly coupons: CouponService,
    private readonly audience: CampaignAudience,
  ) {}

  /** Of a batch that is due; its campaign runs. */
  async send(batchId: string): Promise<void> {
    const [batch] = await this.db.sql<{ campaignId: string; number: number }>(
      'UPDATE crm.campaign_batch SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL RETURNING campaign_id AS "campaignId", number',
      [batchId, this.office.now()],
    );
    if (!batch) return;
    const campaign = await this.db.find(Campaign, batch.campaignId);
    const members = await this.db.sql<{ customerId: string }>(
      `SELECT customer_id AS "customerId" FROM crm.campaign_member WHERE campaign_id = $1 AND batch = $2 AND state = 'PENDING' ORDER BY customer_id`,
      [campaign.id, batch.number],
    );
    const due = await this.#withCoupons(
      campaign,
      members.map((m) => m.customerId),
    );
    if (!due.length) return;
    const { id: campaignId, storeId, channel, templateCode, offerZh, offerEn } = campaign;
    this.outbox.publish(CampaignMessageDue, campaign, { campaignId, storeId, channel, templateCode, offerZh, offerEn, members: due });
  }

  async reached({ campaignId, customerId }: MessageOutcome, sentAt: Date): Promise<void> {
    await this.#note(campaignId, customerId, `state = 'REACHED', reason = NULL, reached_at = $4::timestamptz`, 'reach', sentAt);
  }
  async withheld({ campaignId, customerId }: MessageOutcome, reason: string): Promise<void> {
    await this.#note(campaignId, customerId, `state = 'WITHHELD', reason = $4::text`, 'withhold', reason);
  }
  async failed({ campaignId, customerId }: MessageOutcome): Promise<void> {
    await this.#note(campaignId, customerId, `state = 'FAILED', reason = $4::text`, 'fail', null);
  }

  async #withCoupons(campaign: Campaign, customerIds: string[]): Promise<{ customerId: string; couponId: string | null }[]> {
    const { id: campaignId, storeId, couponDefinitionId } = campaign;
    if (couponDefinitionId === null) return customerIds.map((customerId) => ({ customerId, couponId: null }));
    const coupons = await this.coupons.issue({ definitionId: couponDefinitionId, customerIds, storeId, campaignId });
    const given = coupons.map(({ customerId, id: couponId }) => ({ customerId, couponId }));
    const lucky = new Set(given.map((g) => g.customerId));
    await this.audience.withhold(
      campaign,
      'NO_COUPON',
      customerIds.filter((id) => !lucky.has(id)),
    );
    await this.db.sql(
      `UPDATE crm.campaign_member m SET coupon_id = g.coupon_id FROM unnest($2::uuid[], $3::uuid[]) AS g(customer_id, coupon_id)
       WHERE m.campaign_id = $1 AND m.customer_id = g.customer_id`,
      [campaignId, given.map((g) => g.customerId), given.map((g) => g.couponId)],
    );
    return given;
  }

  async #note(
    campaignId: string | null,
    customerId: string,
    set: string,
    move: 'reach' | 'withhold' | 'fail',
    value: unknown,
  ): Promise<void> {
    if (campaignId === null) return;
    await this.db.sql(`UPDATE crm.campaign_member SET ${set} WHERE campaign_id = $1 AND customer_id = $2 AND state = ANY($3::text[])`, [
      campaignId,
      customerId,
      campaignMemberLifecycle.sources(move),
      value,
    ]);
  }
}

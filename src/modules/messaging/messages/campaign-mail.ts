import { Injectable } from '@nestjs/common';
import { dateOf } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import type { CampaignChannel } from '../../crm/crm.contract.js';
import { Mailbox } from './mailbox.js';

interface CampaignPart {
  campaignId: string;
  storeId: string;
  channel: CampaignChannel;
  templateCode: string;
  offerZh: string;
  offerEn: string;
  members: { customerId: string; couponId: string | null }[];
}

/** A part of a campaign's audience is written to, each once, whose coupon goes along. */
@Injectable()
export class CampaignMail {
  constructor(
    private readonly crm: CrmApi,
    private readonly mailbox: Mailbox,
  ) {}

  async write({ campaignId, storeId, channel, templateCode, offerZh, offerEn, members }: CampaignPart): Promise<void> {
    const coupons = await this.crm.coupons(members.flatMap((m) => m.couponId ?? []));
    await this.mailbox.postAll(
      members.map(({ customerId, couponId }) => {
        const coupon = couponId === null ? undefined : coupons.get(couponId);
        const common = coupon && { couponCode: coupon.code, couponUntil: dateOf(coupon.validUntil) };
        return {
          kind: templateCode,
          channel,
          customerId,
          storeId,
          campaignId,
          dedupeKey: `${campaignId}:${customerId}`,
          values: {
            zh: { ...common, offer: offerZh, couponName: coupon?.nameZh ?? '' },
            en: { ...common, offer: offerEn, couponName: coupon?.nameEn ?? '' },
          },
        };
      }),
    );
  }
}

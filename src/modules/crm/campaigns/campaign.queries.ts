import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { CURRENCY, roundHalfUp } from '../../../kernel/money.js';
import { maskName } from '../../../kernel/security/personal-data.js';
import type {
  CampaignMemberView,
  CampaignResultView,
  CampaignView,
  ListCampaignMembers,
  ListCampaigns,
  WithheldView,
} from './campaign.dto.js';
import { Campaign, campaignLifecycle } from './campaign.entity.js';

const CAMPAIGNS: ListDefinition = {
  select: `k.id, k.version, k.created_at AS "createdAt", k.updated_at AS "updatedAt", k.number, k.state, k.store_id AS "storeId", k.name, k.segment_id AS "segmentId", k.trigger,
    k.channel, k.template_code AS "templateCode", k.offer_zh AS "offerZh", k.offer_en AS "offerEn", k.coupon_definition_id AS "couponDefinitionId", k.budget,
    k.scheduled_at AS "scheduledAt", k.held_because AS "heldBecause", k.cost_per_message AS "costPerMessage", k.launched_at AS "launchedAt", k.completes_at AS "completesAt"`,
  from: 'crm.campaign k',
  id: 'k.id',
  sorts: { createdAt: { by: 'k.created_at', type: 'timestamptz' }, name: { by: 'k.name', type: 'text' } },
  defaultSort: '-createdAt',
  filters: { state: 'k.state = ANY(?::text[])', storeId: 'k.store_id = ?::uuid', segmentId: 'k.segment_id = ?::uuid' },
  scope: { store: 'k.store_id' },
};
const MEMBERS: ListDefinition = {
  select: `m.customer_id AS "customerId", c.name, c.type, m.state, m.reason, m.coupon_id AS "couponId", m.joined_at AS "joinedAt", m.reached_at AS "reachedAt",
    m.answered_at AS "answeredAt", m.visited_at AS "visitedAt", m.bought_at AS "boughtAt", m.revenue`,
  from: 'crm.campaign_member m JOIN crm.customer c ON c.id = m.customer_id',
  id: 'm.customer_id',
  sorts: { joinedAt: { by: 'm.joined_at', type: 'timestamptz' } },
  defaultSort: 'joinedAt',
  filters: {
    state: 'm.state = ANY(?::text[])',
    reason: 'm.reason = ?',
    stage: `CASE ? WHEN 'ANSWERED' THEN m.answered_at WHEN 'VISITED' THEN m.visited_at ELSE m.bought_at END IS NOT NULL`,
  },
};

interface Counted extends Omit<CampaignResultView, 'campaignId' | 'cost' | 'costPerSale' | 'currency' | 'withheld'> {
  withheld: WithheldView[];
}

@Injectable()
export class CampaignReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<CampaignView> {
    return viewOf(await this.db.find(Campaign, id));
  }
  async list(query: ListCampaigns): Promise<Page<CampaignView>> {
    const page = await this.lists.page<Campaign>(CAMPAIGNS, query);
    return { ...page, items: page.items.map(viewOf) };
  }

  /** Counted over the members, who were marked as it happened. */
  async result(id: string): Promise<CampaignResultView> {
    const { costPerMessage } = await this.db.find(Campaign, id);
    const [counted] = await this.db.sql<Counted>(
      `SELECT count(*)::int AS audience, count(*) FILTER (WHERE state = 'PENDING')::int AS pending, count(*) FILTER (WHERE state = 'REACHED')::int AS reached,
         count(*) FILTER (WHERE state = 'FAILED')::int AS failed, count(answered_at)::int AS answered, count(visited_at)::int AS visited, count(bought_at)::int AS bought,
         coalesce(sum(revenue), 0)::bigint AS revenue,
         (SELECT coalesce(jsonb_agg(w ORDER BY w.reason), '[]') FROM (SELECT reason, count(*)::int AS count FROM crm.campaign_member
           WHERE campaign_id = $1 AND state = 'WITHHELD' GROUP BY reason) w) AS withheld
       FROM crm.campaign_member WHERE campaign_id = $1`,
      [id],
    );
    const found = counted as Counted;
    const cost = found.reached * (costPerMessage ?? 0);
    return {
      campaignId: id,
      ...found,
      cost,
      costPerSale: found.bought === 0 ? null : roundHalfUp(cost / found.bought),
      currency: CURRENCY,
    };
  }

  async members(id: string, query: ListCampaignMembers): Promise<Page<CampaignMemberView>> {
    await this.db.find(Campaign, id);
    const page = await this.lists.page<CampaignMemberView & { type: string }>(MEMBERS, query, [['m.campaign_id = ?::uuid', id]]);
    return { ...page, items: page.items.map(({ type, ...m }) => ({ ...m, name: type === 'COMPANY' ? m.name : (maskName(m.name) ?? '') })) };
  }
}

export const viewOf = (k: Campaign): CampaignView => ({
  ...headOf(campaignLifecycle, k),
  name: k.name,
  segmentId: k.segmentId,
  trigger: k.trigger,
  channel: k.channel,
  templateCode: k.templateCode,
  offerZh: k.offerZh,
  offerEn: k.offerEn,
  couponDefinitionId: k.couponDefinitionId,
  budget: k.budget,
  scheduledAt: k.scheduledAt,
  heldBecause: k.heldBecause,
  costPerMessage: k.costPerMessage,
  launchedAt: k.launchedAt,
  completesAt: k.completesAt,
});

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { Office } from '../office.js';
import { PROFILING_REFUSED } from '../consents/consent-in-force.js';
import { Audience } from '../segments/audience.js';
import { isPersonalised } from '../segments/segment-filter.js';
import { Campaign, CampaignBatch, campaignMemberLifecycle, type CampaignTrigger } from './campaign.entity.js';
import { CampaignAudienceEmpty, CampaignBudgetExceeded, CampaignWithoutConsent } from './campaign.rules.js';

/** How many leave in one transaction. */
const BATCH = 500;

/** Whom a campaign is for: everybody its segment finds at the launch, or one by one who changes grade while it runs. */
@Injectable()
export class CampaignAudience {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly audience: Audience,
  ) {}

  /** Refused when nobody agreed (PR-4) or the budget does not reach all who did; else kept by one statement. Who refused personalised marketing is kept and spared (PR-10). */
  async freeze(campaign: Campaign): Promise<number> {
    const { id, storeId, channel, budget, filter } = campaign;
    if (filter === null) throw new Error('A campaign without segment has no audience to freeze');
    const { count, consenting } = await this.audience.measure(filter, storeId);
    if (count === 0) throw CampaignAudienceEmpty({ errors: [at('/segmentId', CampaignAudienceEmpty)] });
    if (consenting[channel] === 0) throw CampaignWithoutConsent({ errors: [at('/channel', CampaignWithoutConsent)] });
    const payable = await this.audience.reachable(filter, storeId, channel);
    const cost = payable * (campaign.costPerMessage ?? 0);
    if (cost > budget)
      throw CampaignBudgetExceeded({
        detail: say(`${payable} 人需要 ${cost} 分,预算 ${budget} 分`, `${payable} customers cost ${cost} fen, the budget is ${budget} fen`),
        errors: [at('/budget', CampaignBudgetExceeded)],
      });
    const { text, values } = this.audience.select(
      `c.id, ${isPersonalised(filter) ? PROFILING_REFUSED : 'false'} AS refused`,
      filter,
      storeId,
    );
    const joined = this.office.now();
    const [{ batches } = { batches: 0 }] = await this.db.repo(Campaign).query<{ batches: number }[]>(
      `WITH member AS (
         INSERT INTO crm.campaign_member (campaign_id, customer_id, state, reason, batch, joined_at)
         SELECT $${values.push(id)}::uuid, a.id, CASE WHEN a.refused THEN 'WITHHELD' ELSE 'PENDING' END, CASE WHEN a.refused THEN 'PERSONALISATION_REFUSED' END,
           CASE WHEN NOT a.refused THEN (row_number() OVER (PARTITION BY a.refused ORDER BY a.id) - 1) / ${BATCH} END, $${values.push(joined)}::timestamptz
         FROM (${text}) a RETURNING batch)
       SELECT count(DISTINCT batch)::int AS batches FROM member`,
      values,
    );
    await this.db.insertAll(
      CampaignBatch,
      Array.from({ length: batches }, (_, number) => ({ id: newId(), campaignId: id, number, dueAt: joined, sentAt: null })),
    );
    return count;
  }

  /** A grade changed: the customer joins the running campaigns that wait for it, once each, while their budget lasts. */
  async join({ on, to }: CampaignTrigger, customerId: string, storeId: string): Promise<void> {
    const waiting = await this.db.sql<{ id: string }>(
      `SELECT id FROM crm.campaign WHERE state = 'RUNNING' AND store_id = $1 AND trigger IS NOT NULL AND trigger ->> 'on' = $2 AND trigger ->> 'to' = $3 ORDER BY id`,
      [storeId, on, to],
    );
    for (const { id } of waiting) {
      const campaign = await this.db.lock(Campaign, id);
      if (
        campaign.state === 'RUNNING' &&
        (campaign.filter === null || (await this.audience.includes(campaign.filter, storeId, customerId)))
      )
        await this.#add(campaign, customerId);
    }
  }

  /** Choosing by grade personalises; the member is a batch of its own. Who is withheld costs nothing. */
  async #add({ id, budget, costPerMessage }: Campaign, customerId: string): Promise<void> {
    const now = this.office.now();
    const [member] = await this.db.sql<{ state: string; batch: number }>(
      `INSERT INTO crm.campaign_member (campaign_id, customer_id, state, reason, batch, joined_at)
       SELECT $1, c.id, CASE WHEN w.reason IS NULL THEN 'PENDING' ELSE 'WITHHELD' END, w.reason, t.next, $3
       FROM crm.customer c, (SELECT count(*) FILTER (WHERE state <> 'WITHHELD')::int AS paid, coalesce(max(batch) + 1, 0) AS next
                             FROM crm.campaign_member WHERE campaign_id = $1) t,
         LATERAL (SELECT CASE WHEN ${PROFILING_REFUSED} THEN 'PERSONALISATION_REFUSED' WHEN (t.paid + 1) * $4::bigint > $5::bigint THEN 'BUDGET' END AS reason) w
       WHERE c.id = $2 ON CONFLICT (campaign_id, customer_id) DO NOTHING RETURNING state, batch`,
      [id, customerId, now, costPerMessage ?? 0, budget],
    );
    if (member?.state === 'PENDING')
      await this.db.insertAll(CampaignBatch, [{ id: newId(), campaignId: id, number: member.batch, dueAt: now, sentAt: null }]);
  }

  /** Those whose message has not left. */
  async withhold({ id }: Campaign, reason: string, customerIds: string[] | null = null): Promise<void> {
    await this.db.sql(
      `UPDATE crm.campaign_member SET state = 'WITHHELD', reason = $2
       WHERE campaign_id = $1 AND state = ANY($3::text[]) AND ($4::uuid[] IS NULL OR customer_id = ANY($4::uuid[]))`,
      [id, reason, campaignMemberLifecycle.sources('withhold'), customerIds],
    );
  }
}

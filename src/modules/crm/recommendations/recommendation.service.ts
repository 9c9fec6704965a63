import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { say } from '../../../kernel/problems.js';
import { ConsentService } from '../consents/consent.service.js';
import { NeedsService } from '../needs/needs-record.service.js';
import { Office } from '../office.js';
import { Opportunity } from '../opportunities/opportunity.entity.js';
import { type FitReason, fitOf, type Offered, type Wants, type Weights } from './fit.js';
import type {
  AskRecommendations,
  FitReasonView,
  RecommendationsView,
  RecommendedCarView,
  RecommendedModelView,
} from './recommendation.dto.js';
import { FitWeights, NearBudget } from './recommendation.rules.js';

const WORDS: Record<FitReason, [zh: string, en: string]> = {
  MODEL_WISHED: ['客户指定的车型', 'a model that was asked for'],
  WITHIN_BUDGET: ['在预算内', 'within the budget'],
  NEAR_BUDGET: ['接近预算', 'near the budget'],
  POWERTRAIN_WISHED: ['符合动力偏好', 'the powertrain that was asked for'],
  COLOUR_WISHED: ['有意向颜色', 'comes in a colour that was asked for'],
  IN_STOCK_HERE: ['本店有现车', 'in stock in the store'],
  IN_STOCK_IN_GROUP: ['集团内有现车', 'in stock elsewhere in the group'],
  AVAILABLE_NOW: ['可立即提车', 'can be had at once'],
};

/** The models of the brand with their free cars; only the list price is read, so nothing personal can be in a price (PR-10). */
const MODELS = `
SELECT m.model_id AS "modelId", m.code, m.name, m.series, m.powertrain, m.colours, m.seats, m.list_price AS "listPrice",
  coalesce(s.here, 0)::int AS "stockHere", coalesce(s.elsewhere, 0)::int AS "stockElsewhere", coalesce(s.colours, '{}') AS "stockColours", coalesce(c.cars, '[]') AS cars
FROM crm.model_on_offer m
LEFT JOIN LATERAL (
  SELECT count(*) FILTER (WHERE k.store_id = $1) AS here, count(*) FILTER (WHERE k.store_id <> $1) AS elsewhere, array_agg(DISTINCT k.colour) AS colours
  FROM crm.car_on_offer k WHERE k.model_id = m.model_id
) s ON true
LEFT JOIN LATERAL (
  SELECT jsonb_agg(to_jsonb(f) ORDER BY f."colourWished" DESC, f.here DESC, f."stockInDate", f."stockVehicleId") AS cars FROM (
    SELECT k.stock_vehicle_id AS "stockVehicleId", k.store_id AS "storeId", k.store_id = $1 AS here, k.colour, k.colour = ANY($3::text[]) AS "colourWished", k.stock_in_date AS "stockInDate"
    FROM crm.car_on_offer k WHERE k.model_id = m.model_id
    ORDER BY k.colour = ANY($3::text[]) DESC, k.store_id = $1 DESC, k.stock_in_date, k.stock_vehicle_id LIMIT 5
  ) f
) c ON true
WHERE m.brand = $2 ORDER BY m.list_price, m.code`;

interface Model extends Offered {
  code: string;
  name: string;
  series: string;
  seats: number;
  cars: RecommendedCarView[];
}

/** What to show a customer: by what they said they need, never by who they are (PR-10). */
@Injectable()
export class Recommendations {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
    private readonly needs: NeedsService,
    private readonly consents: ConsentService,
  ) {}

  async of(opportunityId: string, { personalised: wanted = true, limit = 10 }: AskRecommendations): Promise<RecommendationsView> {
    const opportunity = await this.db.find(Opportunity, opportunityId);
    const { storeId, customerId } = opportunity;
    const personalised = wanted && (await this.consents.profilingAllowed(customerId));
    const brand = await this.office.brandOf(storeId);
    if (!personalised) {
      const items = (await this.#models(storeId, brand, [])).slice(0, limit).map((model) => viewOf(model, null, []));
      return { opportunityId, personalised, inputs: null, items };
    }
    const { version, wants } = await this.#wantsOf(opportunity);
    const [weights, near] = [await this.office.setting(FitWeights, storeId), await this.office.setting(NearBudget, storeId)];
    const items = (await this.#models(storeId, brand, wants.colours))
      .flatMap((model) => {
        const fit = fitOf(model, wants, weights, near);
        return fit ? [{ model, fit }] : [];
      })
      .sort((a, b) => b.fit.score - a.fit.score || a.model.listPrice - b.model.listPrice || (a.model.code < b.model.code ? -1 : 1))
      .slice(0, limit)
      .map(({ model, fit }) => viewOf(model, fit.score, inWords(fit.reasons, weights)));
    return { opportunityId, personalised, inputs: { needsVersion: version, ...wants }, items };
  }

  #models(storeId: string, brand: string, colours: string[]): Promise<Model[]> {
    return this.db.sql<Model>(MODELS, [storeId, brand, colours]);
  }

  async #wantsOf({ id, modelId }: Opportunity): Promise<{ version: number; wants: Wants }> {
    const record = await this.needs.newest(id);
    const { budgetFrom = null, budgetTo = null, powertrains = [], colours = [], timing = null, modelIds = [] } = record ?? {};
    const named = modelId === null || modelIds.includes(modelId) ? modelIds : [...modelIds, modelId];
    return { version: record?.revision ?? 0, wants: { budgetFrom, budgetTo, powertrains, modelIds: named, colours, timing } };
  }
}

const inWords = (reasons: FitReason[], weights: Weights): FitReasonView[] =>
  reasons.map((code) => ({ code, text: say(...WORDS[code]), weight: weights[code] }));
const viewOf = (m: Model, score: number | null, reasons: FitReasonView[]): RecommendedModelView => ({
  modelId: m.modelId,
  code: m.code,
  name: m.name,
  series: m.series,
  powertrain: m.powertrain,
  seats: m.seats,
  listPrice: m.listPrice,
  currency: 'CNY',
  score,
  reasons,
  stockHere: m.stockHere,
  stockElsewhere: m.stockElsewhere,
  cars: m.cars,
});

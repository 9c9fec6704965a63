import { QueryFlag, QueryWhole } from '../../../kernel/http/fields.js';
import { ReadQuery } from '../../../kernel/http/list.js';

export class AskRecommendations extends ReadQuery {
  /** False: every model by its list price, nothing matched to the customer (PR-10). A customer who wants it so always gets that. */
  @QueryFlag()
  personalised?: boolean;
  /** Models to name, 1 to 50. */
  @QueryWhole(1, 50, 10)
  limit?: number;
}

export class FitReasonView {
  /** MODEL_WISHED, WITHIN_BUDGET, NEAR_BUDGET, POWERTRAIN_WISHED, COLOUR_WISHED, IN_STOCK_HERE, IN_STOCK_IN_GROUP or AVAILABLE_NOW. @example 'WITHIN_BUDGET' */
  code: string;
  /** In the caller's language. @example '在预算内' */
  text: string;
  /** What it adds to the score. @example 30 */
  weight: number;
}
export class RecommendedCarView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  stockVehicleId: string;
  /** Where it stands. @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** In the store of the opportunity. @example true */
  here: boolean;
  /** @example '珍珠白' */
  colour: string;
  /** The colour was asked for. @example true */
  colourWished: boolean;
  /** @example '2026-10-01' */
  stockInDate: string | null;
}
export class RecommendedModelView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example 'SF-A6-25-SE' */
  code: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  name: string;
  /** @example 'A6' */
  series: string;
  /** ICE, BEV or PHEV. @example 'ICE' */
  powertrain: string;
  /** @example 5 */
  seats: number;
  /** 指导价 in fen: the same for everybody, nothing personal is in it (PR-10). @example 22600000 */
  listPrice: number;
  /** @example 'CNY' */
  currency: string;
  /** Sum of the weights of its reasons; null when nothing is matched. @example 85 */
  score: number | null;
  /** Why it fits; empty when nothing is matched. */
  reasons: FitReasonView[];
  /** Free cars in the store. @example 2 */
  stockHere: number;
  /** Free cars in other stores of the group. @example 1 */
  stockElsewhere: number;
  /** At most five free cars: in a wished colour first, then of the store, then the oldest. */
  cars: RecommendedCarView[];
}
/** What the score was reckoned from. */
export class RecommendationInputsView {
  /** Which record of the needs; 0 when there is none. @example 2 */
  needsVersion: number;
  /** Fen. @example 18000000 */
  budgetFrom: number | null;
  /** Fen. @example 24000000 */
  budgetTo: number | null;
  /** @example ['PHEV'] */
  powertrains: string[];
  /** Models of the needs record and of the opportunity. @example [] */
  modelIds: string[];
  /** @example ['珍珠白'] */
  colours: string[];
  /** @example 'NOW' */
  timing: string | null;
}
/** Models and cars in stock that fit what the customer needs. */
export class RecommendationsView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** False: nothing was matched to the customer; the models are in the order of their list price (PR-10). @example true */
  personalised: boolean;
  /** Null when nothing was matched. */
  inputs: RecommendationInputsView | null;
  items: RecommendedModelView[];
}

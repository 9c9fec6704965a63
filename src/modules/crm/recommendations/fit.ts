/** Why something fits what a customer needs; none of it knows who the customer is (PR-10). */
export const FIT_REASONS = [
  'MODEL_WISHED',
  'WITHIN_BUDGET',
  'NEAR_BUDGET',
  'POWERTRAIN_WISHED',
  'COLOUR_WISHED',
  'IN_STOCK_HERE',
  'IN_STOCK_IN_GROUP',
  'AVAILABLE_NOW',
] as const;
export type FitReason = (typeof FIT_REASONS)[number];
export type Weights = Record<FitReason, number>;

/** What was recorded of the needs, as far as it can be matched. */
export interface Wants {
  budgetFrom: number | null;
  budgetTo: number | null;
  powertrains: string[];
  modelIds: string[];
  colours: string[];
  timing: string | null;
}
/** A model with its free cars. */
export interface Offered {
  modelId: string;
  powertrain: string;
  colours: string[];
  /** Fen: the same for everybody. */
  listPrice: number;
  stockHere: number;
  stockElsewhere: number;
  stockColours: string[];
}
export interface Fit {
  score: number;
  reasons: FitReason[];
}

/** Why a model fits, or null when it does not: a model that was asked for always does, another one within budget and powertrain. */
export function fitOf(model: Offered, wants: Wants, weights: Weights, nearBudgetPercent: number): Fit | null {
  const wished = wants.modelIds.includes(model.modelId);
  const powertrain = wants.powertrains.length === 0 ? null : wants.powertrains.includes(model.powertrain);
  const budget = budgetOf(model.listPrice, wants, nearBudgetPercent);
  if (!wished && (powertrain === false || budget === 'BEYOND')) return null;
  const inStock = model.stockHere + model.stockElsewhere > 0;
  const colours = inStock ? model.stockColours : model.colours;
  const holds: Record<FitReason, boolean> = {
    MODEL_WISHED: wished,
    WITHIN_BUDGET: budget === 'WITHIN',
    NEAR_BUDGET: budget === 'NEAR',
    POWERTRAIN_WISHED: powertrain === true,
    COLOUR_WISHED: wants.colours.some((colour) => colours.includes(colour)),
    IN_STOCK_HERE: model.stockHere > 0,
    IN_STOCK_IN_GROUP: model.stockHere === 0 && model.stockElsewhere > 0,
    AVAILABLE_NOW: wants.timing === 'NOW' && model.stockHere > 0,
  };
  const reasons = FIT_REASONS.filter((reason) => holds[reason]);
  return { score: reasons.reduce((sum, reason) => sum + weights[reason], 0), reasons };
}

/** A price is near a budget that it misses by a few percent of its end. */
function budgetOf(price: number, { budgetFrom, budgetTo }: Wants, nearPercent: number): 'UNKNOWN' | 'WITHIN' | 'NEAR' | 'BEYOND' {
  if (budgetFrom === null && budgetTo === null) return 'UNKNOWN';
  const [from, to] = [budgetFrom ?? 0, budgetTo ?? Infinity];
  if (price >= from && price <= to) return 'WITHIN';
  return price * 100 >= from * (100 - nearPercent) && price * 100 <= to * (100 + nearPercent) ? 'NEAR' : 'BEYOND';
}

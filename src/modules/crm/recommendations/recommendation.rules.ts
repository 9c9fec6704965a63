import { setting } from '../../../kernel/settings.js';
import type { Weights } from './fit.js';

export const FitWeights = setting<Weights>({
  key: 'crm.recommendation-weights',
  kind: 'json',
  fallback: {
    MODEL_WISHED: 40,
    WITHIN_BUDGET: 30,
    NEAR_BUDGET: 10,
    POWERTRAIN_WISHED: 15,
    COLOUR_WISHED: 10,
    IN_STOCK_HERE: 10,
    IN_STOCK_IN_GROUP: 5,
    AVAILABLE_NOW: 5,
  },
  description: 'What each reason adds to the score of a recommended model; none of them is about the person.',
  rule: 'PR-10',
});
export const NearBudget = setting<number>({
  key: 'crm.near-budget-percent',
  kind: 'integer',
  fallback: 10,
  min: 0,
  max: 50,
  description: 'Percent by which a list price may miss the budget and still be recommended.',
  rule: 'O-1',
});

import { setting } from '../../../kernel/settings.js';

export const MonthlySalesPlan = setting<number>({
  key: 'inventory.monthly-sales-plan',
  kind: 'integer',
  fallback: 0,
  min: 0,
  max: 100_000,
  description: 'New cars that a store plans to sell in a month; 0: no plan. The stock equivalent (库存当量) is measured by it.',
  rule: 'V-6',
});
export const CoefficientReadings = setting<number[]>({
  key: 'inventory.coefficient-readings',
  kind: 'json',
  fallback: [0.8, 1.2, 1.5, 2.5],
  description:
    'Bounds of the stock coefficient (库存系数): below the first LOW, to the second NORMAL, to the third HIGH, to the fourth WARNING, above SEVERE.',
  rule: 'V-6',
});

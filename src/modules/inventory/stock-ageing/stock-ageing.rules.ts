import { setting } from '../../../kernel/settings.js';

export const AgeingBands = setting<number[]>({
  key: 'inventory.ageing-bands',
  kind: 'json',
  fallback: [30, 60, 90, 180],
  description: 'Last day of each band of the stock age; what is older than the last is a band of its own.',
  rule: 'V-4',
});
export const RegistrationInspectionMonths = setting<number>({
  key: 'inventory.registration-inspection-months',
  kind: 'integer',
  fallback: 20,
  min: 1,
  max: 24,
  description: 'Months after its production at which an unsold car is told of: after 24 it is inspected before it can be registered.',
  rule: 'RG-1',
});
/** Whether a new car `v` was made so many months before a day, in SQL: without its production date, since it came in. */
export const NEAR_REGISTRATION_INSPECTION = (day: string, months: string): string =>
  `v.condition = 'NEW' AND (coalesce(v.produced_on, v.stock_in_date) + make_interval(months => ${months}::int))::date <= ${day}::date`;
export const AgedStockDays = setting<number>({
  key: 'inventory.aged-stock-days',
  kind: 'integer',
  fallback: 90,
  min: 1,
  max: 3650,
  description: 'Days in stock at which a car is told of as aged.',
  rule: 'V-4',
});

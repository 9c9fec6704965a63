import { setting, type SettingType } from '../../../kernel/settings.js';
import type { GradeRule } from './rfm.js';

const whole = (key: string, fallback: number, max: number, description: string, rule: string, min = 1): SettingType<number> =>
  setting<number>({ key: `crm.${key}`, kind: 'integer', fallback, min, max, description, rule });

/** What a store's run goes by, each a † of its own. */
export const GRADE_RULE: Record<keyof GradeRule, SettingType<number>> = {
  windowMonths: whole('value-grade-window-months', 24, 120, 'Months of paid visits that the value grade looks at.', 'G-3'),
  importantFrom: whole(
    'value-grade-important-from',
    4,
    5,
    'Score from which on recency, frequency and amount make a customer important.',
    'G-3',
  ),
  atRiskRecencyTo: whole('value-grade-at-risk-recency-to', 2, 5, 'Recency score up to which a frequent customer is at risk.', 'G-3'),
  atRiskFrequencyFrom: whole(
    'value-grade-at-risk-frequency-from',
    3,
    5,
    'Frequency score from which on a customer who stays away is at risk.',
    'G-3',
  ),
  newWithinDays: whole('value-grade-new-within-days', 90, 730, 'Days after the first paid visit in which a customer is new.', 'G-3'),
  dormantAfterMonths: whole(
    'activity-dormant-after-months',
    6,
    60,
    'Months without a paid visit after which a customer is dormant.',
    'G-4',
  ),
  lostAfterMonths: whole('activity-lost-after-months', 12, 120, 'Months without a paid visit after which a customer is lost.', 'G-4'),
};

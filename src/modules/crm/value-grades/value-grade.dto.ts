import { Id, Optional } from '../../../kernel/http/fields.js';
import { ListQuery, ReadQuery } from '../../../kernel/http/list.js';

export class AskValueGrade extends ReadQuery {
  /** Which store; may be left out by those who work in one. */
  @Optional()
  @Id()
  storeId?: string;
}
export class ListGradeRuns extends ListQuery {
  @Optional()
  @Id()
  storeId?: string;
}
export class AskChurn extends ReadQuery {
  /** One store; all of yours if left out. */
  @Optional()
  @Id()
  storeId?: string;
}

/** What a customer is worth to a store and whether they still come, as its last nightly run saw it (G-3, G-4). */
export class ValueGradeView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** IMPORTANT, AT_RISK, NEW or GENERAL; null, like the scores, without a paid visit within the window. @example 'IMPORTANT' */
  valueGrade: string | null;
  /** Recency, 1 to 5. @example 5 */
  r: number | null;
  /** Frequency, 1 to 5. @example 4 */
  f: number | null;
  /** Money, 1 to 5. @example 4 */
  m: number | null;
  /** In after-sales: ACTIVE, DORMANT or LOST, by the last repair order that they paid; null without any (G-4). @example 'ACTIVE' */
  activity: string | null;
  /** The last paid visit, for a car or a repair. @example '2026-11-24' */
  lastPaidOn: string;
  /** The last paid repair order. @example '2026-11-24' */
  lastServicedOn: string | null;
  /** Days since the last paid visit, on the day of the run. @example 12 */
  recencyDays: number | null;
  /** Paid visits within the window: cars and repair orders. @example 4 */
  visits: number;
  /** Paid within the window net of refunds, fen. @example 380000 */
  amount: number;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  runId: string;
  /** @example '2026-11-24' */
  gradedOn: string;
}

class CutOffView {
  /** @example 5 */
  score: number;
  /** Customers with this score. @example 12 */
  customers: number;
  /** The least of them: days, visits or fen. @example 9 */
  from: number;
  /** The most of them. @example 1 */
  to: number;
}
/** Where each score begins and ends. */
export class CutOffsView {
  /** Days since the last paid visit: fewer is more. */
  r: CutOffView[];
  /** Paid visits. */
  f: CutOffView[];
  /** Fen. */
  m: CutOffView[];
}
/** The settings a run went by (G-3, G-4). */
export class GradeRuleView {
  /** @example 24 */
  windowMonths: number;
  /** @example 4 */
  importantFrom: number;
  /** @example 2 */
  atRiskRecencyTo: number;
  /** @example 3 */
  atRiskFrequencyFrom: number;
  /** @example 90 */
  newWithinDays: number;
  /** @example 6 */
  dormantAfterMonths: number;
  /** @example 12 */
  lostAfterMonths: number;
}
class PlaceView {
  /** r, f or m. @example 'r' */
  measure: string;
  /** What the customer has: days, visits or fen. @example 12 */
  value: number;
  /** Their place from the worst; of equals the smaller customer id is the worse. @example 40 */
  rank: number;
  /** ⌈5·rank ÷ scored customers⌉. @example 5 */
  score: number;
}
/** A grade with everything it was computed from (PR-10). */
export class ExplainedGradeView extends ValueGradeView {
  /** Why it is this grade, in the caller's language. @example '最近、频次、金额均在 4 分以上' */
  reason: string;
  /** Customers with a paid visit within the window: each score is a fifth of them. @example 40 */
  scored: number;
  places: PlaceView[];
  cutOffs: CutOffsView;
  rule: GradeRuleView;
  /** The first day of the window. @example '2024-11-24' */
  windowFrom: string;
}

/** One store's nightly grading. */
export class GradeRunView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** What was paid before this day counts. @example '2026-11-24' */
  runOn: string;
  /** @example '2024-11-24' */
  windowFrom: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** Customers with a paid visit, ever. @example 52 */
  customers: number;
  /** Of them those with one within the window. @example 40 */
  scored: number;
  /** Whose grade or activity changed. @example 3 */
  changed: number;
  rule: GradeRuleView;
  cutOffs: CutOffsView;
  /** Customers by value grade. @example {"IMPORTANT": 6, "GENERAL": 34} */
  grades: Record<string, number>;
  /** Customers by activity. @example {"ACTIVE": 30, "DORMANT": 12, "LOST": 10} */
  activities: Record<string, number>;
}
class StoreChurnView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** The newest run. @example '01938b4e-7c00-7000-8000-000000000001' */
  runId: string;
  /** @example '2026-11-24' */
  runOn: string;
  /** Who ever paid for a repair. @example 52 */
  customers: number;
  /** Paid for one within the last 6 months † (G-4). @example 30 */
  active: number;
  /** 6 to 12 months ago †. @example 12 */
  dormant: number;
  /** Longer ago †. @example 10 */
  lost: number;
  /** Lost customers of all, percent with one decimal; null without customers. @example 19.2 */
  lostPercent: number | null;
  /** Customers by value grade. @example {"IMPORTANT": 6, "GENERAL": 34} */
  grades: Record<string, number>;
}
/** Who still comes and who does not, by store (G-4). */
export class ChurnFiguresView {
  stores: StoreChurnView[];
}

import { addMonths } from '../../../kernel/time/clock.js';

/** The † of G-3 and G-4 that a run went by. */
export interface GradeRule {
  windowMonths: number;
  importantFrom: number;
  atRiskRecencyTo: number;
  atRiskFrequencyFrom: number;
  newWithinDays: number;
  dormantAfterMonths: number;
  lostAfterMonths: number;
}
/** What the customers of one score had, from the least to the most. */
export interface CutOff {
  score: number;
  customers: number;
  from: number;
  to: number;
}
export interface CutOffs {
  r: CutOff[];
  f: CutOff[];
  m: CutOff[];
}
/** 重要价值, 流失预警, 新客户, 一般 (G-3), in the order in which they are tried. */
export const VALUE_GRADES = ['IMPORTANT', 'AT_RISK', 'NEW', 'GENERAL'] as const;
export type ValueGrade = (typeof VALUE_GRADES)[number];
/** 活跃, 休眠, 流失 (G-4). */
export const ACTIVITIES = ['ACTIVE', 'DORMANT', 'LOST'] as const;
export type Activity = (typeof ACTIVITIES)[number];

export interface Visits {
  customerId: string;
  /** Days since the last paid visit. */
  recencyDays: number;
  /** Paid visits within the window. */
  visits: number;
  /** Paid within the window, net of refunds; fen. */
  amount: number;
  /** Paid visits ever. */
  ever: number;
}
export interface Scores {
  rRank: number;
  fRank: number;
  mRank: number;
  r: number;
  f: number;
  m: number;
}

/** The fifth that a rank falls into: of n customers the i-th from the worst has ⌈5·i/n⌉, so the best fifth has 5. */
export const scoreOf = (rank: number, customers: number): number => Math.ceil((5 * rank) / customers);

/** Everybody's place from the worst to the best by each measure; of equals the smaller customer id is the worse (G-3). */
export function scoresOf(all: readonly Visits[]): Map<string, Scores> {
  const ranks = (worth: (visits: Visits) => number) => {
    const sorted = [...all].sort((a, b) => worth(a) - worth(b) || (a.customerId < b.customerId ? -1 : 1));
    return new Map(sorted.map(({ customerId }, n) => [customerId, n + 1]));
  };
  const [byRecency, byFrequency, byAmount] = [ranks((v) => -v.recencyDays), ranks((v) => v.visits), ranks((v) => v.amount)];
  return new Map(
    all.map(({ customerId }) => {
      const [rRank = 0, fRank = 0, mRank = 0] = [byRecency.get(customerId), byFrequency.get(customerId), byAmount.get(customerId)];
      const [r, f, m] = [scoreOf(rRank, all.length), scoreOf(fRank, all.length), scoreOf(mRank, all.length)];
      return [customerId, { rRank, fRank, mRank, r, f, m }];
    }),
  );
}

export function gradeOf(
  rule: GradeRule,
  { r, f, m }: Pick<Scores, 'r' | 'f' | 'm'>,
  { ever, recencyDays }: Pick<Visits, 'ever' | 'recencyDays'>,
): ValueGrade {
  if (r >= rule.importantFrom && f >= rule.importantFrom && m >= rule.importantFrom) return 'IMPORTANT';
  if (r <= rule.atRiskRecencyTo && f >= rule.atRiskFrequencyFrom) return 'AT_RISK';
  if (ever === 1 && recencyDays <= rule.newWithinDays) return 'NEW';
  return 'GENERAL';
}

/** Less than six months since the last paid repair order, six to twelve, more; of who never had any there is none (G-4). */
export function activityOf(
  { dormantAfterMonths, lostAfterMonths }: GradeRule,
  lastServicedOn: string | null,
  today: string,
): Activity | null {
  if (lastServicedOn === null) return null;
  if (lastServicedOn < addMonths(today, -lostAfterMonths)) return 'LOST';
  return lastServicedOn <= addMonths(today, -dormantAfterMonths) ? 'DORMANT' : 'ACTIVE';
}

/** Satisfaction in figures (C-2). All pure; a figure over nothing is null. */
export interface ScoredItem {
  /** 1 to 5. */
  score: number;
  weight: number;
}
export interface Verdict {
  /** The recommendation, 0 to 10; null when it was not asked or answered. */
  nps: number | null;
  items: readonly ScoredItem[];
}

const half = (value: number): number => Math.round((value + Number.EPSILON) * 100) / 100;

/** Weighted mean of the items on 0–100: 1 of 5 is 0, 5 of 5 is 100. Four decimals; rounded to two where it is shown. */
export function csiOf(items: readonly ScoredItem[]): number | null {
  const weight = items.reduce((sum, item) => sum + item.weight, 0);
  if (weight === 0) return null;
  return Math.round((items.reduce((sum, { score, weight: w }) => sum + w * (score - 1) * 25, 0) / weight) * 10_000) / 10_000;
}

/** Share of promoters (9, 10) less share of detractors (0 to 6), −100 to 100. */
export function npsOf({ promoters, passives, detractors }: { promoters: number; passives: number; detractors: number }): number | null {
  const scored = promoters + passives + detractors;
  return scored === 0 ? null : half(((promoters - detractors) * 100) / scored);
}

/** A share as a percentage; null of nothing. */
export const percentOf = (part: number, whole: number): number | null => (whole === 0 ? null : half((part * 100) / whole));

/** A recommendation of 6 or less, or any item of 2 or less, opens a complaint. */
export const isBad = ({ nps, items }: Verdict): boolean => (nps !== null && nps <= 6) || items.some(({ score }) => score <= 2);

/** How bad: an item at its worst, or a recommendation of no more than `severeUpTo`, is HIGH. */
export const severityOf = ({ nps, items }: Verdict, severeUpTo: number): 'HIGH' | 'MEDIUM' =>
  (nps !== null && nps <= severeUpTo) || items.some(({ score }) => score === 1) ? 'HIGH' : 'MEDIUM';

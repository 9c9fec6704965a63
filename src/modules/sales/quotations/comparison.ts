import type { ComparedFactView, ComparedLineView, QuotationComparisonView } from './comparison.dto.js';
import type { QuotationLineView, QuotationView } from './quotation.dto.js';

/** What of a line is looked at; the list its price came from is no part of what the customer sees. */
const sameLine = (a: QuotationLineView, b: QuotationLineView): boolean =>
  a.amount === b.amount && a.description === b.description && a.passThrough === b.passThrough && a.quantity === b.quantity;

/** What makes two lines the same one, the surest first. */
const KEYS: ((line: QuotationLineView) => string | null)[] = [
  ({ kind, description, amount }) => `${kind} ${description} ${amount}`,
  ({ kind, itemCode }) => (itemCode === null ? null : `${kind} ${itemCode}`),
  ({ kind, promotionId }) => (promotionId === null ? null : `${kind} ${promotionId}`),
  ({ kind, description }) => `${kind} ${description}`,
  // A kind that is there once in each is the same line by another name; further lines of a kind come and go.
  ({ kind }) => (kind === 'ACCESSORY' ? null : kind),
];

/** Which lines were added, removed or changed: each line of one version is held against at most one of the other. */
export function compareLines(before: readonly QuotationLineView[], after: readonly QuotationLineView[]): ComparedLineView[] {
  const left = new Set(before);
  const partner = new Map<QuotationLineView, QuotationLineView>();
  for (const keyOf of KEYS)
    for (const line of after) {
      const key = keyOf(line);
      if (key === null || partner.has(line)) continue;
      for (const old of left)
        if (keyOf(old) === key) {
          partner.set(line, old);
          left.delete(old);
          break;
        }
    }
  const changed = after.flatMap((line): ComparedLineView[] => {
    const old = partner.get(line) ?? null;
    if (old && sameLine(old, line)) return [];
    const { kind, description } = line;
    return [
      { change: old ? 'CHANGED' : 'ADDED', kind, description, before: old, after: line, difference: line.amount - (old?.amount ?? 0) },
    ];
  });
  const removed = [...left].map((old): ComparedLineView => {
    const { kind, description, amount } = old;
    return { change: 'REMOVED', kind, description, before: old, after: null, difference: 0 - amount };
  });
  return [...changed, ...removed];
}

const FACTS = [
  'modelId',
  'colour',
  'total',
  'passThroughTotal',
  'discountPercent',
  'approvalLevel',
  'couponCode',
  'saleChannel',
  'validUntil',
] as const;

export function compareVersions(before: QuotationView, after: QuotationView): QuotationComparisonView {
  const text = (value: string | number | Date | null) =>
    value instanceof Date ? value.toISOString() : value === null ? null : String(value);
  const facts = FACTS.map((field): ComparedFactView => ({ field, before: text(before[field]), after: text(after[field]) }));
  return {
    seriesId: before.seriesId,
    before: versionOf(before),
    after: versionOf(after),
    lines: compareLines(before.lines, after.lines),
    facts: facts.filter((fact) => fact.before !== fact.after),
    difference: after.total - before.total,
  };
}

const versionOf = ({ id, number, revision, state, total }: QuotationView) => ({ id, number, revision, state, total });

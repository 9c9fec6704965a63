export const OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'exists'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface ConditionShape {
  all?: ConditionShape[];
  any?: ConditionShape[];
  not?: ConditionShape[];
  fact?: string;
  op?: Operator;
  value?: unknown;
}
export type Facts = Record<string, unknown>;

/** Whether a condition holds for the facts known of a subject; a missing one always holds. */
export function holds(condition: ConditionShape | undefined, facts: Facts): boolean {
  if (!condition) return true;
  if (condition.all) return condition.all.every((c) => holds(c, facts));
  if (condition.any) return condition.any.some((c) => holds(c, facts));
  if (condition.not) return !condition.not.some((c) => holds(c, facts));
  return compare(facts[condition.fact ?? ''] ?? null, condition.op ?? 'eq', condition.value ?? null);
}

function compare(fact: unknown, op: Operator, value: unknown): boolean {
  switch (op) {
    case 'eq':
      return fact === value;
    case 'ne':
      return fact !== value;
    case 'in':
      return Array.isArray(value) && value.includes(fact);
    case 'exists':
      return (fact !== null) === (value !== false);
    default:
      return ordered(fact, op, value);
  }
}
function ordered(fact: unknown, op: 'gt' | 'gte' | 'lt' | 'lte', value: unknown): boolean {
  const comparable = (typeof fact === 'number' && typeof value === 'number') || (typeof fact === 'string' && typeof value === 'string');
  if (!comparable) return false;
  return op === 'gt' ? fact > value : op === 'gte' ? fact >= value : op === 'lt' ? fact < value : fact <= value;
}

/** The facts that a condition compares. */
export function factsOf(condition: ConditionShape | undefined): string[] {
  if (!condition) return [];
  const within = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not ?? [])];
  return [...(condition.fact === undefined ? [] : [condition.fact]), ...within.flatMap(factsOf)];
}

/** Exactly one form: `all`, `any`, `not`, or a comparison with fact and op. */
export function isWellFormed(condition: ConditionShape): boolean {
  const lists = [condition.all, condition.any, condition.not].filter((l) => l !== undefined);
  const compares = condition.fact !== undefined || condition.op !== undefined || condition.value !== undefined;
  if (lists.length + (compares ? 1 : 0) !== 1) return false;
  if (compares)
    return condition.fact !== undefined && condition.op !== undefined && (condition.value !== undefined || condition.op === 'exists');
  return (lists[0] as ConditionShape[]).every(isWellFormed);
}

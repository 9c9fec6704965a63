import { context } from '../../kernel/context.js';
import { DateOnly, Id, Optional } from '../../kernel/http/fields.js';
import { ReadQuery } from '../../kernel/http/list.js';
import { InvalidInput, NotFound, say } from '../../kernel/problems.js';
import { storesOfScope } from '../../kernel/security/permissions.js';
import { addDays, instantOf } from '../../kernel/time/clock.js';

/** What figures are asked of: a period in store dates, and one store or all the caller's. */
export class AskPeriod extends ReadQuery {
  /** First day of the period, the store's date. */
  @DateOnly('2026-11-01') from: string;
  /** Last day of the period, inclusive. */
  @DateOnly('2026-11-30') to: string;
  /** Of one store; left out, of all the caller's stores together. */
  @Optional()
  @Id()
  storeId?: string;
}

/** The bounds of a period, the end left out, and its stores; null is the whole group. */
export function boundsOf({ from, to, storeId }: AskPeriod): [from: Date, before: Date, storeIds: string[] | null] {
  if (from > to)
    throw InvalidInput({
      errors: [{ pointer: '/to', code: 'period_reversed', message: say('结束日期早于开始日期', 'to is before from') }],
    });
  const mine = context.scope.group ? null : storesOfScope();
  if (storeId !== undefined && mine !== null && !mine.includes(storeId)) throw NotFound();
  return [instantOf(from), instantOf(addDays(to, 1)), storeId === undefined ? mine : [storeId]];
}

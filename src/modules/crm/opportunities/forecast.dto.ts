import { DateOnly, Id, Optional } from '../../../kernel/http/fields.js';
import { ReadQuery } from '../../../kernel/http/list.js';

export class AskForecast extends ReadQuery {
  /** Left out: every store of the caller. */
  @Optional()
  @Id()
  storeId?: string;
  /** First day of the expected purchase. */
  @DateOnly('2026-11-01') from: string;
  /** Last day, inclusive; at most 24 months later. */
  @DateOnly('2027-01-31') to: string;
}

export class ForecastRowView {
  /** Of the expected purchase. @example '2026-12' */
  month: string;
  /** @example 'QUOTATION' */
  stage: string;
  /** OPEN, WON or LOST. @example 'OPEN' */
  state: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** @example 3 */
  count: number;
  /** How many of them have no amount yet: neither quoted nor a model named. @example 0 */
  withoutAmount: number;
  /** What is at stake, fen. @example 67800000 */
  amount: number;
  /** Σ amount × probability, fen, rounded once (O-2). @example 40680000 */
  weighted: number;
}
/** What the opportunities of a period are worth (O-2). */
export class ForecastView {
  /** @example '2026-11-01' */
  from: string;
  /** @example '2027-01-31' */
  to: string;
  /** @example null */
  storeId: string | null;
  /** @example 'CNY' */
  currency: string;
  /** Of all rows, fen. @example 67800000 */
  amount: number;
  /** Of all rows, fen. @example 40680000 */
  weighted: number;
  /** By month, stage and consultant. */
  rows: ForecastRowView[];
}

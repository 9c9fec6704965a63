import { DateOnly, Id, Optional } from '../../../kernel/http/fields.js';
import { ReadQuery } from '../../../kernel/http/list.js';

export class AskResponseFigures extends ReadQuery {
  /** First day on which the leads came in, the store's date. */
  @DateOnly('2026-11-01') from: string;
  /** Last day, inclusive. */
  @DateOnly('2026-11-30') to: string;
  /** Of one store; left out, of all the caller's stores together. */
  @Optional()
  @Id()
  storeId?: string;
}

export class ResponseFigureView {
  /** Leads that an answer was owed to. @example 40 */
  count: number;
  /** Of these, still waiting and not missed yet: they count in no share. @example 2 */
  pending: number;
  /** Median minutes of the answers given, by the clock of each; null without any. @example 7.5 */
  medianMinutes: number | null;
  /** Share on time, 0 to 1, of those that were judged; null when none was. @example 0.8421 */
  goalRate: number | null;
  /** Share that was late. @example 0.1053 */
  lateRate: number | null;
  /** Share that was missed. @example 0.0526 */
  missedRate: number | null;
}
export class SourceResponseFigureView extends ResponseFigureView {
  /** @example 'WEBSITE' */
  source: string;
}
export class ConsultantResponseFigureView extends ResponseFigureView {
  /** Who answered, or had the lead when it was missed; null: nobody had it. @example '01938b4e-7c00-7000-8000-000000000001' */
  employeeId: string | null;
}
/** How soon enquiries got their first answer by a human (L-5, K-13). */
export class ResponseFiguresView {
  /** @example '2026-11-01' */
  from: string;
  /** @example '2026-11-30' */
  to: string;
  /** Null for all the caller's stores. @example null */
  storeId: string | null;
  total: ResponseFigureView;
  /** By source, in alphabetical order. */
  bySource: SourceResponseFigureView[];
  /** By consultant, those with most leads first. */
  byConsultant: ConsultantResponseFigureView[];
}

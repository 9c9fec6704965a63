import { Id, MeOrId, Optional, QueryWhole } from '../../../kernel/http/fields.js';
import { ReadQuery } from '../../../kernel/http/list.js';
import { OwnersWorkView } from '../work-list/work-list.dto.js';

export class AskSalesBoard extends ReadQuery {
  /** Left out: every store of the caller. */
  @Optional()
  @Id()
  storeId?: string;
  /** Whose deals and work; `me` for the caller. Left out: everything the caller may see. */
  @Optional()
  @MeOrId()
  ownerEmployeeId?: string;
  /** Items of each section of each consultant's list, 1 to 20. */
  @QueryWhole(1, 20, 5)
  items?: number;
}

/** How long the deals of a stage have been in it. */
export class AgeingView {
  /** Up to three days. @example 2 */
  upTo3Days: number;
  /** Four to seven. @example 1 */
  upTo7Days: number;
  /** Eight to fifteen. @example 0 */
  upTo15Days: number;
  /** More than fifteen. @example 1 */
  over15Days: number;
}
/** The open deals of one stage (O-1). */
export class BoardStageView {
  /** @example 'QUOTATION' */
  stage: string;
  /** @example 4 */
  count: number;
  /** What they were quoted, else the model's list price, fen. @example 83920000 */
  amount: number;
  /** Σ amount × probability, fen, rounded once (O-2). @example 50352000 */
  weighted: number;
  /** How many of them have no amount yet. @example 0 */
  withoutAmount: number;
  /** Beyond the time limit of the stage. @example 1 */
  overdue: number;
  /** Days in the stage of the one that has been in it longest; null without any. @example 21 */
  oldestDays: number | null;
  ageing: AgeingView;
}
/** Where the deals stand, and who has what to do today (销售看板). */
export class SalesBoardView {
  /** The store's day. @example '2026-12-01' */
  date: string;
  /** @example null */
  storeId: string | null;
  /** @example 'CNY' */
  currency: string;
  /** Every stage before the hand-over, in order, also empty ones. */
  stages: BoardStageView[];
  /** Each consultant's list of the day. */
  consultants: OwnersWorkView[];
}

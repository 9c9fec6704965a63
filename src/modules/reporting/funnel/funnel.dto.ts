import { DateOnly, Id, OneOf, Optional } from '../../../kernel/http/fields.js';
import { ReadQuery } from '../../../kernel/http/list.js';

export const FUNNEL_STAGES = ['LEAD', 'CONTACTED', 'VISIT', 'TEST_DRIVE', 'QUOTED', 'ORDERED', 'DELIVERED'] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];
export const FUNNEL_BASES = ['cohort', 'event'] as const;
export type FunnelBasis = (typeof FUNNEL_BASES)[number];

export class AskSalesFunnel extends ReadQuery {
  /** cohort: leads that came in during the period, and how far they have got by now. event: what happened during the period. */
  @Optional()
  @OneOf(FUNNEL_BASES)
  basis?: FunnelBasis;
  /** First day of the period, the store's date. */
  @DateOnly('2026-11-01') from: string;
  /** Last day of the period, inclusive. */
  @DateOnly('2026-11-30') to: string;
  /** Of one store; left out, of all the caller's stores together. */
  @Optional()
  @Id()
  storeId?: string;
  /** json, or svg for a chart. */
  @Optional()
  @OneOf(['json', 'svg'])
  format?: 'json' | 'svg';
}

export class FunnelStageView {
  /** LEAD, CONTACTED, VISIT, TEST_DRIVE, QUOTED, ORDERED or DELIVERED. @example 'TEST_DRIVE' */
  stage: string;
  /** Leads that reached it. A test drive is a visit too; a cancelled order is none. @example 12 */
  count: number;
  /** Share of the first stage; null when that is zero. @example 0.24 */
  rate: number | null;
}
/** From enquiry to keys (K-11). */
export class SalesFunnelView {
  /** @example 'sales-funnel' */
  name: string;
  /** cohort or event. @example 'cohort' */
  basis: string;
  /** @example '2026-11-01' */
  from: string;
  /** @example '2026-11-30' */
  to: string;
  /** The one store asked for; null for all the caller's stores. @example null */
  storeId: string | null;
  stages: FunnelStageView[];
}

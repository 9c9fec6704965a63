import type { FunnelStage } from './funnel.dto.js';

/** Where each stage's instant comes from: l the lead, d its opportunity, o its first order that still stands. */
const INSTANTS: Record<FunnelStage, string> = {
  LEAD: 'l.lead_at',
  CONTACTED: 'l.contacted_at',
  VISIT: 'least(l.visited_at, d.test_drive_at)',
  TEST_DRIVE: 'd.test_drive_at',
  QUOTED: 'd.quoted_at',
  ORDERED: 'o.ordered_at',
  DELIVERED: 'd.delivered_at',
};
const LEADS = `reporting.funnel_lead l LEFT JOIN reporting.funnel_deal d ON d.lead_id = l.lead_id
  LEFT JOIN LATERAL (SELECT min(s.confirmed_at) AS ordered_at FROM reporting.funnel_order s WHERE s.opportunity_id = d.opportunity_id AND NOT s.cancelled) o ON true`;
const OF_STORES = '($3::uuid[] IS NULL OR l.store_id = ANY($3::uuid[]))';

/** Counts of leads per stage; $1 and $2 bound the period, the end left out, $3 the stores or null for the group. */
export const FUNNEL_BY_COHORT = `SELECT ${counts((instant) => `${instant} IS NOT NULL`)} FROM ${LEADS} WHERE l.lead_at >= $1 AND l.lead_at < $2 AND ${OF_STORES}`;
export const FUNNEL_BY_EVENT = `SELECT ${counts((instant) => `${instant} >= $1 AND ${instant} < $2`)} FROM ${LEADS} WHERE ${OF_STORES}`;

function counts(reached: (instant: string) => string): string {
  return Object.entries(INSTANTS)
    .map(([stage, instant]) => `count(DISTINCT l.lead_id) FILTER (WHERE ${reached(instant)})::int AS "${stage}"`)
    .join(', ');
}

import { ZONE } from '../../../kernel/time/clock.js';
import { consentInForce } from '../consents/consent-in-force.js';
import { CHANNELS, CONSENT_PURPOSES, CUSTOMER_TYPES, LANGUAGES } from '../crm.contract.js';

export const OPERATORS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'exists', 'has'] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a field's values are, as a filter writes them and as SQL types them. */
export interface Scalar {
  sqlType: 'text' | 'bigint' | 'boolean' | 'uuid';
  /** The only values there are. */
  values?: readonly string[];
}
export interface Field {
  operators: readonly Operator[];
  type: Scalar;
  /** An expression over the audience's aliases: `c` customer, `s` the store's acquaintance, `p` profile, `g` the store's grade; `$1` is the store, `$2` today, `$3` now. */
  sql: string;
  /** One of several rows must fit: what stands before `AND`. */
  within?: string;
  /** The members of an object value, each compared with its own expression. */
  members?: Record<string, Scalar & { sql: string }>;
  /** It comes from what the customer did or is thought to be, not from what they are asked for: who uses it personalises (PR-10). */
  profiling: boolean;
  /** For people, in both languages. */
  title: readonly [zh: string, en: string];
}

const CODES: readonly Operator[] = ['eq', 'ne', 'in', 'exists'];
const NUMBERS: readonly Operator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'exists'];
const ONE_OF_MANY: readonly Operator[] = ['eq', 'in'];
const WHOLE: Scalar = { sqlType: 'bigint' };
const FLAG: Scalar = { sqlType: 'boolean' };
const daysSince = (instant: string): string => `($2::date - (${instant} AT TIME ZONE '${ZONE}')::date)`;
const monthsSince = (date: string): string =>
  `(extract(year FROM age($2::date, ${date})) * 12 + extract(month FROM age($2::date, ${date})))::bigint`;
const code = (sql: string, values: readonly string[], profiling: boolean, ...title: [string, string]): Field => ({
  operators: CODES,
  type: { sqlType: 'text', values },
  sql,
  profiling,
  title,
});
const whole = (sql: string, ...title: [string, string]): Field => ({ operators: NUMBERS, type: WHOLE, sql, profiling: true, title });
const CARS = 'crm.profile_vehicle v WHERE v.customer_id = c.id AND v.until IS NULL';
const CONSENTS = `crm.consent n WHERE n.customer_id = c.id AND ${consentInForce('$3::timestamptz')}`;

/** Everything a segment can ask of a customer: a field is a row here and nothing else. */
export const SEGMENT_FIELDS: Readonly<Record<string, Field>> = {
  type: code('c.type', CUSTOMER_TYPES, false, '客户类型', 'person or company'),
  language: code('c.language', LANGUAGES, false, '语言', 'language they are written to in'),
  knownDays: { ...whole(daysSince('s.since'), '建档天数', 'days since the store first dealt with them'), profiling: false },
  valueGrade: code('g.value_grade', ['IMPORTANT', 'AT_RISK', 'NEW', 'GENERAL'], true, '价值等级', 'value grade at the store (G-3)'),
  activity: code('g.activity', ['ACTIVE', 'DORMANT', 'LOST'], true, '活跃度', 'after-sales activity at the store (G-4)'),
  intentLevel: {
    operators: CODES,
    type: { sqlType: 'text' },
    sql: 'p.intent_level',
    profiling: true,
    title: ['意向级别', 'intent level (G-1)'],
  },
  lifetimeRevenue: whole('coalesce(p.lifetime_revenue, 0)', '累计消费(分)', 'lifetime revenue, fen'),
  paidVisits: whole('coalesce(p.paid_visits, 0)', '付费次数(购车与维修)', 'cars and repair orders they paid for'),
  orders: whole('coalesce(p.orders, 0)', '订单数', 'sales orders'),
  vehicles: whole('coalesce(p.vehicles, 0)', '车辆数', 'cars they own'),
  lastPaidVisitDaysAgo: whole(
    daysSince('p.last_paid_visit_at'),
    '上次付费(购车或维修)距今天数',
    'days since they last paid for a car or a repair order',
  ),
  lastContactDaysAgo: whole(daysSince('p.last_contact_at'), '上次联系距今天数', 'days since the last contact'),
  deliveredDaysAgo: whole(daysSince('p.last_delivered_at'), '上次交车距今天数', 'days since the last delivery'),
  vehicleModelId: {
    operators: ONE_OF_MANY,
    type: { sqlType: 'uuid' },
    sql: 'v.model_id',
    within: CARS,
    profiling: true,
    title: ['车型', 'model of a car they own'],
  },
  vehicleAgeMonths: {
    operators: ['gt', 'gte', 'lt', 'lte'],
    type: WHOLE,
    sql: monthsSince('v.delivered_on'),
    within: CARS,
    profiling: true,
    title: ['车龄(月)', 'months since a car they own was delivered'],
  },
  tag: {
    operators: ['has'],
    type: { sqlType: 'text' },
    sql: 'true',
    within: 'crm.customer_tag t WHERE t.customer_id = c.id',
    members: { key: { sqlType: 'text', sql: 't.key' }, value: { sqlType: 'text', sql: 't.value' } },
    profiling: true,
    title: ['标签', 'a tag of the profile'],
  },
  consent: {
    operators: ['has'],
    type: { sqlType: 'text' },
    sql: 'true',
    within: CONSENTS,
    members: {
      purpose: { sqlType: 'text', sql: 'n.purpose', values: CONSENT_PURPOSES },
      channel: { sqlType: 'text', sql: 'n.channel', values: CHANNELS },
    },
    profiling: false,
    title: ['同意', 'a consent that holds'],
  },
  openOpportunity: {
    operators: ['eq'],
    type: FLAG,
    sql: `EXISTS (SELECT 1 FROM crm.opportunity o WHERE o.customer_id = c.id AND o.store_id = $1::uuid AND o.state = 'OPEN')`,
    profiling: true,
    title: ['有进行中的商机', 'has an open opportunity at the store'],
  },
};

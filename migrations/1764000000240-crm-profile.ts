import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  'LEAD',
  'INTERACTION',
  'VISIT',
  'OPPORTUNITY',
  'TEST_DRIVE',
  'QUOTATION',
  'SALES_ORDER',
  'DELIVERY',
  'TRADE_IN',
  'MONEY',
  'INVOICE',
  'MESSAGE',
  'CAMPAIGN',
  'COUPON',
  'APPOINTMENT',
  'REPAIR_ORDER',
  'REMINDER',
  'WARRANTY',
  'COMPLAINT',
  'SURVEY',
  'CONSENT',
  'GRADE',
  'CUSTOMER',
];
const list = (values: string[]) => values.map((v) => `'${v}'`).join(', ');

export class CrmProfile1764000000240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE crm.timeline_entry ALTER COLUMN store_id DROP NOT NULL, DROP CONSTRAINT ck_timeline_entry_kind,
  ADD CONSTRAINT ck_timeline_entry_kind CHECK (kind IN (${list(KINDS)}));
CREATE INDEX ix_timeline_entry_kind ON crm.timeline_entry (customer_id, kind, at, id);

CREATE TABLE crm.profile_fact (
  event_id uuid NOT NULL,
  n int NOT NULL,
  seq bigint NOT NULL,
  event_name text NOT NULL,
  customer_id uuid NOT NULL,
  said_of_id uuid NOT NULL,
  store_id uuid,
  at timestamptz NOT NULL,
  what text NOT NULL CONSTRAINT ck_profile_fact_what
    CHECK (what IN ('TAG', 'UNTAG', 'INTENT', 'CONTACT', 'OWNED', 'ORDER', 'REPAIR', 'DELIVERED', 'REVENUE', 'MONEY', 'PAID', 'VOID')),
  key text,
  value text,
  amount bigint,
  document_type text,
  document_id uuid,
  data jsonb,
  PRIMARY KEY (event_id, n),
  CONSTRAINT ck_profile_fact_tag CHECK (what NOT IN ('TAG', 'UNTAG') OR (key IS NOT NULL AND value IS NOT NULL)),
  CONSTRAINT ck_profile_fact_document
    CHECK (what NOT IN ('ORDER', 'REPAIR', 'REVENUE', 'MONEY', 'PAID', 'VOID') OR (document_type IS NOT NULL AND document_id IS NOT NULL)),
  CONSTRAINT ck_profile_fact_amount CHECK (what NOT IN ('REVENUE', 'MONEY') OR amount IS NOT NULL)
);
CREATE INDEX ix_profile_fact_customer ON crm.profile_fact (customer_id, what);
CREATE INDEX ix_profile_fact_said_of ON crm.profile_fact (said_of_id);
CREATE INDEX ix_profile_fact_seq ON crm.profile_fact (seq);
CREATE INDEX ix_profile_fact_vin ON crm.profile_fact (key, at) WHERE what = 'OWNED';
CREATE INDEX ix_profile_fact_money ON crm.profile_fact (store_id, customer_id, document_id) WHERE what IN ('MONEY', 'PAID', 'VOID');

CREATE TABLE crm.profile (
  customer_id uuid PRIMARY KEY,
  intent_level text,
  intent_reason text,
  intent_opportunity_id uuid,
  intent_at timestamptz,
  intent_event_id uuid,
  sales_revenue bigint NOT NULL,
  service_revenue bigint NOT NULL,
  lifetime_revenue bigint NOT NULL GENERATED ALWAYS AS (sales_revenue + service_revenue) STORED,
  paid_visits int NOT NULL,
  orders int NOT NULL,
  repair_orders int NOT NULL,
  vehicles int NOT NULL,
  last_paid_visit_at timestamptz,
  last_contact_at timestamptz,
  last_delivered_at timestamptz
);
CREATE INDEX ix_profile_intent ON crm.profile (intent_level, customer_id) WHERE intent_level IS NOT NULL;

CREATE TABLE crm.profile_vehicle (
  customer_id uuid NOT NULL,
  vin text NOT NULL,
  customer_vehicle_id uuid NOT NULL,
  model_id uuid,
  model_name text NOT NULL,
  delivered_on date,
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (customer_id, vin)
);
CREATE INDEX ix_profile_vehicle_model ON crm.profile_vehicle (model_id, customer_id) WHERE until IS NULL;

CREATE TABLE crm.customer_tag (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL,
  store_id uuid,
  key text NOT NULL,
  value text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_customer_tag_kind CHECK (kind IN ('PREFERENCE', 'FEEDBACK', 'FACT')),
  at timestamptz NOT NULL,
  event_id uuid NOT NULL,
  event_name text NOT NULL,
  CONSTRAINT uq_customer_tag UNIQUE (customer_id, key, value)
);
CREATE INDEX ix_customer_tag_value ON crm.customer_tag (key, value, customer_id);

CREATE TABLE crm.grade_run (
  id uuid PRIMARY KEY,
  store_id uuid NOT NULL,
  run_on date NOT NULL,
  window_from date NOT NULL,
  at timestamptz NOT NULL,
  customers int NOT NULL,
  scored int NOT NULL,
  changed int NOT NULL,
  rule jsonb NOT NULL,
  cut_offs jsonb NOT NULL,
  grades jsonb NOT NULL,
  activities jsonb NOT NULL,
  CONSTRAINT uq_grade_run_day UNIQUE (store_id, run_on)
);

CREATE TABLE crm.store_grade (
  customer_id uuid NOT NULL,
  store_id uuid NOT NULL,
  value_grade text CONSTRAINT ck_store_grade_value CHECK (value_grade IN ('IMPORTANT', 'AT_RISK', 'NEW', 'GENERAL')),
  r int,
  f int,
  m int,
  activity text NOT NULL CONSTRAINT ck_store_grade_activity CHECK (activity IN ('ACTIVE', 'DORMANT', 'LOST')),
  last_paid_on date NOT NULL,
  recency_days int,
  ever int NOT NULL,
  visits int NOT NULL,
  amount bigint NOT NULL,
  r_rank int,
  f_rank int,
  m_rank int,
  run_id uuid NOT NULL REFERENCES crm.grade_run (id) DEFERRABLE INITIALLY DEFERRED,
  graded_on date NOT NULL,
  PRIMARY KEY (customer_id, store_id),
  CONSTRAINT ck_store_grade_scores CHECK (r BETWEEN 1 AND 5 AND f BETWEEN 1 AND 5 AND m BETWEEN 1 AND 5),
  CONSTRAINT ck_store_grade_scored CHECK (num_nulls(value_grade, r, f, m, recency_days, r_rank, f_rank, m_rank) IN (0, 8))
);
CREATE INDEX ix_store_grade_value ON crm.store_grade (store_id, value_grade, customer_id);
CREATE INDEX ix_store_grade_activity ON crm.store_grade (store_id, activity, customer_id);

CREATE TABLE crm.profile_rebuild (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_profile_rebuild_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_profile_rebuild_state CHECK (state IN ('RUNNING', 'DONE')),
  after_seq bigint NOT NULL,
  events int NOT NULL,
  facts int NOT NULL,
  corrected int NOT NULL,
  finished_at timestamptz
);
CREATE UNIQUE INDEX uq_profile_rebuild_running ON crm.profile_rebuild (state) WHERE state = 'RUNNING';
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE crm.profile_rebuild, crm.store_grade, crm.grade_run, crm.customer_tag, crm.profile_vehicle, crm.profile, crm.profile_fact;
DROP INDEX crm.ix_timeline_entry_kind;
`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Crm1764000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA crm;

CREATE TABLE crm.customer (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_customer_number UNIQUE,
  type text NOT NULL CONSTRAINT ck_customer_type CHECK (type IN ('PERSON', 'COMPANY')),
  name text NOT NULL,
  contact_name text,
  language text NOT NULL CONSTRAINT ck_customer_language CHECK (language IN ('zh', 'en')),
  mobile_sealed text NOT NULL,
  mobile_index text NOT NULL CONSTRAINT uq_customer_mobile UNIQUE,
  identity_sealed text,
  email_sealed text,
  address_sealed text
);
CREATE INDEX ix_customer_created ON crm.customer (created_at, id);
CREATE INDEX ix_customer_name ON crm.customer (name text_pattern_ops);

CREATE TABLE crm.customer_store (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  store_id uuid NOT NULL,
  since timestamptz NOT NULL,
  CONSTRAINT uq_customer_store UNIQUE (customer_id, store_id)
);
CREATE INDEX ix_customer_store_store ON crm.customer_store (store_id, customer_id);

CREATE TABLE crm.consent (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  purpose text NOT NULL CONSTRAINT ck_consent_purpose CHECK (purpose IN ('MARKETING', 'SERVICE_REMINDER', 'SATISFACTION_SURVEY', 'DATA_SHARING')),
  channel text NOT NULL CONSTRAINT ck_consent_channel CHECK (channel IN ('PHONE', 'SMS', 'WECHAT', 'EMAIL', 'VISIT')),
  granted boolean NOT NULL,
  text_version text NOT NULL,
  evidence text,
  data_categories text[] NOT NULL,
  recipient text,
  recorded_by uuid NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT ck_consent_recipient CHECK (purpose <> 'DATA_SHARING' OR recipient IS NOT NULL)
);
CREATE INDEX ix_consent_customer ON crm.consent (customer_id, purpose, channel, at, id);

CREATE TABLE crm.intent_level (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  brand text,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  rank int NOT NULL,
  follow_up_days int CONSTRAINT ck_intent_level_follow_up CHECK (follow_up_days > 0),
  CONSTRAINT uq_intent_level_code UNIQUE NULLS NOT DISTINCT (code, brand)
);
INSERT INTO crm.intent_level (id, code, brand, name_zh, name_en, rank, follow_up_days) VALUES
  ('01938b4e-0000-7000-8000-000000000001', 'O', NULL, '已订车', 'Ordered', 1, NULL),
  ('01938b4e-0000-7000-8000-000000000002', 'H', NULL, '七日内购车', 'Buys within 7 days', 2, 7),
  ('01938b4e-0000-7000-8000-000000000003', 'A', NULL, '十五日内购车', 'Buys within 15 days', 3, 15),
  ('01938b4e-0000-7000-8000-000000000004', 'B', NULL, '三十日内购车', 'Buys within 30 days', 4, 30),
  ('01938b4e-0000-7000-8000-000000000005', 'C', NULL, '九十日内购车', 'Buys within 90 days', 5, 90);

CREATE TABLE crm.lead (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_lead_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_lead_state CHECK (state IN ('NEW', 'POOL', 'ASSIGNED', 'CONTACTED', 'CONVERTED', 'LOST_PENDING_REVIEW', 'LOST', 'DUPLICATE', 'INVALID')),
  store_id uuid NOT NULL,
  owner_employee_id uuid,
  source text NOT NULL,
  name text NOT NULL,
  mobile_sealed text NOT NULL,
  mobile_index text NOT NULL,
  model_id uuid,
  note text,
  received_at timestamptz NOT NULL,
  response_due_at timestamptz NOT NULL,
  first_responded_at timestamptz,
  last_contact_at timestamptz,
  duplicate_of_lead_id uuid REFERENCES crm.lead (id),
  customer_id uuid REFERENCES crm.customer (id),
  opportunity_id uuid,
  intent_level text,
  lost_reason text,
  closing_note text,
  recall_at timestamptz,
  recalled_from_employee_id uuid,
  recalled_at timestamptz,
  CONSTRAINT ck_lead_duplicate CHECK ((state = 'DUPLICATE') = (duplicate_of_lead_id IS NOT NULL)),
  CONSTRAINT ck_lead_converted CHECK (state <> 'CONVERTED' OR (customer_id IS NOT NULL AND opportunity_id IS NOT NULL))
);
CREATE INDEX ix_lead_mobile ON crm.lead (mobile_index, received_at);
CREATE INDEX ix_lead_store ON crm.lead (store_id, received_at, id);
CREATE INDEX ix_lead_store_state ON crm.lead (store_id, state, received_at, id);
CREATE INDEX ix_lead_owner ON crm.lead (owner_employee_id, received_at, id);
CREATE INDEX ix_lead_recall ON crm.lead (recall_at) WHERE recall_at IS NOT NULL;

CREATE TABLE crm.opportunity (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_opportunity_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_opportunity_state CHECK (state IN ('OPEN', 'WON', 'LOST')),
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  lead_id uuid CONSTRAINT uq_opportunity_lead UNIQUE REFERENCES crm.lead (id),
  model_id uuid,
  stage text NOT NULL CONSTRAINT ck_opportunity_stage CHECK (stage IN ('OPENED', 'NEEDS', 'PRESENTATION', 'TEST_DRIVE', 'QUOTATION', 'NEGOTIATION', 'CONTRACT', 'AWAITING_DELIVERY', 'DELIVERED', 'FOLLOW_UP')),
  intent_level text NOT NULL,
  intent_reason text,
  last_contact_at timestamptz NOT NULL,
  next_follow_up_on date,
  closed_at timestamptz,
  lost_reason text,
  closing_note text
);
CREATE INDEX ix_opportunity_store ON crm.opportunity (store_id, created_at, id);
CREATE INDEX ix_opportunity_owner ON crm.opportunity (owner_employee_id, created_at, id);
CREATE INDEX ix_opportunity_customer ON crm.opportunity (customer_id);
CREATE INDEX ix_opportunity_follow_up ON crm.opportunity (store_id, next_follow_up_on) WHERE next_follow_up_on IS NOT NULL;

CREATE TABLE crm.opportunity_stage (
  id uuid PRIMARY KEY,
  opportunity_id uuid NOT NULL REFERENCES crm.opportunity (id),
  stage text NOT NULL,
  at timestamptz NOT NULL,
  cause text NOT NULL
);
CREATE INDEX ix_opportunity_stage_opportunity ON crm.opportunity_stage (opportunity_id, at, id);

CREATE TABLE crm.interaction (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  owner_employee_id uuid NOT NULL,
  customer_id uuid REFERENCES crm.customer (id),
  lead_id uuid REFERENCES crm.lead (id),
  opportunity_id uuid REFERENCES crm.opportunity (id),
  channel text NOT NULL CONSTRAINT ck_interaction_channel CHECK (channel IN ('PHONE', 'SMS', 'WECHAT', 'EMAIL', 'VISIT')),
  direction text NOT NULL CONSTRAINT ck_interaction_direction CHECK (direction IN ('INBOUND', 'OUTBOUND')),
  outcome text NOT NULL,
  note text,
  at timestamptz NOT NULL,
  CONSTRAINT ck_interaction_subject CHECK (customer_id IS NOT NULL OR lead_id IS NOT NULL)
);
CREATE INDEX ix_interaction_customer ON crm.interaction (customer_id, at, id);
CREATE INDEX ix_interaction_lead ON crm.interaction (lead_id, at, id);
CREATE INDEX ix_interaction_opportunity ON crm.interaction (opportunity_id, at, id);
CREATE INDEX ix_interaction_store ON crm.interaction (store_id, at, id);

CREATE TABLE crm.timeline_entry (
  id uuid PRIMARY KEY,
  customer_id uuid,
  lead_id uuid,
  store_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL CONSTRAINT ck_timeline_entry_kind CHECK (kind IN ('LEAD', 'INTERACTION', 'TEST_DRIVE', 'QUOTATION', 'SALES_ORDER', 'DELIVERY', 'MESSAGE', 'APPOINTMENT', 'REPAIR_ORDER')),
  what text NOT NULL,
  data jsonb NOT NULL,
  ref_type text NOT NULL,
  ref_id uuid NOT NULL,
  CONSTRAINT ck_timeline_entry_subject CHECK (customer_id IS NOT NULL OR lead_id IS NOT NULL)
);
CREATE INDEX ix_timeline_entry_customer ON crm.timeline_entry (customer_id, at, id);
CREATE INDEX ix_timeline_entry_lead ON crm.timeline_entry (lead_id) WHERE lead_id IS NOT NULL;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA crm CASCADE');
  }
}

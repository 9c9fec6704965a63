import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CrmCampaigns1764000000251 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE crm.segment (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_segment_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_segment_state CHECK (state IN ('ACTIVE', 'RETIRED')),
  store_id uuid NOT NULL,
  name text NOT NULL,
  filter jsonb NOT NULL
);
CREATE INDEX ix_segment_store ON crm.segment (store_id, created_at, id);

CREATE TABLE crm.campaign (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_campaign_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_campaign_state CHECK (state IN ('DRAFT', 'SCHEDULED', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELLED')),
  store_id uuid NOT NULL,
  name text NOT NULL,
  segment_id uuid REFERENCES crm.segment (id),
  trigger jsonb,
  channel text NOT NULL CONSTRAINT ck_campaign_channel CHECK (channel IN ('SMS', 'WECHAT', 'EMAIL')),
  template_code text NOT NULL,
  offer_zh text NOT NULL,
  offer_en text NOT NULL,
  coupon_definition_id uuid REFERENCES crm.coupon_definition (id),
  budget bigint NOT NULL CONSTRAINT ck_campaign_budget CHECK (budget >= 0),
  scheduled_at timestamptz,
  held_because text,
  filter jsonb,
  cost_per_message bigint,
  launched_at timestamptz,
  completes_at timestamptz,
  CONSTRAINT ck_campaign_audience CHECK (segment_id IS NOT NULL OR trigger IS NOT NULL),
  CONSTRAINT ck_campaign_scheduled CHECK (state <> 'SCHEDULED' OR scheduled_at IS NOT NULL),
  CONSTRAINT ck_campaign_launched CHECK (state NOT IN ('RUNNING', 'PAUSED', 'COMPLETED') OR (launched_at IS NOT NULL AND completes_at IS NOT NULL AND cost_per_message IS NOT NULL))
);
CREATE INDEX ix_campaign_store ON crm.campaign (store_id, created_at, id);
CREATE INDEX ix_campaign_scheduled ON crm.campaign (scheduled_at) WHERE state = 'SCHEDULED';
CREATE INDEX ix_campaign_completes ON crm.campaign (completes_at) WHERE state IN ('RUNNING', 'PAUSED');
CREATE INDEX ix_campaign_waiting ON crm.campaign (store_id) WHERE state = 'RUNNING' AND trigger IS NOT NULL;

CREATE TABLE crm.campaign_member (
  campaign_id uuid NOT NULL REFERENCES crm.campaign (id),
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  state text NOT NULL CONSTRAINT ck_campaign_member_state CHECK (state IN ('PENDING', 'REACHED', 'WITHHELD', 'FAILED')),
  reason text,
  batch int,
  coupon_id uuid,
  joined_at timestamptz NOT NULL,
  reached_at timestamptz,
  answered_at timestamptz,
  visited_at timestamptz,
  bought_at timestamptz,
  bought_id uuid,
  revenue bigint,
  CONSTRAINT pk_campaign_member PRIMARY KEY (campaign_id, customer_id),
  CONSTRAINT ck_campaign_member_withheld CHECK ((state = 'WITHHELD') = (reason IS NOT NULL)),
  CONSTRAINT ck_campaign_member_reached CHECK ((state = 'REACHED') = (reached_at IS NOT NULL)),
  CONSTRAINT ck_campaign_member_bought CHECK (num_nulls(bought_at, bought_id, revenue) IN (0, 3))
);
CREATE INDEX ix_campaign_member_reached ON crm.campaign_member (customer_id, reached_at) WHERE reached_at IS NOT NULL;
CREATE INDEX ix_campaign_member_bought ON crm.campaign_member (bought_id) WHERE bought_id IS NOT NULL;
CREATE INDEX ix_campaign_member_joined ON crm.campaign_member (campaign_id, joined_at, customer_id);
CREATE INDEX ix_campaign_member_batch ON crm.campaign_member (campaign_id, batch) WHERE state = 'PENDING';

CREATE TABLE crm.campaign_batch (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES crm.campaign (id),
  number int NOT NULL,
  due_at timestamptz NOT NULL,
  sent_at timestamptz,
  CONSTRAINT uq_campaign_batch UNIQUE (campaign_id, number)
);
CREATE INDEX ix_campaign_batch_due ON crm.campaign_batch (due_at) WHERE sent_at IS NULL;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE crm.campaign_batch, crm.campaign_member, crm.campaign, crm.segment');
  }
}

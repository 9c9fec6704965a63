import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CrmCoupons1764000000250 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE crm.coupon_definition (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT uq_coupon_definition_code UNIQUE,
  state text NOT NULL CONSTRAINT ck_coupon_definition_state CHECK (state IN ('DRAFT', 'ACTIVE', 'CLOSED')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_coupon_definition_kind CHECK (kind IN ('AMOUNT', 'PERCENT', 'ITEM')),
  amount bigint CONSTRAINT ck_coupon_definition_amount CHECK (amount > 0),
  percent numeric(5,2) CONSTRAINT ck_coupon_definition_percent CHECK (percent > 0 AND percent <= 100),
  max_amount bigint CONSTRAINT ck_coupon_definition_max_amount CHECK (max_amount > 0),
  applies_to text[] NOT NULL CONSTRAINT ck_coupon_definition_applies_to CHECK (cardinality(applies_to) > 0 AND applies_to <@ ARRAY['SALES_QUOTATION', 'SERVICE_SETTLEMENT']),
  minimum_amount bigint NOT NULL CONSTRAINT ck_coupon_definition_minimum CHECK (minimum_amount >= 0),
  model_ids uuid[] NOT NULL,
  operation_codes text[] NOT NULL,
  stackable boolean NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  valid_days int,
  total_quantity int,
  per_customer_limit int NOT NULL,
  issued_count int NOT NULL,
  created_by uuid NOT NULL,
  CONSTRAINT ck_coupon_definition_value CHECK ((kind = 'AMOUNT') = (amount IS NOT NULL) AND (kind = 'PERCENT') = (percent IS NOT NULL) AND (kind = 'PERCENT') = (max_amount IS NOT NULL)),
  CONSTRAINT ck_coupon_definition_validity CHECK (valid_until IS NOT NULL OR valid_days IS NOT NULL),
  CONSTRAINT ck_coupon_definition_quantity CHECK (issued_count >= 0 AND (total_quantity IS NULL OR issued_count <= total_quantity))
);

CREATE TABLE crm.coupon (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT uq_coupon_code UNIQUE,
  state text NOT NULL CONSTRAINT ck_coupon_state CHECK (state IN ('ISSUED', 'REDEEMED', 'EXPIRED', 'REVOKED')),
  store_id uuid NOT NULL,
  customer_id uuid NOT NULL REFERENCES crm.customer (id),
  definition_id uuid NOT NULL REFERENCES crm.coupon_definition (id),
  campaign_id uuid,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  redeemed_at timestamptz,
  document_type text CONSTRAINT ck_coupon_document_type CHECK (document_type IN ('SALES_QUOTATION', 'SERVICE_SETTLEMENT')),
  document_id uuid,
  discount bigint,
  revoke_reason text,
  CONSTRAINT uq_coupon_document UNIQUE (document_type, document_id),
  CONSTRAINT ck_coupon_redeemed CHECK ((state = 'REDEEMED') = (redeemed_at IS NOT NULL) AND (state = 'REDEEMED') = (document_id IS NOT NULL) AND (state = 'REDEEMED') = (discount IS NOT NULL))
);
CREATE INDEX ix_coupon_customer ON crm.coupon (customer_id, definition_id);
CREATE INDEX ix_coupon_store ON crm.coupon (store_id, created_at, id);
CREATE INDEX ix_coupon_definition ON crm.coupon (definition_id, created_at, id);
CREATE INDEX ix_coupon_running_out ON crm.coupon (valid_until) WHERE state = 'ISSUED';
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE crm.coupon, crm.coupon_definition');
  }
}

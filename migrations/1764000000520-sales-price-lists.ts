import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesPriceLists1764000000520 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sales.price_list (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_price_list_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_price_list_state CHECK (state IN ('DRAFT', 'PUBLISHED', 'RETIRED')),
  store_id uuid,
  name text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  created_by uuid NOT NULL,
  published_by uuid,
  published_at timestamptz,
  retired_at timestamptz,
  CONSTRAINT ck_price_list_period CHECK (valid_until >= valid_from),
  CONSTRAINT ck_price_list_published CHECK ((state = 'DRAFT') = (published_at IS NULL))
);
CREATE INDEX ix_price_list_store ON sales.price_list (store_id, created_at, id);
CREATE INDEX ix_price_list_created ON sales.price_list (created_at, id);

CREATE TABLE sales.price_list_item (
  id uuid PRIMARY KEY,
  price_list_id uuid NOT NULL REFERENCES sales.price_list (id),
  position int NOT NULL,
  kind text NOT NULL CONSTRAINT ck_price_list_item_kind CHECK (kind IN ('MODEL', 'ACCESSORY', 'FEE')),
  code text NOT NULL,
  model_id uuid,
  description text,
  amount bigint NOT NULL CONSTRAINT ck_price_list_item_amount CHECK (amount >= 0),
  store_id uuid,
  held_from date,
  held_until date,
  CONSTRAINT ck_price_list_item_model CHECK (kind <> 'MODEL' OR model_id IS NOT NULL),
  CONSTRAINT ck_price_list_item_held CHECK (held_until >= held_from),
  CONSTRAINT ex_price_list_item_held EXCLUDE USING gist (
    coalesce(store_id, '00000000-0000-0000-0000-000000000000') WITH =, kind WITH =, code WITH =,
    coalesce(model_id, '00000000-0000-0000-0000-000000000000') WITH =, daterange(held_from, held_until, '[)') WITH &&
  ) WHERE (held_from IS NOT NULL)
);
CREATE INDEX ix_price_list_item_list ON sales.price_list_item (price_list_id, position);
CREATE INDEX ix_price_list_item_model ON sales.price_list_item (model_id, held_from) WHERE held_from IS NOT NULL;

CREATE TABLE sales.promotion (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_promotion_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_promotion_state CHECK (state IN ('DRAFT', 'ACTIVE', 'ENDED')),
  store_id uuid,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  line_kind text NOT NULL CONSTRAINT ck_promotion_line_kind CHECK (line_kind IN ('DISCOUNT', 'TRADE_IN_SUBSIDY', 'MAKER_SUBSIDY')),
  model_ids uuid[] NOT NULL,
  kind text NOT NULL CONSTRAINT ck_promotion_kind CHECK (kind IN ('AMOUNT', 'PERCENT')),
  amount bigint CONSTRAINT ck_promotion_amount CHECK (amount > 0),
  percent numeric(5,2) CONSTRAINT ck_promotion_percent CHECK (percent > 0 AND percent <= 100),
  max_amount bigint CONSTRAINT ck_promotion_max_amount CHECK (max_amount > 0),
  stackable boolean NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  quantity int CONSTRAINT ck_promotion_quantity_above_zero CHECK (quantity > 0),
  used_count int NOT NULL,
  budget bigint CONSTRAINT ck_promotion_budget_above_zero CHECK (budget > 0),
  spent bigint NOT NULL,
  created_by uuid NOT NULL,
  approved_by uuid,
  approved_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT ck_promotion_period CHECK (valid_until >= valid_from),
  CONSTRAINT ck_promotion_worth CHECK ((kind = 'AMOUNT') = (amount IS NOT NULL) AND (kind = 'PERCENT') = (percent IS NOT NULL)),
  CONSTRAINT ck_promotion_quantity CHECK (used_count >= 0 AND used_count <= quantity),
  CONSTRAINT ck_promotion_budget CHECK (spent >= 0 AND spent <= budget),
  CONSTRAINT ck_promotion_four_eyes CHECK (approved_by <> created_by)
);
CREATE INDEX ix_promotion_store ON sales.promotion (store_id, created_at, id);
CREATE INDEX ix_promotion_active ON sales.promotion (valid_until) WHERE state = 'ACTIVE';

CREATE TABLE sales.approval_tier (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid,
  model_id uuid,
  level text NOT NULL CONSTRAINT ck_approval_tier_level CHECK (level IN ('CONSULTANT', 'MANAGER')),
  max_discount_percent numeric(5,2) NOT NULL CONSTRAINT ck_approval_tier_discount CHECK (max_discount_percent >= 0 AND max_discount_percent <= 100),
  min_front_gross bigint
);
CREATE UNIQUE INDEX uq_approval_tier ON sales.approval_tier
  (coalesce(store_id, '00000000-0000-0000-0000-000000000000'), coalesce(model_id, '00000000-0000-0000-0000-000000000000'), level);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sales.approval_tier, sales.promotion, sales.price_list_item, sales.price_list');
  }
}

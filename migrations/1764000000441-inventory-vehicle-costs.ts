import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a car costs and what its financing costs each day: lines and accruals that are never changed (V-5). */
export class InventoryVehicleCosts1764000000441 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE FUNCTION inventory.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What cars cost is only added to (V-5)';
END $$;

CREATE TABLE inventory.vehicle_cost (
  id uuid PRIMARY KEY,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  store_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_vehicle_cost_kind CHECK (kind IN ('TRANSPORT', 'ACCESSORY', 'PDI', 'REPAIR', 'RECONDITIONING', 'INSURANCE', 'TAX', 'OTHER')),
  amount bigint NOT NULL CONSTRAINT ck_vehicle_cost_amount CHECK (amount <> 0),
  incurred_on date NOT NULL,
  document text,
  note text NOT NULL,
  reverses_id uuid CONSTRAINT uq_vehicle_cost_reverses UNIQUE REFERENCES inventory.vehicle_cost (id),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT ck_vehicle_cost_sign CHECK ((amount < 0) = (reverses_id IS NOT NULL))
);
CREATE INDEX ix_vehicle_cost_vehicle ON inventory.vehicle_cost (stock_vehicle_id, recorded_at, id);
CREATE TRIGGER vehicle_cost_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inventory.vehicle_cost FOR EACH STATEMENT EXECUTE FUNCTION inventory.refuse_change();

CREATE TABLE inventory.floor_plan (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_floor_plan_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_floor_plan_state CHECK (state IN ('RUNNING', 'PAID_OFF', 'ENDED')),
  store_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  vin text NOT NULL,
  lender text NOT NULL,
  principal bigint NOT NULL CONSTRAINT ck_floor_plan_principal CHECK (principal > 0),
  annual_rate_percent numeric(7, 4) NOT NULL CONSTRAINT ck_floor_plan_rate CHECK (annual_rate_percent BETWEEN 0 AND 100),
  day_basis int NOT NULL CONSTRAINT ck_floor_plan_basis CHECK (day_basis IN (360, 365)),
  free_days int NOT NULL CONSTRAINT ck_floor_plan_free_days CHECK (free_days >= 0),
  starts_on date NOT NULL,
  ends_on date,
  accrued_until date NOT NULL,
  ended_by uuid,
  CONSTRAINT ck_floor_plan_ended CHECK ((state = 'RUNNING') = (ends_on IS NULL)),
  CONSTRAINT ck_floor_plan_period CHECK (ends_on IS NULL OR ends_on >= starts_on),
  CONSTRAINT ex_floor_plan_vehicle EXCLUDE USING gist (stock_vehicle_id WITH =, daterange(starts_on, ends_on, '[)') WITH &&)
);
CREATE UNIQUE INDEX uq_floor_plan_running ON inventory.floor_plan (stock_vehicle_id) WHERE state = 'RUNNING';
CREATE INDEX ix_floor_plan_accruing ON inventory.floor_plan (accrued_until) WHERE state = 'RUNNING';
CREATE INDEX ix_floor_plan_vehicle ON inventory.floor_plan (stock_vehicle_id, created_at);
CREATE INDEX ix_floor_plan_store ON inventory.floor_plan (store_id, created_at, id);
CREATE INDEX ix_floor_plan_created ON inventory.floor_plan (created_at, id);

CREATE TABLE inventory.floor_plan_accrual (
  stock_vehicle_id uuid NOT NULL,
  day date NOT NULL,
  floor_plan_id uuid NOT NULL REFERENCES inventory.floor_plan (id),
  store_id uuid NOT NULL,
  principal bigint NOT NULL,
  annual_rate_percent numeric(7, 4) NOT NULL,
  day_basis int NOT NULL,
  interest bigint NOT NULL CONSTRAINT ck_floor_plan_accrual_interest CHECK (interest >= 0),
  accrued_at timestamptz NOT NULL,
  PRIMARY KEY (stock_vehicle_id, day)
);
CREATE INDEX ix_floor_plan_accrual_plan ON inventory.floor_plan_accrual (floor_plan_id, day);
CREATE TRIGGER floor_plan_accrual_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inventory.floor_plan_accrual FOR EACH STATEMENT EXECUTE FUNCTION inventory.refuse_change();
CREATE INDEX ix_stock_vehicle_ageing ON inventory.stock_vehicle (stock_in_date) WHERE stock_in_date IS NOT NULL AND state NOT IN ('DELIVERED', 'RETURNED', 'WHOLESALE', 'SCRAPPED');
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX inventory.ix_stock_vehicle_ageing;
DROP TABLE inventory.floor_plan_accrual;
DROP TABLE inventory.floor_plan;
DROP TABLE inventory.vehicle_cost;
DROP FUNCTION inventory.refuse_change();
`);
  }
}

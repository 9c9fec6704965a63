import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Inventory1764000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA inventory;

CREATE TABLE inventory.vehicle_model (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT uq_vehicle_model_code UNIQUE,
  name text NOT NULL,
  brand text NOT NULL,
  series text NOT NULL,
  model_year int NOT NULL,
  powertrain text NOT NULL CONSTRAINT ck_vehicle_model_powertrain CHECK (powertrain IN ('ICE', 'BEV', 'PHEV')),
  colours text[] NOT NULL CONSTRAINT ck_vehicle_model_colours CHECK (cardinality(colours) > 0),
  seats int NOT NULL,
  currency text NOT NULL,
  list_price bigint NOT NULL,
  floor_price bigint NOT NULL,
  standard_cost bigint NOT NULL,
  consultant_discount_limit_percent numeric(5,2) NOT NULL,
  manager_discount_limit_percent numeric(5,2) NOT NULL,
  gross_floor_percent numeric(5,2) NOT NULL,
  CONSTRAINT ck_vehicle_model_prices CHECK (list_price > 0 AND floor_price BETWEEN 0 AND list_price AND standard_cost >= 0),
  CONSTRAINT ck_vehicle_model_limits CHECK (consultant_discount_limit_percent BETWEEN 0 AND manager_discount_limit_percent AND manager_discount_limit_percent <= 100)
);

CREATE TABLE inventory.stock_vehicle (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_stock_vehicle_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_stock_vehicle_state CHECK (state IN ('ORDERED', 'IN_TRANSIT', 'ARRIVED', 'IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DELIVERED', 'DEMO', 'HOLD')),
  store_id uuid NOT NULL,
  vin text NOT NULL CONSTRAINT uq_stock_vehicle_vin UNIQUE,
  model_id uuid NOT NULL REFERENCES inventory.vehicle_model (id),
  colour text NOT NULL,
  purchase_cost bigint NOT NULL CONSTRAINT ck_stock_vehicle_cost CHECK (purchase_cost >= 0),
  certificate_number text,
  engine_number text,
  location text,
  odometer_km int,
  expected_on date,
  arrived_on date,
  damages jsonb NOT NULL,
  documents text[] NOT NULL,
  stock_in_date date,
  insured_until date,
  demo_since date,
  pdi_passed_at timestamptz,
  held_from text,
  hold_reason text,
  open_recall boolean NOT NULL,
  open_repair_order_id uuid,
  delivered_on date,
  CONSTRAINT ck_stock_vehicle_stock_in CHECK (stock_in_date IS NOT NULL OR state IN ('ORDERED', 'IN_TRANSIT', 'ARRIVED', 'HOLD')),
  CONSTRAINT ck_stock_vehicle_held CHECK ((state = 'HOLD') = (held_from IS NOT NULL)),
  CONSTRAINT ck_stock_vehicle_demo CHECK (state <> 'DEMO' OR (insured_until IS NOT NULL AND demo_since IS NOT NULL))
);
CREATE INDEX ix_stock_vehicle_match ON inventory.stock_vehicle (model_id, store_id, colour, state, stock_in_date, vin);
CREATE INDEX ix_stock_vehicle_store ON inventory.stock_vehicle (store_id, created_at, id);
CREATE INDEX ix_stock_vehicle_created ON inventory.stock_vehicle (created_at, id);
CREATE INDEX ix_stock_vehicle_stock_in ON inventory.stock_vehicle ((coalesce(stock_in_date, '9999-12-31'::date)), id);
CREATE INDEX ix_stock_vehicle_vin_tail ON inventory.stock_vehicle (reverse(vin) text_pattern_ops);

CREATE TABLE inventory.vehicle_movement (
  id uuid PRIMARY KEY,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  store_id uuid NOT NULL,
  move text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid NOT NULL,
  location text,
  odometer_km int,
  reason text,
  sales_order_id uuid
);
CREATE INDEX ix_vehicle_movement_vehicle ON inventory.vehicle_movement (stock_vehicle_id, at, id);

CREATE TABLE inventory.reservation (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT ck_reservation_state CHECK (state IN ('LIVE', 'FULFILLED', 'RELEASED', 'EXPIRED')),
  store_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  sales_order_id uuid,
  customer_id uuid,
  reserved_by uuid NOT NULL,
  expires_at timestamptz,
  reason text NOT NULL,
  ended_at timestamptz,
  end_reason text,
  CONSTRAINT ck_reservation_ended CHECK ((state = 'LIVE') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX uq_reservation_live_vehicle ON inventory.reservation (stock_vehicle_id) WHERE state = 'LIVE';
CREATE UNIQUE INDEX uq_reservation_live_order ON inventory.reservation (sales_order_id) WHERE state = 'LIVE';
CREATE INDEX ix_reservation_due ON inventory.reservation (expires_at, id) WHERE state = 'LIVE' AND expires_at IS NOT NULL;
CREATE INDEX ix_reservation_order ON inventory.reservation (sales_order_id);
CREATE INDEX ix_reservation_vehicle ON inventory.reservation (stock_vehicle_id, created_at);
CREATE INDEX ix_reservation_store ON inventory.reservation (store_id, created_at, id);

CREATE TABLE inventory.vehicle_demand (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  state text NOT NULL CONSTRAINT ck_vehicle_demand_state CHECK (state IN ('OPEN', 'FULFILLED', 'WITHDRAWN')),
  store_id uuid NOT NULL,
  model_id uuid NOT NULL REFERENCES inventory.vehicle_model (id),
  colour text NOT NULL,
  sales_order_id uuid NOT NULL,
  stock_vehicle_id uuid,
  ended_at timestamptz
);
CREATE UNIQUE INDEX uq_vehicle_demand_open_order ON inventory.vehicle_demand (sales_order_id) WHERE state = 'OPEN';
CREATE INDEX ix_vehicle_demand_open ON inventory.vehicle_demand (model_id, store_id, colour, created_at, id) WHERE state = 'OPEN';
CREATE INDEX ix_vehicle_demand_order ON inventory.vehicle_demand (sales_order_id);
CREATE INDEX ix_vehicle_demand_store ON inventory.vehicle_demand (store_id, created_at, id);

CREATE TABLE inventory.paid_deposit (
  sales_order_id uuid PRIMARY KEY,
  paid_at timestamptz NOT NULL
);

CREATE TABLE inventory.pdi_inspection (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_pdi_inspection_number UNIQUE,
  store_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  vin text NOT NULL,
  sales_order_id uuid,
  inspected_by uuid NOT NULL,
  inspected_at timestamptz NOT NULL,
  odometer_km int NOT NULL,
  items jsonb NOT NULL,
  result text NOT NULL CONSTRAINT ck_pdi_inspection_result CHECK (result IN ('PASSED', 'FAILED'))
);
CREATE INDEX ix_pdi_inspection_vehicle ON inventory.pdi_inspection (stock_vehicle_id, created_at);
CREATE INDEX ix_pdi_inspection_store ON inventory.pdi_inspection (store_id, created_at, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA inventory CASCADE');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryStockTakes1764000000462 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.stock_take (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_stock_take_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_stock_take_state CHECK (state IN ('OPEN', 'CLOSED', 'BOOKED', 'CANCELLED')),
  store_id uuid NOT NULL,
  yard text,
  note text,
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  expected int NOT NULL,
  closed_by uuid,
  closed_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  CONSTRAINT ck_stock_take_closed CHECK (state NOT IN ('CLOSED', 'BOOKED') OR closed_at IS NOT NULL),
  CONSTRAINT ck_stock_take_booked CHECK (state <> 'BOOKED' OR decided_at IS NOT NULL)
);
CREATE UNIQUE INDEX uq_stock_take_live ON inventory.stock_take (store_id, coalesce(yard, '')) WHERE state IN ('OPEN', 'CLOSED');
CREATE INDEX ix_stock_take_created ON inventory.stock_take (created_at, id);
CREATE INDEX ix_stock_take_store ON inventory.stock_take (store_id, created_at, id);

CREATE TABLE inventory.stock_take_expectation (
  stock_take_id uuid NOT NULL REFERENCES inventory.stock_take (id),
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  PRIMARY KEY (stock_take_id, stock_vehicle_id)
);

CREATE TABLE inventory.stock_take_scan (
  id uuid PRIMARY KEY,
  stock_take_id uuid NOT NULL REFERENCES inventory.stock_take (id),
  vin text NOT NULL,
  stock_vehicle_id uuid REFERENCES inventory.stock_vehicle (id),
  flag text CONSTRAINT ck_stock_take_scan_flag CHECK (flag IN ('UNKNOWN_VIN', 'OTHER_STORE', 'NOT_IN_STOCK')),
  location text,
  recorded_location text,
  scanned_by uuid NOT NULL,
  scanned_at timestamptz NOT NULL,
  CONSTRAINT uq_stock_take_scan_vin UNIQUE (stock_take_id, vin)
);
CREATE INDEX ix_stock_take_scan_order ON inventory.stock_take_scan (stock_take_id, scanned_at, id);

CREATE TABLE inventory.stock_take_difference (
  id uuid PRIMARY KEY,
  stock_take_id uuid NOT NULL REFERENCES inventory.stock_take (id),
  vin text NOT NULL,
  stock_vehicle_id uuid REFERENCES inventory.stock_vehicle (id),
  kind text NOT NULL CONSTRAINT ck_stock_take_difference_kind CHECK (kind IN ('MISSING', 'SURPLUS', 'WRONG_PLACE')),
  flag text CONSTRAINT ck_stock_take_difference_flag CHECK (flag IN ('UNKNOWN_VIN', 'OTHER_STORE', 'NOT_IN_STOCK')),
  recorded_state text,
  recorded_location text,
  found_location text,
  outcome text CONSTRAINT ck_stock_take_difference_outcome CHECK (outcome IN ('HELD', 'LOCATION_CORRECTED', 'NOTED', 'MOVED_MEANWHILE', 'LEFT_RESERVED')),
  CONSTRAINT uq_stock_take_difference_vin UNIQUE (stock_take_id, vin)
);
CREATE INDEX ix_stock_take_difference_order ON inventory.stock_take_difference (stock_take_id, vin, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inventory.stock_take_difference;
DROP TABLE inventory.stock_take_scan;
DROP TABLE inventory.stock_take_expectation;
DROP TABLE inventory.stock_take;
`);
  }
}

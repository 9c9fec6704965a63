import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryStockTransfers1764000000460 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE inventory.stock_vehicle ADD COLUMN IF NOT EXISTS store_since date;
UPDATE inventory.stock_vehicle SET store_since = stock_in_date WHERE store_since IS NULL AND stock_in_date IS NOT NULL;

ALTER TABLE inventory.vehicle_movement
  ADD COLUMN stock_transfer_id uuid,
  ADD COLUMN from_store_id uuid,
  ADD COLUMN to_store_id uuid,
  ADD CONSTRAINT ck_vehicle_movement_transfer CHECK ((stock_transfer_id IS NULL) = (from_store_id IS NULL) AND (from_store_id IS NULL) = (to_store_id IS NULL));

CREATE TABLE inventory.stock_transfer (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_stock_transfer_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_stock_transfer_state CHECK (state IN ('DRAFT', 'REQUESTED', 'APPROVED', 'REJECTED', 'IN_TRANSIT', 'RECEIVED', 'CLOSED', 'FAILED', 'CANCELLED')),
  store_id uuid NOT NULL,
  to_store_id uuid NOT NULL,
  asking_store_id uuid NOT NULL,
  reason text NOT NULL,
  needed_by date,
  requested_by uuid NOT NULL,
  requested_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  carrier text,
  carrier_plate text,
  driver_name text,
  expected_on date,
  transport_cost bigint CONSTRAINT ck_stock_transfer_cost CHECK (transport_cost >= 0),
  shipped_by uuid,
  shipped_at timestamptz,
  received_by uuid,
  received_at timestamptz,
  closed_at timestamptz,
  end_reason text,
  CONSTRAINT ck_stock_transfer_stores CHECK (store_id <> to_store_id AND asking_store_id IN (store_id, to_store_id)),
  CONSTRAINT ck_stock_transfer_shipped CHECK (state NOT IN ('IN_TRANSIT', 'RECEIVED', 'CLOSED', 'FAILED') OR shipped_at IS NOT NULL),
  CONSTRAINT ck_stock_transfer_received CHECK (state NOT IN ('RECEIVED', 'CLOSED') OR received_at IS NOT NULL)
);
CREATE INDEX ix_stock_transfer_created ON inventory.stock_transfer (created_at, id);
CREATE INDEX ix_stock_transfer_store ON inventory.stock_transfer (store_id, created_at, id);
CREATE INDEX ix_stock_transfer_to_store ON inventory.stock_transfer (to_store_id, created_at, id);

CREATE TABLE inventory.stock_transfer_line (
  id uuid PRIMARY KEY,
  stock_transfer_id uuid NOT NULL REFERENCES inventory.stock_transfer (id),
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  transfer_price bigint CONSTRAINT ck_stock_transfer_line_price CHECK (transfer_price >= 0),
  live boolean NOT NULL,
  outcome text CONSTRAINT ck_stock_transfer_line_outcome CHECK (outcome IN ('RECEIVED', 'DAMAGED', 'MISSING', 'RETURNED', 'LOST', 'WITHDRAWN')),
  location_out text,
  odometer_out_km int,
  odometer_in_km int
);
CREATE UNIQUE INDEX uq_stock_transfer_line_live ON inventory.stock_transfer_line (stock_vehicle_id) WHERE live;
CREATE INDEX ix_stock_transfer_line_transfer ON inventory.stock_transfer_line (stock_transfer_id, id);
CREATE INDEX ix_stock_transfer_line_vehicle ON inventory.stock_transfer_line (stock_vehicle_id);

CREATE TABLE inventory.stock_transfer_difference (
  id uuid PRIMARY KEY,
  stock_transfer_id uuid NOT NULL REFERENCES inventory.stock_transfer (id),
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  kind text NOT NULL CONSTRAINT ck_stock_transfer_difference_kind CHECK (kind IN ('MISSING', 'DAMAGE', 'ODOMETER')),
  note text NOT NULL,
  resolution text CONSTRAINT ck_stock_transfer_difference_resolution CHECK (resolution IN ('ARRIVED_LATE', 'RETURNED', 'LOST', 'CARRIER_CLAIM', 'REPAIR', 'ACCEPTED')),
  resolution_note text,
  resolved_by uuid,
  resolved_at timestamptz,
  CONSTRAINT ck_stock_transfer_difference_resolved CHECK ((resolution IS NULL) = (resolved_at IS NULL))
);
CREATE INDEX ix_stock_transfer_difference_transfer ON inventory.stock_transfer_difference (stock_transfer_id, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inventory.stock_transfer_difference;
DROP TABLE inventory.stock_transfer_line;
DROP TABLE inventory.stock_transfer;
ALTER TABLE inventory.vehicle_movement DROP CONSTRAINT ck_vehicle_movement_transfer, DROP COLUMN to_store_id, DROP COLUMN from_store_id, DROP COLUMN stock_transfer_id;
ALTER TABLE inventory.stock_vehicle DROP COLUMN store_since;
`);
  }
}

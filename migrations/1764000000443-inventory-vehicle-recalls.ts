import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recall campaigns as the stock must know them: a list or ranges of VINs, closed car by car (W-8). */
export class InventoryVehicleRecalls1764000000443 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.vehicle_recall (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_vehicle_recall_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_vehicle_recall_state CHECK (state IN ('OPEN', 'CLOSED')),
  code text NOT NULL CONSTRAINT uq_vehicle_recall_code UNIQUE,
  title text NOT NULL,
  remedy text NOT NULL,
  parts text[] NOT NULL,
  published_on date NOT NULL,
  published_by uuid NOT NULL,
  closed_at timestamptz,
  close_reason text,
  CONSTRAINT ck_vehicle_recall_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))
);
CREATE INDEX ix_vehicle_recall_created ON inventory.vehicle_recall (created_at, id);

CREATE TABLE inventory.vehicle_recall_range (
  id uuid PRIMARY KEY,
  vehicle_recall_id uuid NOT NULL REFERENCES inventory.vehicle_recall (id),
  prefix text NOT NULL CONSTRAINT ck_vehicle_recall_range_prefix CHECK (length(prefix) = 10),
  serial_from text NOT NULL,
  serial_to text NOT NULL,
  CONSTRAINT ck_vehicle_recall_range_order CHECK (length(serial_from) = 6 AND length(serial_to) = 6 AND serial_from COLLATE "C" <= serial_to COLLATE "C")
);
CREATE INDEX ix_vehicle_recall_range_recall ON inventory.vehicle_recall_range (vehicle_recall_id);
CREATE INDEX ix_vehicle_recall_range_prefix ON inventory.vehicle_recall_range (prefix);

CREATE TABLE inventory.vehicle_recall_vin (
  vehicle_recall_id uuid NOT NULL REFERENCES inventory.vehicle_recall (id),
  vin text NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  reference text,
  PRIMARY KEY (vehicle_recall_id, vin),
  CONSTRAINT ck_vehicle_recall_vin_closed CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX ix_vehicle_recall_vin_vin ON inventory.vehicle_recall_vin (vin);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inventory.vehicle_recall_vin;
DROP TABLE inventory.vehicle_recall_range;
DROP TABLE inventory.vehicle_recall;
`);
  }
}

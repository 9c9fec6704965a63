import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos and documents of a car (their bytes are in the file store), and its keys with whoever has them. */
export class InventoryVehicleFiles1764000000442 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.vehicle_file (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_vehicle_file_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_vehicle_file_state CHECK (state IN ('KEPT', 'REMOVED')),
  store_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  kind text NOT NULL CONSTRAINT ck_vehicle_file_kind CHECK (kind IN ('PHOTO', 'DOCUMENT')),
  category text NOT NULL,
  file_name text NOT NULL,
  caption text,
  media_type text NOT NULL CONSTRAINT ck_vehicle_file_media_type CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  size int NOT NULL CONSTRAINT ck_vehicle_file_size CHECK (size > 0),
  sha256 text NOT NULL CONSTRAINT ck_vehicle_file_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid NOT NULL,
  removed_by uuid,
  removed_at timestamptz,
  remove_reason text,
  CONSTRAINT ck_vehicle_file_removed CHECK ((state = 'REMOVED') = (removed_at IS NOT NULL) AND (removed_at IS NULL) = (remove_reason IS NULL)),
  CONSTRAINT ck_vehicle_file_photo CHECK (kind <> 'PHOTO' OR media_type LIKE 'image/%')
);
CREATE UNIQUE INDEX uq_vehicle_file_content ON inventory.vehicle_file (stock_vehicle_id, sha256) WHERE state = 'KEPT';
CREATE INDEX ix_vehicle_file_vehicle ON inventory.vehicle_file (stock_vehicle_id, created_at, id);
CREATE INDEX ix_vehicle_file_sha256 ON inventory.vehicle_file (sha256) WHERE state = 'KEPT';

CREATE TABLE inventory.vehicle_key (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_vehicle_key_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_vehicle_key_state CHECK (state IN ('IN_CABINET', 'OUT', 'LOST', 'HANDED_OVER')),
  store_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  label text NOT NULL,
  holder_employee_id uuid,
  held_since timestamptz,
  purpose text,
  CONSTRAINT ck_vehicle_key_holder CHECK ((state = 'OUT') = (holder_employee_id IS NOT NULL) AND (state = 'OUT') = (held_since IS NOT NULL))
);
CREATE UNIQUE INDEX uq_vehicle_key_label ON inventory.vehicle_key (stock_vehicle_id, label) WHERE state <> 'HANDED_OVER';
CREATE INDEX ix_vehicle_key_vehicle ON inventory.vehicle_key (stock_vehicle_id, created_at);
CREATE INDEX ix_vehicle_key_holder ON inventory.vehicle_key (holder_employee_id) WHERE state = 'OUT';
CREATE INDEX ix_vehicle_key_store ON inventory.vehicle_key (store_id, created_at, id);
CREATE INDEX ix_vehicle_key_created ON inventory.vehicle_key (created_at, id);

CREATE TABLE inventory.vehicle_key_entry (
  id uuid PRIMARY KEY,
  vehicle_key_id uuid NOT NULL REFERENCES inventory.vehicle_key (id),
  move text NOT NULL,
  to_state text NOT NULL,
  holder_employee_id uuid,
  note text,
  actor_id uuid NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX ix_vehicle_key_entry_key ON inventory.vehicle_key_entry (vehicle_key_id, at, id);

CREATE INDEX ix_stock_vehicle_sold ON inventory.stock_vehicle (model_id, colour, delivered_on) WHERE state = 'DELIVERED';
ALTER TABLE inventory.reservation ADD COLUMN delivery_on date, ADD COLUMN extensions int NOT NULL DEFAULT 0 CONSTRAINT ck_reservation_extensions CHECK (extensions >= 0);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE inventory.reservation DROP COLUMN extensions, DROP COLUMN delivery_on;
DROP INDEX inventory.ix_stock_vehicle_sold;
DROP TABLE inventory.vehicle_key_entry;
DROP TABLE inventory.vehicle_key;
DROP TABLE inventory.vehicle_file;
`);
  }
}

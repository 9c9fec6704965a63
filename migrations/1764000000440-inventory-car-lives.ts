import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Loaners, display cars, damage, cars that come back, wholesale and scrapping by two people, and the alarm of V-2. */
export class InventoryCarLives1764000000440 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE inventory.stock_vehicle
  ADD COLUMN yard text,
  ADD COLUMN on_display boolean NOT NULL DEFAULT false,
  ADD COLUMN store_since date,
  ADD COLUMN loaner_since date,
  ADD COLUMN damaged_from text;
UPDATE inventory.stock_vehicle SET store_since = stock_in_date;
ALTER TABLE inventory.stock_vehicle
  DROP CONSTRAINT ck_stock_vehicle_stock_in,
  DROP CONSTRAINT ck_stock_vehicle_disclosure,
  ADD CONSTRAINT ck_stock_vehicle_stock_in CHECK (stock_in_date IS NOT NULL OR state IN ('ORDERED', 'IN_TRANSIT', 'ARRIVED', 'HOLD', 'DAMAGED', 'WHOLESALE', 'SCRAPPED')),
  ADD CONSTRAINT ck_stock_vehicle_disclosure CHECK (disclosure IN ('THREE_GUARANTEES_RETURN', 'RETURNED', 'FORMER_DEMO', 'FORMER_LOANER')),
  ADD CONSTRAINT ck_stock_vehicle_damaged CHECK ((state = 'DAMAGED') = (damaged_from IS NOT NULL)),
  ADD CONSTRAINT ck_stock_vehicle_loaner CHECK (state <> 'LOANER' OR (insured_until IS NOT NULL AND loaner_since IS NOT NULL)),
  ADD CONSTRAINT ck_stock_vehicle_display CHECK (NOT on_display OR state IN ('IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DEMO'));
DROP INDEX inventory.uq_stock_vehicle_vin;
CREATE UNIQUE INDEX uq_stock_vehicle_vin ON inventory.stock_vehicle (vin) WHERE state NOT IN ('DELIVERED', 'WHOLESALE');

CREATE TABLE inventory.vehicle_disposal (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_vehicle_disposal_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_vehicle_disposal_state CHECK (state IN ('REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED')),
  store_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  vin text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_vehicle_disposal_kind CHECK (kind IN ('WHOLESALE', 'SCRAP')),
  taken_by text NOT NULL,
  amount bigint NOT NULL,
  reason text NOT NULL,
  requested_by uuid NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  CONSTRAINT ck_vehicle_disposal_amount CHECK (amount > 0 OR (kind = 'SCRAP' AND amount = 0)),
  CONSTRAINT ck_vehicle_disposal_decided CHECK ((state = 'REQUESTED') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT ck_vehicle_disposal_two_people CHECK (state <> 'APPROVED' OR decided_by <> requested_by)
);
CREATE UNIQUE INDEX uq_vehicle_disposal_open ON inventory.vehicle_disposal (stock_vehicle_id) WHERE state = 'REQUESTED';
CREATE INDEX ix_vehicle_disposal_vehicle ON inventory.vehicle_disposal (stock_vehicle_id, created_at);
CREATE INDEX ix_vehicle_disposal_store ON inventory.vehicle_disposal (store_id, created_at, id);
CREATE INDEX ix_vehicle_disposal_created ON inventory.vehicle_disposal (created_at, id);

CREATE TABLE inventory.integrity_alarm (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_integrity_alarm_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_integrity_alarm_state CHECK (state IN ('OPEN', 'CLOSED')),
  store_id uuid NOT NULL,
  stock_vehicle_id uuid NOT NULL REFERENCES inventory.stock_vehicle (id),
  vin text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_integrity_alarm_kind CHECK (kind IN ('RESERVED_WITHOUT_RESERVATION', 'RESERVATION_WITHOUT_RESERVED_CAR')),
  vehicle_state text NOT NULL,
  closed_at timestamptz,
  CONSTRAINT ck_integrity_alarm_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX uq_integrity_alarm_open ON inventory.integrity_alarm (stock_vehicle_id, kind) WHERE state = 'OPEN';
CREATE INDEX ix_integrity_alarm_store ON inventory.integrity_alarm (store_id, created_at, id);
CREATE INDEX ix_integrity_alarm_created ON inventory.integrity_alarm (created_at, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inventory.integrity_alarm;
DROP TABLE inventory.vehicle_disposal;
DROP INDEX inventory.uq_stock_vehicle_vin;
CREATE UNIQUE INDEX uq_stock_vehicle_vin ON inventory.stock_vehicle (vin) WHERE state <> 'DELIVERED';
ALTER TABLE inventory.stock_vehicle
  DROP CONSTRAINT ck_stock_vehicle_display,
  DROP CONSTRAINT ck_stock_vehicle_loaner,
  DROP CONSTRAINT ck_stock_vehicle_damaged,
  DROP CONSTRAINT ck_stock_vehicle_disclosure,
  DROP CONSTRAINT ck_stock_vehicle_stock_in,
  ADD CONSTRAINT ck_stock_vehicle_stock_in CHECK (stock_in_date IS NOT NULL OR state IN ('ORDERED', 'IN_TRANSIT', 'ARRIVED', 'HOLD')),
  ADD CONSTRAINT ck_stock_vehicle_disclosure CHECK (disclosure IN ('THREE_GUARANTEES_RETURN')),
  DROP COLUMN damaged_from,
  DROP COLUMN loaner_since,
  DROP COLUMN IF EXISTS store_since,
  DROP COLUMN on_display,
  DROP COLUMN yard;
`);
  }
}

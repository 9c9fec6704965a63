import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryStockAlerts1764000000451 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE inventory.stock_policy (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_stock_policy_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_stock_policy_state CHECK (state IN ('ACTIVE', 'ENDED')),
  store_id uuid,
  brand text,
  series text,
  model_id uuid REFERENCES inventory.vehicle_model (id),
  colour text,
  safety int NOT NULL,
  ceiling int,
  days_supply_limit numeric(6,1),
  target_days_supply numeric(6,1),
  pack int NOT NULL,
  quota int,
  CONSTRAINT ck_stock_policy_product CHECK (model_id IS NULL OR brand IS NULL AND series IS NULL),
  CONSTRAINT ck_stock_policy_series CHECK (series IS NULL OR brand IS NOT NULL),
  CONSTRAINT ck_stock_policy_bounds CHECK (safety >= 0 AND (ceiling IS NULL OR ceiling >= 1 AND ceiling > safety)),
  CONSTRAINT ck_stock_policy_days CHECK (days_supply_limit > 0 AND target_days_supply >= 0),
  CONSTRAINT ck_stock_policy_lot CHECK (pack >= 1 AND (quota IS NULL OR quota >= 0))
);
CREATE UNIQUE INDEX uq_stock_policy_key ON inventory.stock_policy (store_id, brand, series, model_id, colour) NULLS NOT DISTINCT WHERE state = 'ACTIVE';
CREATE INDEX ix_stock_policy_created ON inventory.stock_policy (created_at, id);

CREATE TABLE inventory.stock_alert (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_stock_alert_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_stock_alert_state CHECK (state IN ('OPEN', 'ACKNOWLEDGED', 'CLOSED')),
  store_id uuid NOT NULL,
  model_id uuid NOT NULL REFERENCES inventory.vehicle_model (id),
  colour text NOT NULL,
  kind text NOT NULL CONSTRAINT ck_stock_alert_kind CHECK (kind IN ('LOW', 'HIGH')),
  stock_policy_id uuid NOT NULL REFERENCES inventory.stock_policy (id),
  threshold int NOT NULL,
  projected int NOT NULL,
  open_demand int NOT NULL,
  sold_in_30_days int NOT NULL,
  assigned_role text NOT NULL,
  assigned_to uuid,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  note text,
  closed_at timestamptz,
  closed_projected int,
  CONSTRAINT ck_stock_alert_acknowledged CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL) AND (state <> 'ACKNOWLEDGED' OR acknowledged_at IS NOT NULL)),
  CONSTRAINT ck_stock_alert_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX uq_stock_alert_open ON inventory.stock_alert (store_id, model_id, colour, kind) WHERE state <> 'CLOSED';
CREATE INDEX ix_stock_alert_created ON inventory.stock_alert (created_at, id);
CREATE INDEX ix_stock_alert_store ON inventory.stock_alert (store_id, created_at, id);
CREATE INDEX ix_stock_vehicle_delivered ON inventory.stock_vehicle (delivered_on) INCLUDE (store_id, model_id, colour) WHERE state = 'DELIVERED' AND condition = 'NEW';
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX inventory.ix_stock_vehicle_delivered;
DROP TABLE inventory.stock_alert;
DROP TABLE inventory.stock_policy;
`);
  }
}

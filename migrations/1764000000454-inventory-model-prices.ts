import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryModelPrices1764000000454 implements MigrationInterface {
  /** What a model is made of, and its prices by date: those of today are on the model itself. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE inventory.vehicle_model
  ADD COLUMN trim text,
  ADD COLUMN options jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN colour_surcharges jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN transfer_price bigint CONSTRAINT ck_vehicle_model_transfer_price CHECK (transfer_price >= 0);

CREATE TABLE inventory.vehicle_model_price (
  id uuid PRIMARY KEY,
  model_id uuid NOT NULL REFERENCES inventory.vehicle_model (id),
  valid_from date NOT NULL,
  list_price bigint NOT NULL,
  floor_price bigint NOT NULL,
  transfer_price bigint,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  effective_at timestamptz NOT NULL,
  applied_at timestamptz,
  CONSTRAINT uq_vehicle_model_price_day UNIQUE (model_id, valid_from),
  CONSTRAINT ck_vehicle_model_price_prices CHECK (list_price > 0 AND floor_price BETWEEN 0 AND list_price AND (transfer_price IS NULL OR transfer_price >= 0))
);
CREATE INDEX ix_vehicle_model_price_due ON inventory.vehicle_model_price (effective_at, id) WHERE applied_at IS NULL;

INSERT INTO inventory.vehicle_model_price (id, model_id, valid_from, list_price, floor_price, set_by, set_at, effective_at, applied_at)
SELECT gen_random_uuid(), id, (created_at AT TIME ZONE 'Asia/Shanghai')::date, list_price, floor_price, '00000000-0000-0000-0000-000000000000', created_at, created_at, created_at
FROM inventory.vehicle_model;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inventory.vehicle_model_price;
ALTER TABLE inventory.vehicle_model DROP COLUMN trim, DROP COLUMN options, DROP COLUMN colour_surcharges, DROP COLUMN transfer_price;
`);
  }
}

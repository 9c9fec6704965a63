import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryUsedCars1764000000420 implements MigrationInterface {
  /** A car that we delivered may come back as a trade-in: of a VIN one record is live. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE inventory.stock_vehicle
  ADD COLUMN condition text NOT NULL DEFAULT 'NEW' CONSTRAINT ck_stock_vehicle_condition CHECK (condition IN ('NEW', 'USED')),
  ADD COLUMN trade_in_id uuid,
  ADD CONSTRAINT ck_stock_vehicle_trade_in CHECK (trade_in_id IS NULL OR condition = 'USED');
ALTER TABLE inventory.stock_vehicle DROP CONSTRAINT uq_stock_vehicle_vin;
CREATE UNIQUE INDEX uq_stock_vehicle_vin ON inventory.stock_vehicle (vin) WHERE state <> 'DELIVERED';
CREATE UNIQUE INDEX uq_stock_vehicle_trade_in ON inventory.stock_vehicle (trade_in_id) WHERE trade_in_id IS NOT NULL;
CREATE INDEX ix_stock_vehicle_vin ON inventory.stock_vehicle (vin);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX inventory.ix_stock_vehicle_vin;
DROP INDEX inventory.uq_stock_vehicle_trade_in;
DROP INDEX inventory.uq_stock_vehicle_vin;
ALTER TABLE inventory.stock_vehicle ADD CONSTRAINT uq_stock_vehicle_vin UNIQUE (vin);
ALTER TABLE inventory.stock_vehicle DROP CONSTRAINT ck_stock_vehicle_trade_in, DROP COLUMN trade_in_id, DROP COLUMN condition;
`);
  }
}

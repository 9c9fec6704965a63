import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryReturnedCars1764000000410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE inventory.stock_vehicle ADD COLUMN returned_on date;
ALTER TABLE inventory.stock_vehicle ADD COLUMN disclosure text CONSTRAINT ck_stock_vehicle_disclosure CHECK (disclosure IN ('THREE_GUARANTEES_RETURN'));
ALTER TABLE inventory.stock_vehicle DROP CONSTRAINT ck_stock_vehicle_state;
ALTER TABLE inventory.stock_vehicle ADD CONSTRAINT ck_stock_vehicle_state CHECK (state IN ('ORDERED', 'IN_TRANSIT', 'ARRIVED', 'IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DELIVERED', 'DEMO', 'HOLD', 'RETURNED'));
ALTER TABLE inventory.stock_vehicle ADD CONSTRAINT ck_stock_vehicle_returned CHECK (state <> 'RETURNED' OR returned_on IS NOT NULL);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE inventory.stock_vehicle DROP CONSTRAINT ck_stock_vehicle_returned;
ALTER TABLE inventory.stock_vehicle DROP CONSTRAINT ck_stock_vehicle_state;
ALTER TABLE inventory.stock_vehicle ADD CONSTRAINT ck_stock_vehicle_state CHECK (state IN ('ORDERED', 'IN_TRANSIT', 'ARRIVED', 'IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DELIVERED', 'DEMO', 'HOLD'));
ALTER TABLE inventory.stock_vehicle DROP COLUMN disclosure;
ALTER TABLE inventory.stock_vehicle DROP COLUMN returned_on;
`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryProductionDates1764000000445 implements MigrationInterface {
  /** When a car was made: the deadline of its registration counts from it (RG-1). */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inventory.stock_vehicle ADD COLUMN produced_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inventory.stock_vehicle DROP COLUMN produced_on');
  }
}

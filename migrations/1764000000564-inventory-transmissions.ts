import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryTransmissions1764000000564 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE inventory.vehicle_model ADD COLUMN transmission text CONSTRAINT ck_vehicle_model_transmission CHECK (transmission IN ('MANUAL', 'AUTOMATIC'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inventory.vehicle_model DROP COLUMN transmission');
  }
}

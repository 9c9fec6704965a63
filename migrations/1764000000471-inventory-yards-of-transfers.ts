import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which yard a car stood before it left for another store: a transfer that fails puts it back there. */
export class InventoryYardsOfTransfers1764000000471 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inventory.stock_transfer_line ADD COLUMN yard_out text');
    await runner.query(`UPDATE inventory.stock_transfer_line l SET yard_out = v.yard FROM inventory.stock_vehicle v
      WHERE v.id = l.stock_vehicle_id AND l.live AND v.state = 'TRANSFERRING'`);
    await runner.query(`UPDATE inventory.stock_vehicle SET yard = NULL WHERE state = 'TRANSFERRING' AND yard IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inventory.stock_transfer_line DROP COLUMN yard_out');
  }
}

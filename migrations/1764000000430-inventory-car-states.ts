import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = ['ORDERED', 'IN_TRANSIT', 'ARRIVED', 'IN_STOCK', 'RESERVED', 'PREPARING', 'READY', 'DELIVERED', 'DEMO', 'HOLD', 'RETURNED'];
const ADDED = ['TRANSFERRING', 'LOANER', 'DAMAGED', 'WHOLESALE', 'SCRAPPED'];
const states = (names: string[]) => `
ALTER TABLE inventory.stock_vehicle DROP CONSTRAINT ck_stock_vehicle_state;
ALTER TABLE inventory.stock_vehicle ADD CONSTRAINT ck_stock_vehicle_state CHECK (state IN (${names.map((n) => `'${n}'`).join(', ')}));
`;

/** Every state of V-1. */
export class InventoryCarStates1764000000430 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(states([...BEFORE, ...ADDED]));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(states(BEFORE));
  }
}

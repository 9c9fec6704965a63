import type { MigrationInterface, QueryRunner } from 'typeorm';

const OURS = [
  'ORDERED',
  'IN_TRANSIT',
  'ARRIVED',
  'IN_STOCK',
  'RESERVED',
  'PREPARING',
  'READY',
  'DEMO',
  'HOLD',
  'TRANSFERRING',
  'LOANER',
  'DAMAGED',
  'RETURNED',
];
const GONE = ['DELIVERED', 'WHOLESALE', 'SCRAPPED'];
const listed = (names: string[]) => names.map((name) => `'${name}'`).join(', ');
const constraints = (states: string[], undated: string[], free: string[]) => `
ALTER TABLE inventory.stock_vehicle
  DROP CONSTRAINT ck_stock_vehicle_state,
  DROP CONSTRAINT ck_stock_vehicle_stock_in,
  ADD CONSTRAINT ck_stock_vehicle_state CHECK (state IN (${listed(states)})),
  ADD CONSTRAINT ck_stock_vehicle_stock_in CHECK (stock_in_date IS NOT NULL OR state IN (${listed(undated)}));
DROP INDEX inventory.uq_stock_vehicle_vin;
CREATE UNIQUE INDEX uq_stock_vehicle_vin ON inventory.stock_vehicle (vin) WHERE state NOT IN (${listed(free)});
`;
const UNDATED = ['ORDERED', 'IN_TRANSIT', 'ARRIVED', 'HOLD', 'DAMAGED', 'WHOLESALE', 'SCRAPPED'];

/** Cars that were ordered and never come; a returned car that waits on hold has no days in stock. */
export class InventoryCarsThatNeverCome1764000000470 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      constraints([...OURS, ...GONE, 'CANCELLED'], [...UNDATED, 'RETURNED', 'CANCELLED'], ['DELIVERED', 'WHOLESALE', 'CANCELLED']),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(constraints([...OURS, ...GONE], UNDATED, ['DELIVERED', 'WHOLESALE']));
  }
}

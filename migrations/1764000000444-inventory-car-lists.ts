import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lists of cars that are named in the document of `listStockVehicles`, each by an index of its own. */
export class InventoryCarLists1764000000444 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE INDEX ix_stock_vehicle_state ON inventory.stock_vehicle (state, (coalesce(stock_in_date, '9999-12-31'::date)), id);
CREATE INDEX ix_stock_vehicle_store_state ON inventory.stock_vehicle (store_id, state, (coalesce(stock_in_date, '9999-12-31'::date)), id);
CREATE INDEX ix_stock_vehicle_kind ON inventory.stock_vehicle (model_id, colour, created_at, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX inventory.ix_stock_vehicle_kind;
DROP INDEX inventory.ix_stock_vehicle_store_state;
DROP INDEX inventory.ix_stock_vehicle_state;
`);
  }
}

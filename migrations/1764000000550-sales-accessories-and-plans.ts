import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesAccessoriesAndPlans1764000000550 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.quotation ADD COLUMN accepted_alternative int;
ALTER TABLE sales.sales_order
  ADD COLUMN accessories jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN fittings jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN payment_plan jsonb;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.sales_order DROP COLUMN payment_plan, DROP COLUMN fittings, DROP COLUMN accessories;
ALTER TABLE sales.quotation DROP COLUMN accepted_alternative;
`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesOverduePayments1764000000561 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE sales.sales_order ADD COLUMN overdue_receivables uuid[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales.sales_order DROP COLUMN overdue_receivables');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesCoupons1764000000510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales.quotation ADD COLUMN coupon_code text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales.quotation DROP COLUMN coupon_code');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AftersalesCoupons1764000000810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE aftersales.repair_order SET settlement = settlement || '{"coupon": null}' WHERE settlement IS NOT NULL AND NOT settlement ? 'coupon'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE aftersales.repair_order SET settlement = settlement - 'coupon' WHERE settlement IS NOT NULL`);
  }
}

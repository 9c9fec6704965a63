import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kinds of coupon are a store's, or, as those that there were, the whole group's. */
export class CrmCouponStores1764000000283 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE crm.coupon_definition ADD store_id uuid;
CREATE INDEX ix_coupon_definition_store ON crm.coupon_definition (store_id, code);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE crm.coupon_definition DROP COLUMN store_id');
  }
}

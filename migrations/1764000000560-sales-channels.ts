import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesChannels1764000000560 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.quotation
  ADD COLUMN sale_channel text NOT NULL DEFAULT 'IN_STORE' CONSTRAINT ck_quotation_channel CHECK (sale_channel IN ('IN_STORE', 'ONLINE', 'PHONE')),
  ADD COLUMN distance_return_excluded boolean NOT NULL DEFAULT false,
  ADD COLUMN origin_statement text NOT NULL DEFAULT '',
  ADD COLUMN shown_text text,
  ADD COLUMN shown_hash text,
  ADD CONSTRAINT ck_quotation_shown CHECK ((shown_text IS NULL) = (shown_hash IS NULL)),
  ADD CONSTRAINT ck_quotation_exclusion CHECK (NOT distance_return_excluded OR sale_channel <> 'IN_STORE');
ALTER TABLE sales.sales_order
  ADD COLUMN sale_channel text NOT NULL DEFAULT 'IN_STORE' CONSTRAINT ck_sales_order_channel CHECK (sale_channel IN ('IN_STORE', 'ONLINE', 'PHONE')),
  ADD COLUMN distance_return_excluded boolean NOT NULL DEFAULT false;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.sales_order DROP COLUMN distance_return_excluded, DROP COLUMN sale_channel;
ALTER TABLE sales.quotation DROP COLUMN shown_hash, DROP COLUMN shown_text, DROP COLUMN origin_statement, DROP COLUMN distance_return_excluded, DROP COLUMN sale_channel;
`);
  }
}

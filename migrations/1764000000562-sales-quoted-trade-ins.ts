import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesQuotedTradeIns1764000000562 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.quotation
  ADD COLUMN trade_in_id uuid,
  ADD COLUMN trade_in jsonb,
  ADD CONSTRAINT ck_quotation_trade_in CHECK ((trade_in_id IS NULL) = (trade_in IS NULL))
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales.quotation DROP COLUMN trade_in, DROP COLUMN trade_in_id');
  }
}

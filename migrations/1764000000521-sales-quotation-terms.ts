import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesQuotationTerms1764000000521 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.quotation
  ADD COLUMN promotion_ids uuid[],
  ADD COLUMN estimates text[] NOT NULL DEFAULT '{}',
  ADD COLUMN finance_alternatives jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN approval_reasons text[] NOT NULL DEFAULT '{}',
  ADD COLUMN priced_on date;
UPDATE sales.quotation SET priced_on = (created_at AT TIME ZONE 'Asia/Shanghai')::date;
ALTER TABLE sales.quotation
  ALTER COLUMN priced_on SET NOT NULL,
  ALTER COLUMN estimates DROP DEFAULT,
  ALTER COLUMN finance_alternatives DROP DEFAULT,
  ALTER COLUMN approval_reasons DROP DEFAULT;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE sales.quotation DROP COLUMN promotion_ids, DROP COLUMN estimates, DROP COLUMN finance_alternatives, DROP COLUMN approval_reasons, DROP COLUMN priced_on',
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesLoanMeasureAndTaxRefund1764000000555 implements MigrationInterface {
  /** A loan that was granted for less than was asked is measured by what was granted; an approved return says what the tax office gives back. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.finance_application DROP CONSTRAINT ck_finance_application_amount;
ALTER TABLE sales.finance_application ADD CONSTRAINT ck_finance_application_amount CHECK (requested_amount > 0 AND coalesce(approved_amount, requested_amount) <= price);
ALTER TABLE sales.order_return ADD COLUMN purchase_tax_refund bigint CONSTRAINT ck_order_return_tax_refund CHECK (purchase_tax_refund >= 0);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.order_return DROP COLUMN purchase_tax_refund;
ALTER TABLE sales.finance_application DROP CONSTRAINT ck_finance_application_amount;
ALTER TABLE sales.finance_application ADD CONSTRAINT ck_finance_application_amount CHECK (requested_amount > 0 AND requested_amount <= price) NOT VALID;
`);
  }
}

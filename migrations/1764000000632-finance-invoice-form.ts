import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FinanceInvoiceForm1764000000632 implements MigrationInterface {
  /** The fields of the printed form that were missing (FP-1). */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE finance.billable_order ADD COLUMN seats int;
ALTER TABLE finance.invoice
  ADD COLUMN type_code text NOT NULL DEFAULT '03',
  ADD COLUMN vehicle_type text,
  ADD COLUMN origin text,
  ADD COLUMN import_certificate_number text,
  ADD COLUMN inspection_number text,
  ADD COLUMN tax_authority text,
  ADD COLUMN tonnage_kg int CONSTRAINT ck_invoice_tonnage CHECK (tonnage_kg > 0),
  ADD COLUMN seats int CONSTRAINT ck_invoice_seats CHECK (seats > 0),
  ADD COLUMN seller_tax_number text;
ALTER TABLE finance.invoice ALTER COLUMN type_code DROP DEFAULT;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE finance.invoice DROP COLUMN type_code, DROP COLUMN vehicle_type, DROP COLUMN origin, DROP COLUMN import_certificate_number, DROP COLUMN inspection_number,
  DROP COLUMN tax_authority, DROP COLUMN tonnage_kg, DROP COLUMN seats, DROP COLUMN seller_tax_number;
ALTER TABLE finance.billable_order DROP COLUMN seats;
`);
  }
}

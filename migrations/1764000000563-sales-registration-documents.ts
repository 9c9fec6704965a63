import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesRegistrationDocuments1764000000563 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.sales_order ADD COLUMN car_produced_on date;
ALTER TABLE sales.registration
  ADD COLUMN after_accident boolean NOT NULL DEFAULT false,
  ADD COLUMN vessel_tax_proof text,
  ADD COLUMN safety_inspection_proof text;
ALTER TABLE sales.insurance_policy ADD COLUMN vessel_tax text;
UPDATE sales.insurance_policy SET vessel_tax = 'COLLECTED' WHERE kind = 'COMPULSORY';
ALTER TABLE sales.insurance_policy ADD CONSTRAINT ck_insurance_policy_vessel_tax
  CHECK ((kind = 'COMPULSORY') = (vessel_tax IS NOT NULL) AND vessel_tax IN ('COLLECTED', 'EXEMPT', 'NOT_COLLECTED'));
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.insurance_policy DROP COLUMN vessel_tax;
ALTER TABLE sales.registration DROP COLUMN safety_inspection_proof, DROP COLUMN vessel_tax_proof, DROP COLUMN after_accident;
ALTER TABLE sales.sales_order DROP COLUMN car_produced_on;
`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const formats = (names: string[]) => `
ALTER TABLE integration.import DROP CONSTRAINT ck_import_format;
ALTER TABLE integration.import ADD CONSTRAINT ck_import_format CHECK (format IN (${names.map((n) => `'${n}'`).join(', ')}));`;

/** Rows of cars and models may come as JSON too. */
export class IntegrationStockImports1764000001145 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(formats(['CSV', 'XLSX', 'JSON']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(formats(['CSV', 'XLSX']));
  }
}

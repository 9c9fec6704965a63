import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which rows a move of references took along, so that it can be undone row by row. */
export class KernelMovedReferences1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE kernel.moved_reference (
  move_id uuid NOT NULL,
  table_name text NOT NULL,
  column_name text NOT NULL,
  row_key text NOT NULL,
  sealed jsonb,
  PRIMARY KEY (move_id, table_name, column_name, row_key)
);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kernel.moved_reference');
  }
}

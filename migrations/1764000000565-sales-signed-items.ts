import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was handed over before was signed as a whole: each of its items that were done (D-8). */
export class SalesSignedItems1764000000565 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE sales.delivery SET checklist =
         (SELECT coalesce(jsonb_agg(item || jsonb_build_object('signed', item -> 'done') ORDER BY n), '[]') FROM jsonb_array_elements(checklist) WITH ORDINALITY i(item, n))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE sales.delivery SET checklist =
         (SELECT coalesce(jsonb_agg(item - 'signed' ORDER BY n), '[]') FROM jsonb_array_elements(checklist) WITH ORDINALITY i(item, n))`,
    );
  }
}

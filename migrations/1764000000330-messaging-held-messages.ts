import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages of a paused campaign are held. */
export class MessagingHeldMessages1764000000330 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE messaging.message ADD held boolean NOT NULL DEFAULT false;
ALTER TABLE messaging.message ALTER COLUMN held DROP DEFAULT;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE messaging.message DROP COLUMN held');
  }
}

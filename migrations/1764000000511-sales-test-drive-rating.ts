import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesTestDriveRating1764000000511 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales.test_drive ADD COLUMN rating int CONSTRAINT ck_test_drive_rating CHECK (rating BETWEEN 1 AND 5)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sales.test_drive DROP COLUMN rating');
  }
}

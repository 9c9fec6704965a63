import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SalesTestDriveDepth1764000000540 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE sales.test_drive
  ADD COLUMN licence_first_issued_on date,
  ADD COLUMN expressway boolean NOT NULL DEFAULT false,
  ADD COLUMN companion_licensed_on date,
  ADD COLUMN warnings text[] NOT NULL DEFAULT '{}',
  ADD COLUMN route_code text,
  ADD COLUMN route_name text,
  ADD COLUMN route_km int,
  ADD COLUMN distance_exception boolean NOT NULL DEFAULT false,
  ADD COLUMN agreement_signed_by_sealed text,
  ADD COLUMN agreement_sha256 text,
  ADD CONSTRAINT ck_test_drive_route CHECK ((route_code IS NULL) = (route_km IS NULL) AND (route_code IS NULL) = (route_name IS NULL)),
  ADD CONSTRAINT ck_test_drive_distance CHECK (NOT distance_exception OR distance_reason IS NOT NULL);
CREATE INDEX ix_test_drive_taken ON sales.test_drive (store_id, taken_from) WHERE state IN ('BOOKED', 'OUT');
CREATE INDEX ix_test_drive_starts ON sales.test_drive (store_id, starts_at, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP INDEX sales.ix_test_drive_starts;
DROP INDEX sales.ix_test_drive_taken;
ALTER TABLE sales.test_drive
  DROP CONSTRAINT ck_test_drive_distance,
  DROP CONSTRAINT ck_test_drive_route,
  DROP COLUMN agreement_sha256,
  DROP COLUMN agreement_signed_by_sealed,
  DROP COLUMN distance_exception,
  DROP COLUMN route_km,
  DROP COLUMN route_name,
  DROP COLUMN route_code,
  DROP COLUMN warnings,
  DROP COLUMN companion_licensed_on,
  DROP COLUMN expressway,
  DROP COLUMN licence_first_issued_on;
`);
  }
}

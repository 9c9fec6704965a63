import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos of appraised cars (TI-1); their bytes are in the file store. */
export class SalesTradeInPhotos1764000000566 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sales.trade_in_photo (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL,
  trade_in_id uuid NOT NULL REFERENCES sales.trade_in (id),
  view text NOT NULL CONSTRAINT ck_trade_in_photo_view CHECK (view IN ('FRONT', 'REAR', 'LEFT', 'RIGHT', 'INTERIOR', 'ENGINE', 'ODOMETER', 'VIN_PLATE', 'DAMAGE', 'OTHER')),
  caption text,
  media_type text NOT NULL CONSTRAINT ck_trade_in_photo_media_type CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
  size int NOT NULL CONSTRAINT ck_trade_in_photo_size CHECK (size > 0),
  sha256 text NOT NULL CONSTRAINT ck_trade_in_photo_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid NOT NULL,
  CONSTRAINT uq_trade_in_photo_content UNIQUE (trade_in_id, sha256)
);
CREATE INDEX ix_trade_in_photo_trade_in ON sales.trade_in_photo (trade_in_id, created_at, id);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sales.trade_in_photo');
  }
}

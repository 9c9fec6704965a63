import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Integration1764000001110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA integration;

CREATE TABLE integration.adf_intake (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_adf_intake_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_adf_intake_state CHECK (state IN ('ACCEPTED', 'QUARANTINED', 'DISCARDED')),
  store_id uuid,
  sent_by uuid NOT NULL,
  sender_key text CONSTRAINT uq_adf_intake_sender UNIQUE,
  provider text,
  external_id text,
  vendor text,
  requested_at timestamptz,
  reason text,
  reason_path text,
  warnings jsonb NOT NULL,
  lead_id uuid,
  content_sealed text,
  discard_note text,
  erase_at timestamptz,
  CONSTRAINT ck_adf_intake_lead CHECK ((state = 'ACCEPTED') = (lead_id IS NOT NULL) AND (state <> 'ACCEPTED' OR store_id IS NOT NULL)),
  CONSTRAINT ck_adf_intake_reason CHECK (state = 'ACCEPTED' OR reason IS NOT NULL),
  CONSTRAINT ck_adf_intake_kept CHECK (state <> 'QUARANTINED' OR (content_sealed IS NOT NULL AND erase_at IS NULL))
);
CREATE INDEX ix_adf_intake_received ON integration.adf_intake (created_at DESC, id DESC);
CREATE INDEX ix_adf_intake_erase ON integration.adf_intake (erase_at) WHERE content_sealed IS NOT NULL AND erase_at IS NOT NULL;

CREATE TABLE integration.import (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  number text NOT NULL CONSTRAINT uq_import_number UNIQUE,
  state text NOT NULL CONSTRAINT ck_import_state CHECK (state IN ('RECEIVED', 'RUNNING', 'DONE', 'FAILED')),
  store_id uuid NOT NULL,
  kind text NOT NULL,
  format text NOT NULL CONSTRAINT ck_import_format CHECK (format IN ('CSV', 'XLSX')),
  mode text NOT NULL CONSTRAINT ck_import_mode CHECK (mode IN ('ALL_OR_NOTHING', 'GOOD_ROWS')),
  dry_run boolean NOT NULL,
  imported_by uuid NOT NULL,
  rows_total int NOT NULL,
  rows_waiting int NOT NULL,
  rows_good int NOT NULL,
  rows_duplicate int NOT NULL,
  rows_bad int NOT NULL,
  next_run_at timestamptz,
  ended_at timestamptz,
  erase_at timestamptz,
  CONSTRAINT ck_import_rows CHECK (rows_total = rows_waiting + rows_good + rows_duplicate + rows_bad AND least(rows_waiting, rows_good, rows_duplicate, rows_bad) >= 0),
  CONSTRAINT ck_import_run CHECK ((state IN ('RECEIVED', 'RUNNING')) = (next_run_at IS NOT NULL))
);
CREATE INDEX ix_import_received ON integration.import (created_at DESC, id DESC);
CREATE INDEX ix_import_run ON integration.import (next_run_at) WHERE state IN ('RECEIVED', 'RUNNING');
CREATE INDEX ix_import_erase ON integration.import (erase_at) WHERE erase_at IS NOT NULL;

CREATE TABLE integration.import_row (
  id uuid PRIMARY KEY,
  import_id uuid NOT NULL REFERENCES integration.import (id),
  row_number int NOT NULL,
  verdict text NOT NULL CONSTRAINT ck_import_row_verdict CHECK (verdict IN ('WAITING', 'GOOD', 'DUPLICATE', 'BAD')),
  values_sealed text,
  faults jsonb NOT NULL,
  result_id uuid,
  CONSTRAINT uq_import_row_number UNIQUE (import_id, row_number),
  CONSTRAINT ck_import_row_faults CHECK ((verdict = 'BAD') = (jsonb_array_length(faults) > 0))
);
CREATE INDEX ix_import_row_waiting ON integration.import_row (import_id, row_number) WHERE verdict = 'WAITING';
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA integration CASCADE');
  }
}

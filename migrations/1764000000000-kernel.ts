import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Kernel1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA kernel;

CREATE TABLE kernel.event (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  name text NOT NULL,
  aggregate_type text NOT NULL,
  aggregate_id uuid NOT NULL,
  store_id uuid,
  payload jsonb NOT NULL,
  sealed jsonb,
  occurred_at timestamptz NOT NULL,
  correlation_id text NOT NULL,
  causation_id text,
  actor_id uuid NOT NULL,
  feed_position bigint UNIQUE
);
CREATE INDEX ix_event_unplaced ON kernel.event (seq) WHERE feed_position IS NULL;
CREATE INDEX ix_event_aggregate ON kernel.event (aggregate_id, seq);
CREATE INDEX ix_event_correlation ON kernel.event (correlation_id);

CREATE TABLE kernel.delivery (
  event_id uuid NOT NULL REFERENCES kernel.event (id),
  listener text NOT NULL,
  seq bigint NOT NULL,
  aggregate_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'PENDING' CONSTRAINT ck_delivery_state CHECK (state IN ('PENDING', 'DONE', 'FAILED')),
  attempts int NOT NULL DEFAULT 0,
  retry_at timestamptz NOT NULL,
  error text,
  done_at timestamptz,
  PRIMARY KEY (event_id, listener)
);
CREATE INDEX ix_delivery_pending ON kernel.delivery (seq) WHERE state = 'PENDING';
CREATE INDEX ix_delivery_order ON kernel.delivery (listener, aggregate_id, seq) WHERE state <> 'DONE';
CREATE INDEX ix_delivery_failed ON kernel.delivery (seq) WHERE state = 'FAILED';

CREATE TABLE kernel.audit_entry (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id uuid NOT NULL,
  correlation_id text NOT NULL,
  action text NOT NULL,
  aggregate_type text NOT NULL,
  aggregate_id uuid NOT NULL,
  store_id uuid,
  changes jsonb NOT NULL,
  hash text NOT NULL
);
CREATE INDEX ix_audit_aggregate ON kernel.audit_entry (aggregate_id, at);
CREATE INDEX ix_audit_correlation ON kernel.audit_entry (correlation_id);
CREATE INDEX ix_audit_actor ON kernel.audit_entry (actor_id, at DESC);
CREATE INDEX ix_audit_at ON kernel.audit_entry (at DESC, id DESC);

CREATE TABLE kernel.idempotency (
  caller_id uuid NOT NULL,
  route text NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  status int NOT NULL,
  headers jsonb NOT NULL,
  answer text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (caller_id, route, key)
);
CREATE INDEX ix_idempotency_expiry ON kernel.idempotency (expires_at);

CREATE TABLE kernel.subject_key (
  subject_id uuid PRIMARY KEY,
  wrapped text NOT NULL
);

CREATE TABLE kernel.number_block (
  prefix text PRIMARY KEY,
  next bigint NOT NULL
);

CREATE TABLE kernel.daily_tick (
  name text PRIMARY KEY,
  due_at timestamptz NOT NULL
);

CREATE TABLE kernel.clock (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  offset_ms bigint NOT NULL DEFAULT 0
);
INSERT INTO kernel.clock DEFAULT VALUES;

CREATE TABLE kernel.instance (
  id uuid PRIMARY KEY,
  clock_offset bigint NOT NULL,
  seen_at timestamptz NOT NULL
);

CREATE TABLE kernel.installation (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key_fingerprint text,
  demo_state text NOT NULL DEFAULT 'NONE' CHECK (demo_state IN ('NONE', 'RUNNING', 'DONE')),
  demo_started_at timestamptz
);
INSERT INTO kernel.installation DEFAULT VALUES;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA kernel CASCADE');
  }
}

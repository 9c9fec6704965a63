import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1764000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SCHEMA identity;

CREATE TABLE identity.store (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  code text NOT NULL CONSTRAINT uq_store_code UNIQUE,
  name text NOT NULL,
  city text NOT NULL,
  address text NOT NULL,
  phone text NOT NULL,
  brand text NOT NULL,
  tax_number text
);

CREATE TABLE identity.store_calendar (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  store_id uuid NOT NULL CONSTRAINT uq_store_calendar_store UNIQUE REFERENCES identity.store (id),
  opening_hours jsonb NOT NULL,
  exceptions jsonb NOT NULL
);

CREATE TABLE identity.employee (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  username text NOT NULL CONSTRAINT uq_employee_username UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  grants jsonb NOT NULL,
  active boolean NOT NULL
);
CREATE INDEX ix_employee_grants ON identity.employee USING gin (grants jsonb_path_ops);

CREATE TABLE identity.service_account (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  client_id text NOT NULL CONSTRAINT uq_service_account_client UNIQUE,
  name text NOT NULL,
  secret_hash text NOT NULL,
  grants jsonb NOT NULL,
  active boolean NOT NULL
);

CREATE TABLE identity.refresh_token (
  token_hash text PRIMARY KEY,
  family_id uuid NOT NULL,
  account_id uuid NOT NULL,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX ix_refresh_token_family ON identity.refresh_token (family_id);
CREATE INDEX ix_refresh_token_expiry ON identity.refresh_token (expires_at);

CREATE TABLE identity.sign_in_failure (
  id uuid PRIMARY KEY,
  account text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX ix_sign_in_failure ON identity.sign_in_failure (account, at);

CREATE TABLE identity.setting_value (
  id uuid PRIMARY KEY,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  key text NOT NULL,
  scope text NOT NULL CONSTRAINT ck_setting_scope CHECK (scope IN ('GROUP', 'BRAND', 'STORE')),
  brand text,
  store_id uuid REFERENCES identity.store (id),
  value jsonb NOT NULL,
  valid_from timestamptz NOT NULL,
  reason text,
  CONSTRAINT ck_setting_target CHECK ((scope = 'BRAND') = (brand IS NOT NULL) AND (scope = 'STORE') = (store_id IS NOT NULL))
);
CREATE INDEX ix_setting_key ON identity.setting_value (key, valid_from DESC);
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA identity CASCADE');
  }
}
